// SPDX-License-Identifier: BSL-1.0
//
// What becomes of sessions when the GPU is lost: those with images are lost as well, and the compositor goes on.
#include "compositor/multi/compositor_fixture.hpp"

namespace xrt::comp {
namespace {

class LostDevice : public CompositorTest {
 protected:
    LostDevice() : CompositorTest({std::make_shared<VirtualClock>(), test_period}) {}
};

TEST_F(LostDevice, IsToldToTheSessionsWithImagesAloneAndOnce) {
    auto with_images = running_session(observer_);
    auto without = running_session(other_observer_);
    ASSERT_TRUE(with_images->create_swapchain({}).ok());
    ASSERT_TRUE(compositor_.lose_device().ok());
    ASSERT_TRUE(with_images->submit(frame(1)).ok());
    ASSERT_TRUE(without->submit(frame(1)).ok());
    ASSERT_TRUE(compositor_.flush().ok());
    observer_.wait_for_retired(1);
    without->set_running(false);  // nothing moves any more
    with_images.reset();
    without.reset();
    EXPECT_EQ(observer_.losses, 1);
    EXPECT_EQ(other_observer_.losses, 0);
    EXPECT_EQ(log_.restarts, 1);
}

TEST_F(LostDevice, RefusesEverythingThatALostSessionAsksFor) {
    auto session = running_session(observer_);
    ASSERT_TRUE(session->create_swapchain({}).ok());
    ASSERT_TRUE(compositor_.lose_device().ok());
    EXPECT_EQ(session->create_swapchain({}).error().code, ErrorCode::device_lost);
    EXPECT_EQ(observer_.losses, 1) << "found when a swapchain was made";
    EXPECT_EQ(session->create_swapchain({}).error().code, ErrorCode::device_lost) << "although there is a new device";
    EXPECT_EQ(session->submit(frame(1)).error().code, ErrorCode::device_lost);
    session->set_running(true);
    EXPECT_EQ(session->submit(frame(2)).error().code, ErrorCode::device_lost);
}

TEST_F(LostDevice, LeavesOthersUnhurtWhoDoNotWaitForTheLostOne) {
    auto lost = running_session(observer_);
    auto other = running_session(other_observer_);
    ASSERT_TRUE(lost->create_swapchain({}).ok());
    ASSERT_TRUE(compositor_.lose_device().ok());
    ASSERT_FALSE(lost->create_swapchain({}).ok());
    const Time before = compositor_.clock().now();
    for (uint64_t number = 1; number <= 3; ++number) ASSERT_TRUE(other->submit(frame(number)).ok());
    EXPECT_EQ(compositor_.clock().now(), before + 3 * Duration(100));
}

TEST_F(LostDevice, GivesNewSessionsWhatTheyAskFor) {
    auto lost = running_session(observer_);
    ASSERT_TRUE(lost->create_swapchain({}).ok());
    ASSERT_TRUE(compositor_.lose_device().ok());
    ASSERT_FALSE(lost->create_swapchain({}).ok());
    auto fresh = running_session(other_observer_);
    ASSERT_TRUE(fresh->create_swapchain({}).ok());
    ASSERT_TRUE(fresh->submit(frame(1)).ok());
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_EQ(log_.take().size(), 1u);
    EXPECT_EQ(other_observer_.losses, 0);
}

TEST_F(LostDevice, IsFoundBeforeTheNextFrameIsTakenInWhoeverLooks) {
    for (const uint64_t every : {1, 0}) {
        log_.every = every;
        observer_.losses = 0;
        auto session = running_session(observer_);
        ASSERT_TRUE(session->create_swapchain({}).ok());
        ASSERT_TRUE(session->submit(frame(1)).ok());
        ASSERT_TRUE(compositor_.flush().ok());
        ASSERT_TRUE(compositor_.lose_device().ok());
        ASSERT_TRUE(session->submit(frame(2)).ok());
        EXPECT_EQ(observer_.losses, 1) << every;
        EXPECT_EQ(session->submit(frame(3)).error().code, ErrorCode::device_lost);
    }
}

TEST_F(LostDevice, IsLookedForOnlyUntilItIsFound) {
    auto session = running_session(observer_);
    log_.on_lose = [&] {  // at once
        ASSERT_TRUE(session->submit(frame(1)).ok());
        ASSERT_TRUE(compositor_.flush().ok());
        EXPECT_EQ(log_.take().size(), 1u);
    };
    ASSERT_TRUE(compositor_.lose_device().ok());
    EXPECT_EQ(log_.restarts, 1);
    log_.every = 0;
    ASSERT_TRUE(session->submit(frame(2)).ok());
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_TRUE(log_.take().empty()) << "nobody looks";
}

}  // namespace
}  // namespace xrt::comp
