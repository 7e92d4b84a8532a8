// SPDX-License-Identifier: BSL-1.0
//
// Allocation of device memory: for images that leave the process, images that enter it, and buffers the host reads.
#pragma once

#include <vulkan/vulkan.h>

#include <optional>

#include "auxiliary/vk/handles.hpp"
#include "xrt/compositor_native.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::vk {

/// The first memory type that is among `type_bits` and has all of `wanted`.
std::optional<uint32_t> find_memory_type(const VkPhysicalDeviceMemoryProperties& properties, uint32_t type_bits,
                                         VkMemoryPropertyFlags wanted);

/// The type as above, or else any type among `type_bits`; an error if there is none.
Result<uint32_t> choose_memory_type(const VkPhysicalDeviceMemoryProperties& properties, uint32_t type_bits,
                                    VkMemoryPropertyFlags preferred);

/// A dedicated allocation for `image` that can be exported as an OPAQUE_FD, not yet bound.
Result<UniqueDeviceMemory> allocate_exportable(const DeviceTable& table, VkImage image, VkDeviceSize size,
                                               uint32_t memory_type);

/// A new fd, close-on-exec, of exportable memory.
Result<UniqueFd> export_memory(const DeviceTable& table, VkDeviceMemory memory);

/// The other side of allocate_exportable(). Works on a duplicate, for some drivers close the fd even if they refuse it.
Result<UniqueDeviceMemory> import_memory(const DeviceTable& table, VkImage image, const NativeImage& native);

}  // namespace xrt::vk
