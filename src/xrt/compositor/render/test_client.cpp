// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/test_client.hpp"

#include <cstring>

#include "auxiliary/vk/format.hpp"
#include "auxiliary/vk/memory.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {

Result<TestClient::Swapchain> TestClient::import(const SwapchainNative& native) const {
    const auto memory = TRY(native.export_memory());
    auto images = TRY(vk::SwapchainImages::import(table(), native.info(), memory));
    std::vector<bool> acquired_before(images.size(), false);
    return Swapchain{native.info(), std::move(images), std::move(acquired_before)};
}

Result<TestClient::Staging> TestClient::stage(std::span<const std::byte> texels) const {
    Staging staging;
    VkBufferCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    info.size = texels.size();
    info.usage = VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
    staging.buffer = TRY(vk::create<vk::UniqueBuffer>(table(), table().CreateBuffer, info, "vkCreateBuffer"));
    VkMemoryRequirements needs{};
    table().GetBufferMemoryRequirements(table().device, staging.buffer.get(), &needs);
    const auto type = vk::find_memory_type(device_->choice().memory, needs.memoryTypeBits,
                                           VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT);
    if (!type) return Error{ErrorCode::unsupported, "no coherent memory"};
    const VkMemoryAllocateInfo allocation{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, nullptr, needs.size, *type};
    staging.memory =
        TRY(vk::create<vk::UniqueDeviceMemory>(table(), table().AllocateMemory, allocation, "vkAllocateMemory"));
    TRY(vk::check(table().BindBufferMemory(table().device, staging.buffer.get(), staging.memory.get(), 0),
                  "vkBindBufferMemory"));
    void* mapped = nullptr;
    TRY(vk::check(table().MapMemory(table().device, staging.memory.get(), 0, VK_WHOLE_SIZE, 0, &mapped),
                  "vkMapMemory"));
    std::memcpy(mapped, texels.data(), texels.size());
    table().UnmapMemory(table().device, staging.memory.get());
    return staging;
}

/// Acquires the image, writes it in TRANSFER_DST_OPTIMAL, and releases it.
template <typename Write>
Result<void> TestClient::write(Swapchain& swapchain, size_t index, const Write& write_commands) const {
    VkImage target = swapchain.images[index];
    const auto range = vk::whole_image(swapchain.info);
    const auto transit = vk::transit_layout(static_cast<VkFormat>(swapchain.info.format));
    const uint32_t family = device_->choice().queue_family;
    const vk::ImageUse writing{VK_ACCESS_TRANSFER_WRITE_BIT, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL};
    const auto acquire =
        swapchain.acquired_before[index]
            ? vk::image_barrier(target, range, {0, transit}, writing, {VK_QUEUE_FAMILY_EXTERNAL, family})
            : vk::image_barrier(target, range, {0, VK_IMAGE_LAYOUT_UNDEFINED}, writing);
    const auto release = vk::image_barrier(target, range, writing, {0, transit}, {family, VK_QUEUE_FAMILY_EXTERNAL});
    swapchain.acquired_before[index] = true;
    return device_->run_once([&](VkCommandBuffer commands) {
        vk::record_barriers(table(), commands, {VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT},
                            {&acquire, 1});
        write_commands(commands, target);
        vk::record_barriers(table(), commands, {VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT},
                            {&release, 1});
    });
}

Result<void> TestClient::fill(Swapchain& swapchain, size_t index, uint32_t array_index,
                              std::span<const std::byte> texels) const {
    const auto staging = TRY(stage(texels));
    VkBufferImageCopy copy{};
    copy.imageSubresource = {vk::aspect_of(static_cast<VkFormat>(swapchain.info.format)), 0, array_index, 1};
    copy.imageExtent = {swapchain.info.extent.width, swapchain.info.extent.height, 1};
    return write(swapchain, index, [&](VkCommandBuffer commands, VkImage image) {
        table().CmdCopyBufferToImage(commands, staging.buffer.get(), image, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1,
                                     &copy);
    });
}

Result<void> TestClient::clear(Swapchain& swapchain, size_t index, const VkClearColorValue& color) const {
    const auto range = vk::whole_image(swapchain.info);
    return write(swapchain, index, [&](VkCommandBuffer commands, VkImage image) {
        table().CmdClearColorImage(commands, image, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, &color, 1, &range);
    });
}

}  // namespace xrt::comp
