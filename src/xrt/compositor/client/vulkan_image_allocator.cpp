// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/vulkan_image_allocator.hpp"

#include "auxiliary/vk/swapchain_images.hpp"

namespace xrt::comp {

/// These images say what memory they need; the application's own are made when the memory is imported.
Result<std::vector<NativeMemory>> VulkanImageAllocator::allocate(const SwapchainCreateInfo& info, size_t count) {
    const auto images = TRY(vk::SwapchainImages::allocate(table_, memory_, info, count));
    return images.export_memory();
}

}  // namespace xrt::comp
