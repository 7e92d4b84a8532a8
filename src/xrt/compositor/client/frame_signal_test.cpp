// SPDX-License-Identifier: BSL-1.0
//
// Timeline and sync file, on a device that does what the test says: software Vulkan has neither.
#include "compositor/client/frame_signal.hpp"

#include <gtest/gtest.h>
#include <sys/eventfd.h>

#include "compositor/client/queue_test_vulkan.hpp"
#include "compositor/client/vulkan_queue.hpp"

namespace xrt::comp {
namespace {

/// Semaphores are numbers, and what is exported are eventfds.
struct FakeGpu : QueueTestVulkan {
    static inline VkSemaphoreType created_type;
    static inline VkExternalSemaphoreHandleTypeFlags created_handles;
    static inline VkExternalSemaphoreHandleTypeFlags exportable;
    static inline std::vector<uint64_t> signalled_values;
    static inline int signals, exports;
    static inline VkResult export_result;
    static inline bool is_signalled_already;

    static void reset() {
        QueueTestVulkan::reset();
        exportable = 0;
        signalled_values.clear();
        signals = exports = 0;
        export_result = VK_SUCCESS;
        is_signalled_already = false;
    }

    static VKAPI_ATTR VkResult VKAPI_CALL create(VkDevice, const VkSemaphoreCreateInfo* info,
                                                 const VkAllocationCallbacks*, VkSemaphore* semaphore) {
        const auto& exported = *static_cast<const VkExportSemaphoreCreateInfo*>(info->pNext);
        const auto* type = static_cast<const VkSemaphoreTypeCreateInfo*>(exported.pNext);
        created_type = type != nullptr ? type->semaphoreType : VK_SEMAPHORE_TYPE_BINARY;
        created_handles = exported.handleTypes;
        *semaphore = reinterpret_cast<VkSemaphore>(uintptr_t{1});
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL destroy(VkDevice, VkSemaphore, const VkAllocationCallbacks*) {}
    static VKAPI_ATTR VkResult VKAPI_CALL get_fd(VkDevice, const VkSemaphoreGetFdInfoKHR* info, int* fd) {
        EXPECT_EQ(info->handleType, created_handles);
        ++exports;
        *fd = is_signalled_already ? -1 : ::eventfd(0, 0);
        return export_result;
    }
    /// Done at once.
    static VKAPI_ATTR VkResult VKAPI_CALL submit(VkQueue queue, uint32_t count, const VkSubmitInfo* info,
                                                 VkFence fence) {
        signals += static_cast<int>(info->signalSemaphoreCount);
        if (info->pNext != nullptr) {
            const auto& timeline = *static_cast<const VkTimelineSemaphoreSubmitInfo*>(info->pNext);
            signalled_values.push_back(timeline.pSignalSemaphoreValues[0]);
        }
        const VkResult result = QueueTestVulkan::submit(queue, count, info, fence);
        finish_all();
        return result;
    }
    static VKAPI_ATTR void VKAPI_CALL ask(VkPhysicalDevice, const VkPhysicalDeviceExternalSemaphoreInfo* info,
                                          VkExternalSemaphoreProperties* properties) {
        if (exportable & info->handleType) {
            properties->externalSemaphoreFeatures = VK_EXTERNAL_SEMAPHORE_FEATURE_EXPORTABLE_BIT;
        }
    }

    static vk::DeviceTable table() {
        vk::DeviceTable table = QueueTestVulkan::table();
        table.CreateSemaphore = create;
        table.DestroySemaphore = destroy;
        table.GetSemaphoreFdKHR = get_fd;
        table.QueueSubmit = submit;
        return table;
    }
    static vk::InstanceTable instance() {
        vk::InstanceTable instance;
        instance.GetPhysicalDeviceExternalSemaphoreProperties = ask;
        return instance;
    }
};

class FrameSignalTest : public testing::Test {
 protected:
    FrameSignalTest() { FakeGpu::reset(); }

    FrameSignalKinds find(bool timelines_enabled) const {
        return find_frame_signals(FakeGpu::instance(), VK_NULL_HANDLE, table_, timelines_enabled);
    }
    void use(FrameSignalKind kind) {
        queue_.emplace(table_, vk::Queue{}, OwnershipTransfers::needed);
        queue_->set_signal(std::move(*FrameSignal::create(table_, kind)));
    }
    /// A frame's submission, and what is waited for.
    ServiceWait submit() {
        queue_->defer(transfer_);
        const auto fence = queue_->submit_deferred();
        EXPECT_TRUE(fence.ok());
        EXPECT_FALSE(*fence) << "nobody waits on this side";
        return queue_->take_service_wait();
    }

    const VkImageMemoryBarrier transfer_{};
    vk::DeviceTable table_ = FakeGpu::table();
    std::optional<VulkanQueue> queue_;
};

TEST(ChooseFrameSignal, TakesTheBestThatBothSidesHave) {
    EXPECT_EQ(choose_frame_signal({true, true}, {true, true}), FrameSignalKind::timeline);
    EXPECT_EQ(choose_frame_signal({true, true}, {false, true}), FrameSignalKind::sync_file);
    EXPECT_EQ(choose_frame_signal({false, true}, {true, true}), FrameSignalKind::sync_file);
    EXPECT_EQ(choose_frame_signal({true, false}, {false, true}), FrameSignalKind::none);
    EXPECT_EQ(choose_frame_signal({}, {true, true}), FrameSignalKind::none);
}

TEST_F(FrameSignalTest, FindsWhatTheDeviceExports) {
    FakeGpu::exportable = VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_SYNC_FD_BIT;
    EXPECT_FALSE(find(true).timeline);
    EXPECT_TRUE(find(true).sync_file);
    FakeGpu::exportable |= VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_FD_BIT;
    EXPECT_TRUE(find(true).timeline);
    EXPECT_FALSE(find(false).timeline) << "the application's device was made without them";
    table_.GetSemaphoreFdKHR = nullptr;
    EXPECT_FALSE(find(true).sync_file) << "without the extension";
}

TEST_F(FrameSignalTest, ATimelineCountsFrames) {
    use(FrameSignalKind::timeline);
    EXPECT_EQ(FakeGpu::created_type, VK_SEMAPHORE_TYPE_TIMELINE);
    EXPECT_TRUE(queue_->signal()->export_timeline()->valid());
    EXPECT_EQ(submit().ready_at, 1u);
    const ServiceWait second = submit();
    EXPECT_EQ(second.ready_at, 2u);
    EXPECT_FALSE(second.sync_file.valid());
    EXPECT_EQ(FakeGpu::signalled_values, (std::vector<uint64_t>{1, 2}));
    EXPECT_EQ(FakeGpu::exports, 1);
}

TEST_F(FrameSignalTest, EveryFrameHasASyncFileOfItsOwn) {
    use(FrameSignalKind::sync_file);
    EXPECT_EQ(FakeGpu::created_type, VK_SEMAPHORE_TYPE_BINARY);
    for (int frame = 1; frame <= 3; ++frame) {
        const ServiceWait wait = submit();
        EXPECT_TRUE(wait.sync_file.valid());
        EXPECT_FALSE(wait.ready_at);
        EXPECT_EQ(FakeGpu::signals, frame);
    }
}

TEST_F(FrameSignalTest, WaitsForNothingThatIsSignalledAlready) {
    use(FrameSignalKind::sync_file);
    FakeGpu::is_signalled_already = true;
    EXPECT_FALSE(submit().sync_file.valid());
}

TEST_F(FrameSignalTest, SignalsNothingForImagesThatAreOnlyAcquired) {
    use(FrameSignalKind::timeline);
    EXPECT_TRUE(queue_->submit(transfer_).ok());
    EXPECT_EQ(FakeGpu::signals, 0);
    EXPECT_FALSE(queue_->take_service_wait().ready_at);
}

TEST_F(FrameSignalTest, TellsWhyASyncFileCannotBeTaken) {
    use(FrameSignalKind::sync_file);
    FakeGpu::export_result = VK_ERROR_TOO_MANY_OBJECTS;
    FakeGpu::is_signalled_already = true;
    queue_->defer(transfer_);
    const auto fence = queue_->submit_deferred();
    ASSERT_FALSE(fence.ok());
    EXPECT_NE(fence.error().message.find("vkGetSemaphoreFdKHR"), std::string::npos);
}

}  // namespace
}  // namespace xrt::comp
