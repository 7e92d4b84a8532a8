// SPDX-License-Identifier: BSL-1.0
//
// A client's timeline on a device that does what the test says: software Vulkan shares none.
#include "compositor/render/vulkan_timeline.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/eventfd.h>

#include <chrono>

namespace xrt::comp {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

/// Semaphores are numbers, and their handles eventfds.
struct TimelineGpu {
    static inline VkSemaphoreType created_type;
    static inline VkExternalSemaphoreHandleTypeFlagBits imported_type;
    static inline int alive;
    static inline VkResult import_result, wait_result;
    static inline uint64_t value, waited_nanoseconds;
    static inline UniqueFd imported;

    static void reset() {
        created_type = VK_SEMAPHORE_TYPE_BINARY;
        alive = 0;
        import_result = wait_result = VK_SUCCESS;
        value = waited_nanoseconds = 0;
        imported.reset();
    }

    static VKAPI_ATTR VkResult VKAPI_CALL create(VkDevice, const VkSemaphoreCreateInfo* info,
                                                 const VkAllocationCallbacks*, VkSemaphore* semaphore) {
        created_type = static_cast<const VkSemaphoreTypeCreateInfo*>(info->pNext)->semaphoreType;
        *semaphore = reinterpret_cast<VkSemaphore>(uintptr_t{7});
        ++alive;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL destroy(VkDevice, VkSemaphore, const VkAllocationCallbacks*) { --alive; }
    /// Takes the handle only where it says so, as drivers must.
    static VKAPI_ATTR VkResult VKAPI_CALL import(VkDevice, const VkImportSemaphoreFdInfoKHR* info) {
        EXPECT_EQ(info->semaphore, reinterpret_cast<VkSemaphore>(uintptr_t{7}));
        EXPECT_EQ(info->flags, 0u) << "for good";
        imported_type = info->handleType;
        if (import_result == VK_SUCCESS) imported.reset(info->fd);
        return import_result;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL wait(VkDevice, const VkSemaphoreWaitInfo* info, uint64_t nanoseconds) {
        waited_nanoseconds = nanoseconds;
        if (wait_result != VK_SUCCESS) return wait_result;
        return value >= info->pValues[0] ? VK_SUCCESS : VK_TIMEOUT;
    }

    static std::shared_ptr<const vk::DeviceTable> table() {
        auto table = std::make_shared<vk::DeviceTable>();
        table->CreateSemaphore = create;
        table->DestroySemaphore = destroy;
        table->ImportSemaphoreFdKHR = import;
        table->WaitSemaphores = wait;
        return table;
    }
};

bool is_open(int fd) { return ::fcntl(fd, F_GETFD) >= 0; }

class VulkanTimelineTest : public testing::Test {
 protected:
    VulkanTimelineTest() { TimelineGpu::reset(); }
    ~VulkanTimelineTest() override { TimelineGpu::imported.reset(); }

    Result<std::unique_ptr<const SharedTimeline>> import() {
        UniqueFd fd(::eventfd(0, EFD_CLOEXEC));
        handle_ = fd.get();
        return VulkanTimeline::import(table_, {std::move(fd)});
    }

    const std::shared_ptr<const vk::DeviceTable> table_ = TimelineGpu::table();
    int handle_ = -1;
};

TEST_F(VulkanTimelineTest, GivesTheHandleToTheDriverAsATimeline) {
    const auto timeline = import();
    ASSERT_TRUE(timeline.ok()) << timeline.error().message;
    EXPECT_EQ(TimelineGpu::created_type, VK_SEMAPHORE_TYPE_TIMELINE);
    EXPECT_EQ(TimelineGpu::imported_type, VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_FD_BIT);
    EXPECT_EQ(TimelineGpu::imported.get(), handle_);
    EXPECT_TRUE(is_open(handle_)) << "it is the driver's, which closes it";
}

TEST_F(VulkanTimelineTest, SaysThatTheClientsHandleIsNoTimelineAndKeepsNothing) {
    TimelineGpu::import_result = VK_ERROR_INVALID_EXTERNAL_HANDLE;
    const auto timeline = import();
    ASSERT_FALSE(timeline.ok());
    EXPECT_EQ(timeline.error().code, ErrorCode::invalid_argument);
    EXPECT_THAT(timeline.error().message, HasSubstr("the client's timeline"));
    EXPECT_FALSE(is_open(handle_));
    EXPECT_EQ(TimelineGpu::alive, 0);
}

TEST_F(VulkanTimelineTest, WaitsForAValueAsLongAsItIsTold) {
    const auto timeline = import();
    ASSERT_TRUE(timeline.ok());
    TimelineGpu::value = 5;
    EXPECT_TRUE(*(*timeline)->wait(5, 3ms));
    EXPECT_EQ(TimelineGpu::waited_nanoseconds, 3'000'000u);
    EXPECT_FALSE(*(*timeline)->wait(6, 0ms));
    EXPECT_FALSE(*(*timeline)->wait(6, -1ms));
    EXPECT_EQ(TimelineGpu::waited_nanoseconds, 0u) << "and not for 500 years";
}

TEST_F(VulkanTimelineTest, SaysThatTheDeviceIsLost) {
    const auto timeline = import();
    ASSERT_TRUE(timeline.ok());
    TimelineGpu::wait_result = VK_ERROR_DEVICE_LOST;
    const auto waited = (*timeline)->wait(1, 1ms);
    ASSERT_FALSE(waited.ok());
    EXPECT_EQ(waited.error().code, ErrorCode::device_lost);
}

TEST_F(VulkanTimelineTest, KeepsTheDeviceAndGivesTheSemaphoreBack) {
    {
        const auto timeline = import();
        EXPECT_EQ(table_.use_count(), 2);
        EXPECT_EQ(TimelineGpu::alive, 1);
    }
    EXPECT_EQ(table_.use_count(), 1);
    EXPECT_EQ(TimelineGpu::alive, 0);
}

}  // namespace
}  // namespace xrt::comp
