// SPDX-License-Identifier: BSL-1.0
//
// How a swapchain's image is made in Vulkan. Exporter and importer must describe an image in exactly the same way, so
// both use this.
//
//     const SwapchainImageInfo image_info(swapchain_info);
//     vk.CreateImage(device, image_info.get(), nullptr, &image);
#pragma once

#include <vulkan/vulkan.h>

#include <array>

#include "xrt/compositor_native.hpp"

namespace xrt::vk {

inline constexpr VkExternalMemoryHandleTypeFlagBits swapchain_handle_type =
    VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT;

/// All that the client asked for, and SAMPLED and, for colours, TRANSFER_SRC for the compositor.
VkImageUsageFlags image_usage(const SwapchainCreateInfo& info);
VkImageCreateFlags image_flags(const SwapchainCreateInfo& info);
/// Faces of cubes are layers.
uint32_t layer_count(const SwapchainCreateInfo& info);
/// Every mip and every layer.
VkImageSubresourceRange whole_image(const SwapchainCreateInfo& info);

/// A VkImageCreateInfo and what hangs on its pNext: external memory, and where the format is mutable the formats that
/// views may have (needs Vulkan 1.2 or VK_KHR_image_format_list). Points into itself and so stays where it is.
class SwapchainImageInfo {
 public:
    explicit SwapchainImageInfo(const SwapchainCreateInfo& info);
    SwapchainImageInfo(const SwapchainImageInfo&) = delete;
    SwapchainImageInfo& operator=(const SwapchainImageInfo&) = delete;

    const VkImageCreateInfo* get() const { return &image_; }
    /// Null if the format is not mutable.
    const VkImageFormatListCreateInfo* format_list() const;

 private:
    void list_view_formats(const SwapchainCreateInfo& info);

    BoundedVector<VkFormat, max_view_formats + 2> view_formats_;
    VkImageFormatListCreateInfo format_list_{};
    VkExternalMemoryImageCreateInfo external_{};
    VkImageCreateInfo image_{};
};

}  // namespace xrt::vk
