// SPDX-License-Identifier: BSL-1.0
//
// What a client says of memory that it has allocated, checked before a driver gets to see it.
#pragma once

#include "compositor/render/vulkan_device.hpp"

namespace xrt::comp {

/// invalid_argument unless the memory is dedicated, as large as the image needs, and of a type that the image can have. A software
/// device reads the memory itself, so there nobody may be able to shrink it.
Result<void> check_imported_memory(const VulkanDevice& device, VkImage image, const NativeImage& native);

}  // namespace xrt::comp
