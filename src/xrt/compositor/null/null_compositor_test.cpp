// SPDX-License-Identifier: BSL-1.0
#include "compositor/null/null_compositor.hpp"

#include <gtest/gtest.h>

#include "compositor/multi/fakes.hpp"

namespace xrt::comp {
namespace {

class NullCompositor : public testing::Test {
 protected:
    std::unique_ptr<MultiCompositor> compositor_ =
        create_null_compositor(make_system_clock(ClockMode::lockstep), Duration(1000));
    RecordingObserver observer_;
};

TEST_F(NullCompositor, HasNoGraphics) {
    EXPECT_FALSE(compositor_->info().graphics);
    EXPECT_TRUE(compositor_->info().formats.empty());
    auto session = std::move(*compositor_->create_native_compositor(observer_));
    EXPECT_EQ(session->create_swapchain({.extent = {1, 1}}).error().code, ErrorCode::unsupported);
}

TEST_F(NullCompositor, KeepsTimeLikeEveryOther) {
    auto session = std::move(*compositor_->create_native_compositor(observer_));
    session->set_running(true);
    for (uint64_t number = 1; number <= 3; ++number) {
        LayerFrame frame;
        frame.number = number;
        ASSERT_TRUE(session->submit(std::move(frame)).ok());
    }
    EXPECT_EQ(compositor_->clock().now(), virtual_epoch + 3 * Duration(1000));
    EXPECT_EQ(observer_.retired(), 2u);
}

TEST_F(NullCompositor, GoesByTheRealClockToo) {
    const auto real = create_null_compositor(make_system_clock(ClockMode::real), Duration(1000));
    EXPECT_EQ(real->clock_mode(), ClockMode::real);
    EXPECT_GE(real->clock().now(), real->timing().epoch);
}

}  // namespace
}  // namespace xrt::comp
