// SPDX-License-Identifier: BSL-1.0
//
// Command buffers, barriers and submission, without the ceremony.
//
//     TRY(begin_commands(table, commands));
//     record_barriers(table, commands, stages, barriers);
//     TRY(end_and_submit(table, queue, commands, fence));
#pragma once

#include <vulkan/vulkan.h>

#include <span>

#include "auxiliary/vk/handles.hpp"

namespace xrt::vk {

/// A queue and the family it is of.
struct Queue {
    VkQueue queue = VK_NULL_HANDLE;
    uint32_t family = 0;
};

/// Buffers of the pool can be reset one by one.
Result<UniqueCommandPool> create_command_pool(const DeviceTable& table, uint32_t family);
/// The buffer lives as long as its pool.
Result<VkCommandBuffer> allocate_commands(const DeviceTable& table, VkCommandPool pool);

Result<UniqueFence> create_fence(const DeviceTable& table, VkFenceCreateFlags flags = 0);

/// Begins anew, dropping what was recorded.
Result<void> begin_commands(const DeviceTable& table, VkCommandBuffer commands, VkCommandBufferUsageFlags flags = 0);
/// `fence` may be null.
Result<void> end_and_submit(const DeviceTable& table, VkQueue queue, VkCommandBuffer commands, VkFence fence);
Result<void> wait_and_reset(const DeviceTable& table, VkFence fence);

/// Which stages come before a barrier and which after.
struct BarrierStages {
    VkPipelineStageFlags before = VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT;
    VkPipelineStageFlags after = VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT;
};

/// Who owns an image before and after a barrier: a queue family, VK_QUEUE_FAMILY_EXTERNAL, or nobody in particular.
struct OwnershipTransfer {
    uint32_t from = VK_QUEUE_FAMILY_IGNORED;
    uint32_t to = VK_QUEUE_FAMILY_IGNORED;
};

/// How an image is used on one side of a barrier.
struct ImageUse {
    VkAccessFlags access = 0;
    VkImageLayout layout = VK_IMAGE_LAYOUT_UNDEFINED;
};

VkImageMemoryBarrier image_barrier(VkImage image, const VkImageSubresourceRange& range, ImageUse before, ImageUse after,
                                   OwnershipTransfer transfer = {});

void record_barriers(const DeviceTable& table, VkCommandBuffer commands, BarrierStages stages,
                     std::span<const VkImageMemoryBarrier> barriers);

}  // namespace xrt::vk
