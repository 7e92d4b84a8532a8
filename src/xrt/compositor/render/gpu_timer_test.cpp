// SPDX-License-Identifier: BSL-1.0
//
// Both ways to know when the device worked, on software Vulkan, which has both; and that the cheap one records nothing.
#include "compositor/render/gpu_timer.hpp"

#include <gtest/gtest.h>

#include "auxiliary/os/monotonic_clock.hpp"
#include "compositor/render/resident_drivers.hpp"
#include "compositor/render/view_target.hpp"

namespace xrt::comp {
namespace {

/// Lets the device's own functions do what is recorded of queries, and counts.
struct CountedQueries {
    static inline const vk::DeviceTable* device;
    static inline int resets, timestamps;

    static VKAPI_ATTR void VKAPI_CALL reset(VkCommandBuffer commands, VkQueryPool pool, uint32_t first,
                                            uint32_t count) {
        ++resets;
        device->CmdResetQueryPool(commands, pool, first, count);
    }
    static VKAPI_ATTR void VKAPI_CALL write(VkCommandBuffer commands, VkPipelineStageFlagBits stage, VkQueryPool pool,
                                            uint32_t query) {
        ++timestamps;
        device->CmdWriteTimestamp(commands, stage, pool, query);
    }

    static vk::DeviceTable table(const vk::DeviceTable& real) {
        device = &real;
        resets = timestamps = 0;
        vk::DeviceTable table = real;
        table.CmdResetQueryPool = reset;
        table.CmdWriteTimestamp = write;
        return table;
    }
};

class GpuTimerTest : public testing::Test {
 protected:
    struct Measured {
        Time before, after;
        std::optional<TimeSpan> span;
    };

    void SetUp() override {
        keep_drivers_resident();
        auto device = VulkanDevice::create(Validation::on);
        if (!device.ok()) GTEST_SKIP() << device.error().message;
        device_ = *device;
        table_ = CountedQueries::table(device_->table());
        passes_ = *ViewPasses::create(device_->table());
        target_ = *ViewTarget::create(*device_, passes_, {256, 256});
    }
    void TearDown() override {
        if (!device_) return;
        EXPECT_EQ(device_->validation_messages(), 0u);
    }

    /// A picture cleared and read back.
    void record(const GpuTimer& timer, VkCommandBuffer commands) {
        timer.record_begin(table_, commands);
        target_.record_begin(table_, commands, passes_, ViewPass::color, 1);
        target_.record_end(table_, commands);
        target_.record_read_back(table_, commands);
        timer.record_end(table_, commands);
    }
    Measured measure(GpuTimer& timer) {
        const MonotonicClock clock;
        Measured measured;
        measured.before = clock.now();
        const auto ran = device_->run_once([&](VkCommandBuffer commands) {
            record(timer, commands);
            timer.submit(clock.now());
        });
        EXPECT_TRUE(ran.ok()) << ran.error().message;
        measured.span = timer.read(table_, clock.now());
        measured.after = clock.now();
        return measured;
    }
    void expect_span_of_each_submission(GpuTimes times) {
        GpuTimer timer = *GpuTimer::create(*device_, times);
        for (int i = 0; i < 3; ++i) {
            const Measured measured = measure(timer);
            ASSERT_TRUE(measured.span);
            EXPECT_LE(measured.before, measured.span->begin);
            EXPECT_LT(measured.span->begin, measured.span->end);
            EXPECT_LE(measured.span->end, measured.after);
        }
    }
    bool queue_tells() const { return device_->choice().limits.timestampComputeAndGraphics == VK_TRUE; }

    std::shared_ptr<VulkanDevice> device_;
    vk::DeviceTable table_;
    ViewPasses passes_;
    ViewTarget target_;
};

TEST_F(GpuTimerTest, TellsByTheHostsClockWhenEachSubmissionRan) { expect_span_of_each_submission(GpuTimes::from_host); }

TEST_F(GpuTimerTest, TellsByTheQueuesClockWhenEachSubmissionRan) {
    if (!queue_tells()) GTEST_SKIP() << "the device's queue has no timestamps";
    expect_span_of_each_submission(GpuTimes::from_queue);
}

TEST_F(GpuTimerTest, RecordsQueriesForTheQueueOnly) {
    GpuTimer from_host = *GpuTimer::create(*device_, GpuTimes::from_host);
    measure(from_host);
    EXPECT_EQ(CountedQueries::resets + CountedQueries::timestamps, 0);
    if (!queue_tells()) GTEST_SKIP() << "the device's queue has no timestamps";
    GpuTimer from_queue = *GpuTimer::create(*device_, GpuTimes::from_queue);
    measure(from_queue);
    EXPECT_EQ(CountedQueries::resets, 1);
    EXPECT_EQ(CountedQueries::timestamps, 2);
}

TEST(ChooseGpuTimes, TakesTheHostsClockWhereTheProcessorDraws) {
    EXPECT_EQ(choose_gpu_times({.software_device = true}), GpuTimes::from_host);
    EXPECT_EQ(choose_gpu_times({.software_device = false}), GpuTimes::from_queue);
}

}  // namespace
}  // namespace xrt::comp
