// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/commands.hpp"

namespace xrt::vk {

Result<UniqueCommandPool> create_command_pool(const DeviceTable& table, uint32_t family) {
    const VkCommandPoolCreateInfo info{VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO, nullptr,
                                       VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT, family};
    return create<UniqueCommandPool>(table, table.CreateCommandPool, info, "vkCreateCommandPool");
}

Result<VkCommandBuffer> allocate_commands(const DeviceTable& table, VkCommandPool pool) {
    const VkCommandBufferAllocateInfo info{VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO, nullptr, pool,
                                           VK_COMMAND_BUFFER_LEVEL_PRIMARY, 1};
    VkCommandBuffer commands = VK_NULL_HANDLE;
    TRY(check(table.AllocateCommandBuffers(table.device, &info, &commands), "vkAllocateCommandBuffers"));
    return commands;
}

Result<UniqueFence> create_fence(const DeviceTable& table, VkFenceCreateFlags flags) {
    const VkFenceCreateInfo info{VK_STRUCTURE_TYPE_FENCE_CREATE_INFO, nullptr, flags};
    return create<UniqueFence>(table, table.CreateFence, info, "vkCreateFence");
}

Result<void> begin_commands(const DeviceTable& table, VkCommandBuffer commands, VkCommandBufferUsageFlags flags) {
    const VkCommandBufferBeginInfo info{VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO, nullptr, flags, nullptr};
    return check(table.BeginCommandBuffer(commands, &info), "vkBeginCommandBuffer");
}

Result<void> end_and_submit(const DeviceTable& table, VkQueue queue, VkCommandBuffer commands, VkFence fence) {
    TRY(check(table.EndCommandBuffer(commands), "vkEndCommandBuffer"));
    VkSubmitInfo submit{};
    submit.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    submit.commandBufferCount = 1;
    submit.pCommandBuffers = &commands;
    return check(table.QueueSubmit(queue, 1, &submit, fence), "vkQueueSubmit");
}

Result<void> wait_and_reset(const DeviceTable& table, VkFence fence) {
    TRY(check(table.WaitForFences(table.device, 1, &fence, VK_TRUE, UINT64_MAX), "vkWaitForFences"));
    return check(table.ResetFences(table.device, 1, &fence), "vkResetFences");
}

VkImageMemoryBarrier image_barrier(VkImage image, const VkImageSubresourceRange& range, ImageUse before, ImageUse after,
                                   OwnershipTransfer transfer) {
    VkImageMemoryBarrier barrier{};
    barrier.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER;
    barrier.srcAccessMask = before.access;
    barrier.dstAccessMask = after.access;
    barrier.oldLayout = before.layout;
    barrier.newLayout = after.layout;
    barrier.srcQueueFamilyIndex = transfer.from;
    barrier.dstQueueFamilyIndex = transfer.to;
    barrier.image = image;
    barrier.subresourceRange = range;
    return barrier;
}

void record_barriers(const DeviceTable& table, VkCommandBuffer commands, BarrierStages stages,
                     std::span<const VkImageMemoryBarrier> barriers) {
    if (barriers.empty()) return;
    table.CmdPipelineBarrier(commands, stages.before, stages.after, 0, 0, nullptr, 0, nullptr,
                             static_cast<uint32_t>(barriers.size()), barriers.data());
}

}  // namespace xrt::vk
