// SPDX-License-Identifier: BSL-1.0
//
// For tests: a Vulkan queue that does what the test says. Fences, command buffers and images are numbers, from 1.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "auxiliary/vk/device_table.hpp"

namespace xrt::comp {

struct QueueTestVulkan {
    using Images = std::vector<uintptr_t>;

    static inline std::map<VkFence, VkResult> fences;
    static inline std::map<VkCommandBuffer, Images> recorded;
    static inline std::vector<Images> submissions;  ///< whose barriers each one had
    static inline VkResult submit_result;
    static inline int destroyed;

    static void reset() {
        fences.clear();
        recorded.clear();
        submissions.clear();
        submit_result = VK_SUCCESS;
        destroyed = 0;
    }
    static void finish_all() {
        for (auto& [fence, state] : fences) state = VK_SUCCESS;
    }

    static VKAPI_ATTR VkResult VKAPI_CALL create(VkDevice, const VkFenceCreateInfo*, const VkAllocationCallbacks*,
                                                 VkFence* fence) {
        *fence = reinterpret_cast<VkFence>(fences.size() + 1);
        fences[*fence] = VK_TIMEOUT;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL destroy(VkDevice, VkFence, const VkAllocationCallbacks*) { ++destroyed; }
    static VKAPI_ATTR VkResult VKAPI_CALL unsignal(VkDevice, uint32_t, const VkFence* fence) {
        EXPECT_EQ(fences[*fence], VK_SUCCESS) << "reset while the GPU uses it";
        fences[*fence] = VK_TIMEOUT;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL wait(VkDevice, uint32_t, const VkFence* fence, VkBool32, uint64_t) {
        return fences[*fence];
    }
    static VKAPI_ATTR VkResult VKAPI_CALL submit(VkQueue, uint32_t, const VkSubmitInfo* info, VkFence fence) {
        EXPECT_EQ(fences[fence], VK_TIMEOUT) << "submitted while signalled";
        EXPECT_LE(info->commandBufferCount, 1u);
        submissions.push_back(info->commandBufferCount == 0 ? Images{} : recorded[*info->pCommandBuffers]);
        return submit_result;
    }

    static VKAPI_ATTR VkResult VKAPI_CALL create_pool(VkDevice, const VkCommandPoolCreateInfo*,
                                                      const VkAllocationCallbacks*, VkCommandPool* pool) {
        *pool = reinterpret_cast<VkCommandPool>(uintptr_t{1});
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL destroy_pool(VkDevice, VkCommandPool, const VkAllocationCallbacks*) {}
    static VKAPI_ATTR VkResult VKAPI_CALL allocate(VkDevice, const VkCommandBufferAllocateInfo*,
                                                   VkCommandBuffer* commands) {
        *commands = reinterpret_cast<VkCommandBuffer>(recorded.size() + 1);
        recorded[*commands] = {};
        return VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL begin(VkCommandBuffer commands, const VkCommandBufferBeginInfo*) {
        recorded[commands].clear();
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL record(VkCommandBuffer commands, VkPipelineStageFlags, VkPipelineStageFlags,
                                             VkDependencyFlags, uint32_t, const VkMemoryBarrier*, uint32_t,
                                             const VkBufferMemoryBarrier*, uint32_t count,
                                             const VkImageMemoryBarrier* barriers) {
        for (uint32_t i = 0; i < count; ++i) {
            recorded[commands].push_back(reinterpret_cast<uintptr_t>(barriers[i].image));
        }
    }
    static VKAPI_ATTR VkResult VKAPI_CALL end(VkCommandBuffer) { return VK_SUCCESS; }

    static vk::DeviceTable table() {
        vk::DeviceTable table;
        table.CreateFence = create;
        table.DestroyFence = destroy;
        table.ResetFences = unsignal;
        table.WaitForFences = wait;
        table.QueueSubmit = submit;
        table.CreateCommandPool = create_pool;
        table.DestroyCommandPool = destroy_pool;
        table.AllocateCommandBuffers = allocate;
        table.BeginCommandBuffer = begin;
        table.CmdPipelineBarrier = record;
        table.EndCommandBuffer = end;
        return table;
    }
};

}  // namespace xrt::comp
