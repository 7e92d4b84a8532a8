// SPDX-License-Identifier: BSL-1.0
//
// The application's queue, on a GPU that does what the test says.
#include "compositor/client/vulkan_queue.hpp"

#include <gmock/gmock.h>

#include <array>

#include "compositor/client/queue_test_vulkan.hpp"

namespace xrt::comp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using FakeGpu = QueueTestVulkan;
using Images = FakeGpu::Images;

class VulkanQueueTest : public testing::Test {
 protected:
    VulkanQueueTest() { FakeGpu::reset(); }

    /// Of the image with this number.
    const VkImageMemoryBarrier& transfer(size_t number) {
        transfers_[number].image = reinterpret_cast<VkImage>(number);
        return transfers_[number];
    }

    std::array<VkImageMemoryBarrier, 5> transfers_{};
    const vk::DeviceTable table_ = FakeGpu::table();
    std::optional<VulkanQueue> queue_{std::in_place, table_, vk::Queue{}, OwnershipTransfers::needed};
};

TEST_F(VulkanQueueTest, SubmitsWhatWasDeferredAtOnceAndInOrder) {
    queue_->defer(transfer(1));
    queue_->defer(transfer(2));
    EXPECT_THAT(FakeGpu::submissions, IsEmpty());
    EXPECT_TRUE(*queue_->submit_deferred());
    EXPECT_THAT(FakeGpu::submissions, ElementsAre(Images{1, 2}));
    EXPECT_FALSE(*queue_->submit_deferred());
    FakeGpu::finish_all();
}

TEST_F(VulkanQueueTest, RecordsNoTransferThatIsNeedless) {
    queue_.emplace(table_, vk::Queue{}, OwnershipTransfers::needless);
    ASSERT_TRUE(queue_->submit(transfer(1)).ok());
    EXPECT_THAT(FakeGpu::submissions, IsEmpty());
    queue_->defer(transfer(1));
    EXPECT_TRUE(queue_->defer_along(transfer(2)));
    EXPECT_TRUE(*queue_->submit_deferred()) << "a fence is needed all the same";
    EXPECT_THAT(FakeGpu::submissions, ElementsAre(Images{}));
    EXPECT_FALSE(*queue_->submit_deferred());
    transfers_[3].newLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
    ASSERT_TRUE(queue_->submit(transfer(3)).ok());
    queue_->defer(transfer(1));
    queue_->defer(transfer(3));
    EXPECT_TRUE(*queue_->submit_deferred());
    EXPECT_THAT(FakeGpu::submissions, ElementsAre(Images{}, Images{3}, Images{3})) << "the layout changes";
    FakeGpu::finish_all();
}

TEST_F(VulkanQueueTest, GivesBackOnlyWhatIsStillDeferred) {
    queue_->defer(transfer(1));
    EXPECT_FALSE(queue_->take_back(transfer(2)));
    EXPECT_TRUE(queue_->take_back(transfer(1)));
    EXPECT_FALSE(queue_->take_back(transfer(1)));
    EXPECT_FALSE(*queue_->submit_deferred());
}

TEST_F(VulkanQueueTest, UsesAFenceAgainOnlyWhenTheGpuIsDoneWithIt) {
    ASSERT_TRUE(queue_->submit(transfer(1)).ok());
    ASSERT_TRUE(queue_->submit(transfer(2)).ok());
    EXPECT_EQ(FakeGpu::fences.size(), 2u);
    FakeGpu::finish_all();
    ASSERT_TRUE(queue_->submit(transfer(3)).ok());
    ASSERT_TRUE(queue_->submit(transfer(4)).ok());
    EXPECT_EQ(FakeGpu::fences.size(), 2u);
    FakeGpu::finish_all();
}

TEST_F(VulkanQueueTest, LeavesAFenceAloneWhileSomebodyHoldsIt) {
    queue_->defer(transfer(1));
    OwnedFence held = *queue_->submit_deferred();
    FakeGpu::finish_all();
    ASSERT_TRUE(queue_->submit(transfer(2)).ok());
    EXPECT_EQ(FakeGpu::fences.size(), 2u);
    EXPECT_TRUE(*held->wait(Duration::zero()));
    FakeGpu::finish_all();
    held.reset();
    ASSERT_TRUE(queue_->submit(transfer(3)).ok());
    EXPECT_EQ(FakeGpu::fences.size(), 2u);
    FakeGpu::finish_all();
}

TEST_F(VulkanQueueTest, SaysWhetherTheGpuIsDoneWithEverything) {
    EXPECT_TRUE(queue_->wait_until_done());
    ASSERT_TRUE(queue_->submit(transfer(1)).ok());
    EXPECT_FALSE(queue_->wait_until_done());
    FakeGpu::finish_all();
    EXPECT_TRUE(queue_->wait_until_done());
}

TEST_F(VulkanQueueTest, TellsOfALostDeviceAndEndsAllTheSame) {
    ASSERT_TRUE(queue_->submit(transfer(1)).ok());
    FakeGpu::submit_result = VK_ERROR_DEVICE_LOST;
    EXPECT_EQ(queue_->submit(transfer(2)).error().code, ErrorCode::device_lost);
    for (auto& [fence, state] : FakeGpu::fences) state = VK_ERROR_DEVICE_LOST;
    EXPECT_EQ(queue_->submit(transfer(3)).error().code, ErrorCode::device_lost);
    EXPECT_TRUE(queue_->wait_until_done());
    queue_.reset();
    EXPECT_EQ(FakeGpu::destroyed, 2);
}

TEST_F(VulkanQueueTest, UsesAFenceAgainWhoseSubmissionFailed) {
    FakeGpu::submit_result = VK_ERROR_OUT_OF_HOST_MEMORY;
    EXPECT_EQ(queue_->submit(transfer(1)).error().code, ErrorCode::out_of_memory);
    FakeGpu::submit_result = VK_SUCCESS;
    EXPECT_TRUE(queue_->wait_until_done());
    EXPECT_TRUE(queue_->submit(transfer(1)).ok());
    EXPECT_EQ(FakeGpu::fences.size(), 1u);
    FakeGpu::finish_all();
}

TEST_F(VulkanQueueTest, DestroysItsFencesWhenTheGpuIsDone) {
    ASSERT_TRUE(queue_->submit(transfer(1)).ok());
    FakeGpu::finish_all();
    queue_.reset();
    EXPECT_EQ(FakeGpu::destroyed, 1);
}

}  // namespace
}  // namespace xrt::comp
