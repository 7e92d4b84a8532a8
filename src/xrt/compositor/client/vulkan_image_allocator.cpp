// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/vulkan_image_allocator.hpp"

#include "auxiliary/vk/memory.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {

Result<std::vector<NativeImage>> VulkanImageAllocator::allocate(const SwapchainCreateInfo& info, size_t count) {
    std::vector<NativeImage> images;
    for (size_t i = 0; i < count; ++i) images.push_back(TRY(allocate_one(info)));
    return images;
}

/// The image says what memory it needs and to what it is dedicated; the application's own is made when the memory is imported.
Result<NativeImage> VulkanImageAllocator::allocate_one(const SwapchainCreateInfo& info) const {
    const vk::SwapchainImageInfo image_info(info);
    const auto image = TRY(vk::create<vk::UniqueImage>(table_, table_.CreateImage, *image_info.get(), "vkCreateImage"));
    VkMemoryRequirements needs{};
    table_.GetImageMemoryRequirements(table_.device, image.get(), &needs);
    const uint32_t type =
        TRY(vk::choose_memory_type(memory_, needs.memoryTypeBits, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT));
    const auto memory = TRY(vk::allocate_exportable(table_, image.get(), needs.size, type));
    auto fd = TRY(vk::export_memory(table_, memory.get()));
    return NativeImage{{std::move(fd)}, needs.size, type, true};
}

}  // namespace xrt::comp
