// SPDX-License-Identifier: BSL-1.0
//
// What both eyes see of one composition, as images of the compositor's device, for whoever goes on with them there.
#pragma once

#include <vulkan/vulkan.h>

#include <array>

#include "xrt/compositor_native.hpp"

namespace xrt::comp {

/// In TRANSFER_SRC_OPTIMAL, of ViewPasses::color_format. Whoever reads it leaves it as it is; commands that are submitted
/// later may overwrite it. Its alpha means nothing.
struct ViewImage {
    VkImage image = VK_NULL_HANDLE;
    Extent2D extent;
};
using ViewImages = std::array<ViewImage, view_count>;

}  // namespace xrt::comp
