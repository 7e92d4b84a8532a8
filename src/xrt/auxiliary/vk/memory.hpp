// SPDX-License-Identifier: BSL-1.0
//
// Which memory of a device something is put into.
#pragma once

#include <vulkan/vulkan.h>

#include <optional>

#include "xrt/result.hpp"

namespace xrt::vk {

/// The first memory type that is among `type_bits` and has all of `wanted`.
std::optional<uint32_t> find_memory_type(const VkPhysicalDeviceMemoryProperties& properties, uint32_t type_bits,
                                         VkMemoryPropertyFlags wanted);

/// The type as above, or else any type among `type_bits`; an error if there is none.
Result<uint32_t> choose_memory_type(const VkPhysicalDeviceMemoryProperties& properties, uint32_t type_bits,
                                    VkMemoryPropertyFlags preferred);

}  // namespace xrt::vk
