// SPDX-License-Identifier: BSL-1.0
#include "bare_swapchain.hpp"

#include <bit>
#include <string>
#include <utility>

namespace xrt::bench {
namespace {

Result<void> check(VkResult result, const char* function) {
    if (result == VK_SUCCESS) return {};
    return Error{ErrorCode::internal, std::string(function) + " returned " + std::to_string(result)};
}

}  // namespace

/// An image, its memory and its handle; destroyed together.
struct BareSwapchain::Image {
    explicit Image(VkDevice owner) : device(owner) {}
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;
    ~Image() {
        vkDestroyImage(device, image, nullptr);
        vkFreeMemory(device, memory, nullptr);
    }

    Result<void> create(uint32_t size) {
        const VkExternalMemoryImageCreateInfo external{.sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO,
                                                       .handleTypes = VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT};
        const VkImageCreateInfo info{.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
                                     .pNext = &external,
                                     .imageType = VK_IMAGE_TYPE_2D,
                                     .format = VK_FORMAT_R8G8B8A8_SRGB,
                                     .extent = {size, size, 1},
                                     .mipLevels = 1,
                                     .arrayLayers = 1,
                                     .samples = VK_SAMPLE_COUNT_1_BIT,
                                     .tiling = VK_IMAGE_TILING_OPTIMAL,
                                     .usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT};
        return check(vkCreateImage(device, &info, nullptr, &image), "vkCreateImage");
    }

    Result<void> allocate() {
        const VkExportMemoryAllocateInfo exported{.sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
                                                  .handleTypes = VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT};
        VkMemoryRequirements needed{};
        vkGetImageMemoryRequirements(device, image, &needed);
        const VkMemoryDedicatedAllocateInfo dedicated{
            .sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO, .pNext = &exported, .image = image};
        const VkMemoryAllocateInfo info{
            .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
            .pNext = &dedicated,
            .allocationSize = needed.size,
            .memoryTypeIndex = static_cast<uint32_t>(std::countr_zero(needed.memoryTypeBits))};
        TRY(check(vkAllocateMemory(device, &info, nullptr, &memory), "vkAllocateMemory"));
        return check(vkBindImageMemory(device, image, memory, 0), "vkBindImageMemory");
    }

    Result<void> export_handle(PFN_vkGetMemoryFdKHR get_memory_fd) {
        const VkMemoryGetFdInfoKHR info{.sType = VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR,
                                        .memory = memory,
                                        .handleType = VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT};
        int fd = -1;
        TRY(check(get_memory_fd(device, &info, &fd), "vkGetMemoryFdKHR"));
        handle.reset(fd);
        return {};
    }

    VkDevice device;
    VkImage image = VK_NULL_HANDLE;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    UniqueFd handle;
};

BareSwapchain::BareSwapchain() = default;
BareSwapchain::~BareSwapchain() = default;

Result<std::unique_ptr<BareSwapchain>> BareSwapchain::create(VkDevice device, uint32_t size, size_t count) {
    const auto get_memory_fd = reinterpret_cast<PFN_vkGetMemoryFdKHR>(vkGetDeviceProcAddr(device, "vkGetMemoryFdKHR"));
    if (get_memory_fd == nullptr) return Error{ErrorCode::unsupported, "the device exports no memory"};
    std::unique_ptr<BareSwapchain> swapchain(new BareSwapchain);
    for (size_t i = 0; i < count; ++i) {
        Image& image = *swapchain->images_.emplace_back(std::make_unique<Image>(device));
        TRY(image.create(size));
        TRY(image.allocate());
        TRY(image.export_handle(get_memory_fd));
    }
    return swapchain;
}

}  // namespace xrt::bench
