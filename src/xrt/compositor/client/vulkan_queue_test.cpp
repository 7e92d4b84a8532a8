// SPDX-License-Identifier: BSL-1.0
//
// The application's queue, on a GPU that does what the test says.
#include "compositor/client/vulkan_queue.hpp"

#include <gmock/gmock.h>

#include <map>

namespace xrt::comp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Fences are numbers, from 1.
struct FakeGpu {
    static inline std::map<VkFence, VkResult> fences;
    static inline std::vector<std::vector<VkCommandBuffer>> submissions;
    static inline VkResult submit_result;
    static inline int destroyed;

    static void reset() {
        fences.clear();
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
        submissions.emplace_back(info->pCommandBuffers, info->pCommandBuffers + info->commandBufferCount);
        return submit_result;
    }

    static vk::DeviceTable table() {
        vk::DeviceTable table;
        table.CreateFence = create;
        table.DestroyFence = destroy;
        table.ResetFences = unsignal;
        table.WaitForFences = wait;
        table.QueueSubmit = submit;
        return table;
    }
};

VkCommandBuffer commands(uintptr_t number) { return reinterpret_cast<VkCommandBuffer>(number); }

class VulkanQueueTest : public testing::Test {
 protected:
    VulkanQueueTest() { FakeGpu::reset(); }

    const vk::DeviceTable table_ = FakeGpu::table();
    std::optional<VulkanQueue> queue_{std::in_place, table_, vk::Queue{}};
};

TEST_F(VulkanQueueTest, SubmitsWhatWasDeferredAtOnceAndInOrder) {
    queue_->defer(commands(1));
    queue_->defer(commands(2));
    EXPECT_THAT(FakeGpu::submissions, IsEmpty());
    EXPECT_TRUE(*queue_->submit_deferred());
    EXPECT_THAT(FakeGpu::submissions, ElementsAre(ElementsAre(commands(1), commands(2))));
    EXPECT_FALSE(*queue_->submit_deferred());
    FakeGpu::finish_all();
}

TEST_F(VulkanQueueTest, GivesBackOnlyWhatIsStillDeferred) {
    queue_->defer(commands(1));
    EXPECT_FALSE(queue_->take_back(commands(2)));
    EXPECT_TRUE(queue_->take_back(commands(1)));
    EXPECT_FALSE(queue_->take_back(commands(1)));
    EXPECT_FALSE(*queue_->submit_deferred());
}

TEST_F(VulkanQueueTest, UsesAFenceAgainOnlyWhenTheGpuIsDoneWithIt) {
    ASSERT_TRUE(queue_->submit(commands(1)).ok());
    ASSERT_TRUE(queue_->submit(commands(2)).ok());
    EXPECT_EQ(FakeGpu::fences.size(), 2u);
    FakeGpu::finish_all();
    ASSERT_TRUE(queue_->submit(commands(3)).ok());
    ASSERT_TRUE(queue_->submit(commands(4)).ok());
    EXPECT_EQ(FakeGpu::fences.size(), 2u);
    FakeGpu::finish_all();
}

TEST_F(VulkanQueueTest, LeavesAFenceAloneWhileSomebodyHoldsIt) {
    queue_->defer(commands(1));
    OwnedFence held = *queue_->submit_deferred();
    FakeGpu::finish_all();
    ASSERT_TRUE(queue_->submit(commands(2)).ok());
    EXPECT_EQ(FakeGpu::fences.size(), 2u);
    EXPECT_TRUE(*held->wait(Duration::zero()));
    FakeGpu::finish_all();
    held.reset();
    ASSERT_TRUE(queue_->submit(commands(3)).ok());
    EXPECT_EQ(FakeGpu::fences.size(), 2u);
    FakeGpu::finish_all();
}

TEST_F(VulkanQueueTest, SaysWhetherTheGpuIsDoneWithEverything) {
    EXPECT_TRUE(queue_->wait_until_done());
    ASSERT_TRUE(queue_->submit(commands(1)).ok());
    EXPECT_FALSE(queue_->wait_until_done());
    FakeGpu::finish_all();
    EXPECT_TRUE(queue_->wait_until_done());
}

TEST_F(VulkanQueueTest, TellsOfALostDeviceAndEndsAllTheSame) {
    ASSERT_TRUE(queue_->submit(commands(1)).ok());
    FakeGpu::submit_result = VK_ERROR_DEVICE_LOST;
    EXPECT_EQ(queue_->submit(commands(2)).error().code, ErrorCode::device_lost);
    for (auto& [fence, state] : FakeGpu::fences) state = VK_ERROR_DEVICE_LOST;
    EXPECT_EQ(queue_->submit(commands(3)).error().code, ErrorCode::device_lost);
    EXPECT_TRUE(queue_->wait_until_done());
    queue_.reset();
    EXPECT_EQ(FakeGpu::destroyed, 2);
}

TEST_F(VulkanQueueTest, UsesAFenceAgainWhoseSubmissionFailed) {
    FakeGpu::submit_result = VK_ERROR_OUT_OF_HOST_MEMORY;
    EXPECT_EQ(queue_->submit(commands(1)).error().code, ErrorCode::out_of_memory);
    FakeGpu::submit_result = VK_SUCCESS;
    EXPECT_TRUE(queue_->wait_until_done());
    EXPECT_TRUE(queue_->submit(commands(1)).ok());
    EXPECT_EQ(FakeGpu::fences.size(), 1u);
    FakeGpu::finish_all();
}

TEST_F(VulkanQueueTest, DestroysItsFencesWhenTheGpuIsDone) {
    ASSERT_TRUE(queue_->submit(commands(1)).ok());
    FakeGpu::finish_all();
    queue_.reset();
    EXPECT_EQ(FakeGpu::destroyed, 1);
}

}  // namespace
}  // namespace xrt::comp
