// SPDX-License-Identifier: BSL-1.0
//
// The render passes in which a view is composed: with depth where a layer asks for a depth test, else without. Both
// clear, draw, and leave the colour ready to be copied.
#pragma once

#include "compositor/render/vulkan_device.hpp"

namespace xrt::comp {

enum class ViewPass { color, color_and_depth };

class ViewPasses {
 public:
    static constexpr VkFormat color_format = VK_FORMAT_R8G8B8A8_SRGB;
    static constexpr VkFormat depth_format = VK_FORMAT_D32_SFLOAT;  // every device can draw into it

    static Result<ViewPasses> create(const vk::DeviceTable& table);

    VkRenderPass get(ViewPass pass) const { return pass == ViewPass::color ? color_.get() : color_and_depth_.get(); }

 private:
    vk::UniqueRenderPass color_, color_and_depth_;
};

}  // namespace xrt::comp
