// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/frame_loop.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

class FrameLoopTest : public RuntimeFixture {
 protected:
    explicit FrameLoopTest(ClockMode mode = ClockMode::lockstep) : RuntimeFixture(mode) {
        session = make_running_session();
    }

    XrResult wait(XrFrameState& into) { return api::xrWaitFrame(session, nullptr, &into); }
    XrResult begin() { return api::xrBeginFrame(session, nullptr); }

    XrSession session = XR_NULL_HANDLE;
    XrFrameState state{XR_TYPE_FRAME_STATE};
};

TEST_F(FrameLoopTest, NeedsARunningSession) {
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    session = make_session();
    EXPECT_EQ(wait(state), XR_ERROR_SESSION_NOT_RUNNING);
    EXPECT_EQ(begin(), XR_ERROR_SESSION_NOT_RUNNING);
    EXPECT_EQ(end_frame(session, {XR_TYPE_FRAME_STATE, nullptr, 5}), XR_ERROR_SESSION_NOT_RUNNING);
}

TEST_F(FrameLoopTest, NeedsARunningSessionAlsoAfterItsEnd) {
    run_frame(session);
    EXPECT_EQ(api::xrRequestExitSession(session), XR_SUCCESS);
    EXPECT_EQ(api::xrEndSession(session), XR_SUCCESS);
    EXPECT_EQ(wait(state), XR_ERROR_SESSION_NOT_RUNNING);
    EXPECT_EQ(begin(), XR_ERROR_SESSION_NOT_RUNNING);
    EXPECT_EQ(end_frame(session, state), XR_ERROR_SESSION_NOT_RUNNING);
}

TEST_F(FrameLoopTest, RefusesWrongTypes) {
    const XrFrameWaitInfo wait_info{XR_TYPE_ACTIONS_SYNC_INFO};
    const XrFrameBeginInfo begin_info{XR_TYPE_ACTIONS_SYNC_INFO};
    const XrFrameEndInfo end_info{XR_TYPE_ACTIONS_SYNC_INFO};
    XrFrameState wrong{XR_TYPE_UNKNOWN};
    EXPECT_EQ(api::xrWaitFrame(session, &wait_info, &state), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrWaitFrame(session, nullptr, &wrong), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrWaitFrame(session, nullptr, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrBeginFrame(session, &begin_info), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrEndFrame(session, &end_info), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrEndFrame(session, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrWaitFrame(XR_NULL_HANDLE, nullptr, &state), XR_ERROR_HANDLE_INVALID);
}

TEST_F(FrameLoopTest, InLockStepTimeAdvancesByOnePeriodAFrame) {
    XrTime expected = to_nanoseconds(FakeService::epoch);
    for (int i = 0; i < 5; ++i) {
        state = begin_frame(session);
        expected += FakeService::period.count();
        EXPECT_EQ(state.predictedDisplayTime, expected);
        EXPECT_EQ(state.predictedDisplayPeriod, FakeService::period.count());
        EXPECT_EQ(end_frame(session, state), XR_SUCCESS);
        EXPECT_EQ(to_nanoseconds(object(instance).now()), expected);
    }
    EXPECT_TRUE(time.slept_until.empty());
}

TEST_F(FrameLoopTest, RendersOnceTheSessionIsVisible) {
    state = begin_frame(session);
    EXPECT_EQ(state.shouldRender, XR_FALSE);
    end_frame(session, state);
    state = begin_frame(session);
    EXPECT_EQ(state.shouldRender, XR_TRUE);
}

TEST_F(FrameLoopTest, AHeadlessSessionNeverRenders) {
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    session = make_headless_session();
    EXPECT_EQ(RuntimeFixture::begin(session), XR_SUCCESS);
    state = begin_frame(session);
    EXPECT_TRUE(object(session).is_focused());
    EXPECT_EQ(state.shouldRender, XR_FALSE);
    EXPECT_EQ(end_frame(session, state), XR_SUCCESS);
}

TEST_F(FrameLoopTest, AHeadlessSessionsLayersAreNotLookedAt) {
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    session = make_headless_session();
    EXPECT_EQ(RuntimeFixture::begin(session), XR_SUCCESS);
    state = begin_frame(session);
    const XrCompositionLayerProjection empty{XR_TYPE_COMPOSITION_LAYER_PROJECTION};
    const auto* layer = reinterpret_cast<const XrCompositionLayerBaseHeader*>(&empty);
    XrFrameEndInfo info{XR_TYPE_FRAME_END_INFO,           nullptr, state.predictedDisplayTime,
                        XR_ENVIRONMENT_BLEND_MODE_OPAQUE, 1,       &layer};
    EXPECT_EQ(api::xrEndFrame(session, &info), XR_SUCCESS);
}

TEST_F(FrameLoopTest, ABeginNeedsAWait) {
    EXPECT_EQ(begin(), XR_ERROR_CALL_ORDER_INVALID);
    run_frame(session);
    EXPECT_EQ(begin(), XR_ERROR_CALL_ORDER_INVALID);
}

TEST_F(FrameLoopTest, AnEndNeedsABegin) {
    EXPECT_EQ(wait(state), XR_SUCCESS);
    EXPECT_EQ(end_frame(session, state), XR_ERROR_CALL_ORDER_INVALID);
    EXPECT_EQ(begin(), XR_SUCCESS);
    EXPECT_EQ(end_frame(session, state), XR_SUCCESS);
    EXPECT_EQ(end_frame(session, state), XR_ERROR_CALL_ORDER_INVALID);
    EXPECT_EQ(service.count("end_frame"), 1u);
}

TEST_F(FrameLoopTest, ASecondBeginDiscardsTheFrame) {
    begin_frame(session);
    EXPECT_EQ(wait(state), XR_SUCCESS);
    EXPECT_EQ(begin(), XR_FRAME_DISCARDED);
    EXPECT_EQ(end_frame(session, state), XR_SUCCESS);
}

TEST_F(FrameLoopTest, ABeginOutOfOrderDiscardsNothing) {
    state = begin_frame(session);
    EXPECT_EQ(begin(), XR_ERROR_CALL_ORDER_INVALID);
    EXPECT_EQ(end_frame(session, state), XR_SUCCESS);
}

TEST_F(FrameLoopTest, AFrameThatWasRefusedIsDiscardedByTheNext) {
    begin_frame(session);
    EXPECT_EQ(end_frame(session, {XR_TYPE_FRAME_STATE, nullptr, 0}), XR_ERROR_TIME_INVALID);
    EXPECT_EQ(wait(state), XR_SUCCESS);
    EXPECT_EQ(begin(), XR_FRAME_DISCARDED);
    EXPECT_EQ(end_frame(session, state), XR_SUCCESS);
}

TEST_F(FrameLoopTest, OneFrameMayBeWaitedForWhileAnotherIsDrawn) {
    XrFrameState first{XR_TYPE_FRAME_STATE}, second{XR_TYPE_FRAME_STATE};
    EXPECT_EQ(wait(first), XR_SUCCESS);
    EXPECT_EQ(begin(), XR_SUCCESS);
    EXPECT_EQ(wait(second), XR_SUCCESS);
    EXPECT_GT(second.predictedDisplayTime, first.predictedDisplayTime);
    EXPECT_EQ(end_frame(session, first), XR_SUCCESS);
    EXPECT_EQ(begin(), XR_SUCCESS);
    EXPECT_EQ(end_frame(session, second), XR_SUCCESS);
}

TEST_F(FrameLoopTest, ASecondWaitReturnsWhenTheFrameBeforeIsBegun) {
    EXPECT_EQ(wait(state), XR_SUCCESS);
    std::atomic<bool> returned{false};
    XrFrameState second{XR_TYPE_FRAME_STATE};
    std::thread waiter([&] {
        EXPECT_EQ(wait(second), XR_SUCCESS);
        returned = true;
    });
    EXPECT_FALSE(returned);
    EXPECT_EQ(begin(), XR_SUCCESS);
    waiter.join();
    EXPECT_GT(second.predictedDisplayTime, state.predictedDisplayTime);
}

TEST_F(FrameLoopTest, AWaitingThreadHearsOfTheSessionsEndAndOfItsLoss) {
    EXPECT_EQ(wait(state), XR_SUCCESS);
    XrFrameState second{XR_TYPE_FRAME_STATE};
    std::thread waiter([&] { EXPECT_EQ(wait(second), XR_ERROR_INSTANCE_LOST); });
    service.dead = true;
    waiter.join();
}

TEST_F(FrameLoopTest, ASessionThatRunsAgainStartsAnew) {
    begin_frame(session);
    service.queue(proto::SessionStateChanged{proto::SessionState::stopping, {}});
    EXPECT_EQ(api::xrEndSession(session), XR_SUCCESS);
    poll_states();
    ASSERT_EQ(RuntimeFixture::begin(session), XR_SUCCESS);
    EXPECT_EQ(begin(), XR_ERROR_CALL_ORDER_INVALID);
    EXPECT_EQ(end_frame(session, {XR_TYPE_FRAME_STATE, nullptr, 5}), XR_ERROR_CALL_ORDER_INVALID);
    XrFrameState next{XR_TYPE_FRAME_STATE};
    EXPECT_EQ(wait(next), XR_SUCCESS);
    EXPECT_EQ(begin(), XR_SUCCESS);
}

TEST_F(FrameLoopTest, FramesAreNumberedWithoutGaps) {
    run_frame(session);
    begin_frame(session);
    EXPECT_EQ(end_frame(session, {XR_TYPE_FRAME_STATE, nullptr, -1}), XR_ERROR_TIME_INVALID);
    run_frame(session);
    const auto frames = service.frames();
    ASSERT_EQ(frames.size(), 2u);
    EXPECT_EQ(frames[0].number, 1u);
    EXPECT_EQ(frames[1].number, 2u);
    EXPECT_EQ(graphics.fences, 2u);
}

TEST_F(FrameLoopTest, ASteadyFrameIsOneMessage) {
    for (int i = 0; i < 3; ++i) run_frame(session);
    poll_states();
    const size_t calls = service.calls().size();
    run_frame(session);
    poll_states();
    EXPECT_EQ(service.calls().size(), calls + 1);
    EXPECT_EQ(service.calls().back(), "end_frame");
}

TEST_F(FrameLoopTest, InLockStepAFrameEndsWhenTheServiceHasTakenItIn) {
    service.set_accepting(false);
    state = begin_frame(session);
    time.on_wait = [&] {
        if (time.waits == 3) service.client().frames_accepted = 1;
    };
    EXPECT_EQ(end_frame(session, state), XR_SUCCESS);
    EXPECT_EQ(time.waits, 3u);
}

TEST_F(FrameLoopTest, InLockStepAnotherSessionThatStandsStillIsNotWaitedForForEver) {
    service.set_accepting(false);
    const Time start = time.now;
    run_frame(session);
    EXPECT_EQ(Time(time.now) - start, Duration(std::chrono::seconds(10)));
}

TEST_F(FrameLoopTest, InLockStepAFrameThatTheServiceDiesUnderIsLost) {
    service.set_accepting(false);
    state = begin_frame(session);
    time.on_wait = [&] { service.dead = true; };
    EXPECT_EQ(end_frame(session, state), XR_ERROR_INSTANCE_LOST);
}

TEST_F(FrameLoopTest, AFrameThatTheServiceDiesInIsLost) {
    state = begin_frame(session);
    service.fail("end_frame", ErrorCode::connection_lost);
    EXPECT_EQ(end_frame(session, state), XR_ERROR_INSTANCE_LOST);
}

TEST_F(FrameLoopTest, ADeviceThatIsLostFailsTheFrame) {
    state = begin_frame(session);
    graphics.refuse_fence = true;
    EXPECT_EQ(end_frame(session, state), XR_ERROR_SESSION_LOST);
    EXPECT_EQ(service.count("end_frame"), 0u);
}

class RealFrameLoop : public FrameLoopTest {
 protected:
    RealFrameLoop() : FrameLoopTest(ClockMode::real) {}
};

// While one thread slept in xrWaitFrame another one got through as well and was promised the same display time; the second
// xrBeginFrame then came out of order.
TEST_F(RealFrameLoop, AnotherWaitReturnsOnlyAfterTheFirstFrameHasBegun) {
    XrFrameState second{XR_TYPE_FRAME_STATE};
    std::atomic<bool> second_done = false;
    std::thread other;
    time.on_sleep = [&] {
        other = std::thread([&] {
            EXPECT_EQ(wait(second), XR_SUCCESS);
            second_done = true;
        });
        for (int turn = 0; turn < 10'000 && !second_done; ++turn) std::this_thread::yield();
        EXPECT_FALSE(second_done);
    };
    EXPECT_EQ(wait(state), XR_SUCCESS);
    EXPECT_EQ(begin(), XR_SUCCESS);
    other.join();
    EXPECT_EQ(second.predictedDisplayTime, state.predictedDisplayTime + FakeService::period.count());
    EXPECT_EQ(begin(), XR_FRAME_DISCARDED);
}

TEST_F(RealFrameLoop, SleepsUntilOnePeriodBeforeTheDisplayTime) {
    time.now = FakeService::epoch + 100 * FakeService::period + Duration(1000);
    for (int i = 1; i <= 3; ++i) {
        state = begin_frame(session);
        const Time display_time = time_from_nanoseconds(state.predictedDisplayTime);
        EXPECT_EQ(display_time, FakeService::epoch + (100 + i) * FakeService::period);
        EXPECT_EQ(time.slept_until.back(), display_time - FakeService::period);
        EXPECT_EQ(end_frame(session, state), XR_SUCCESS);
    }
}

TEST_F(RealFrameLoop, DoesNotWaitForTheServiceInEndFrame) {
    run_frame(session);
    EXPECT_EQ(time.waits, 0u);
}

/// The GPU takes its time until `event` is heard of by the service, or for a good while if it is not.
class SlowGpu : public RealFrameLoop {
 protected:
    void expect_after_the_frame(const char* event, const std::function<void()>& act) {
        std::thread gpu([&] {
            for (int i = 0; i < 10'000 && service.count(event) == 0; ++i) std::this_thread::yield();
            graphics.signalled = true;
        });
        act();
        gpu.join();
        const auto calls = service.calls();
        const auto frame = std::ranges::find(calls, "end_frame"), other = std::ranges::find(calls, event);
        ASSERT_NE(frame, calls.end());
        ASSERT_NE(other, calls.end());
        EXPECT_LT(frame, other);
    }
};

TEST_F(SlowGpu, DoesNotHoldUpEndFrame) {
    graphics.slow = true;
    run_frame(session);
    EXPECT_EQ(service.count("end_frame"), 0u);
    graphics.signalled = true;
    EXPECT_TRUE(object(session).frames().flush().ok());
    EXPECT_EQ(service.count("end_frame"), 1u);
}

TEST_F(SlowGpu, ASwapchainEndsAfterTheFramesBeforeIt) {
    const XrSwapchain swapchain = make_swapchain(session);
    graphics.slow = true;
    run_frame(session);
    expect_after_the_frame("destroy_swapchain", [&] { EXPECT_EQ(api::xrDestroySwapchain(swapchain), XR_SUCCESS); });
}

TEST_F(SlowGpu, ASessionStopsAfterItsFrames) {
    graphics.slow = true;
    run_frame(session);
    service.queue(proto::SessionStateChanged{proto::SessionState::stopping, {}});
    expect_after_the_frame("end_session", [&] { EXPECT_EQ(api::xrEndSession(session), XR_SUCCESS); });
}

TEST_F(SlowGpu, ASessionMayBeDestroyedWithFramesUnsent) {
    graphics.slow = true;
    run_frame(session);
    graphics.signalled = true;
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
}

class Counters : public FrameLoopTest {
 protected:
    const FrameCounters& counters() { return object(session).frames().counters(); }
};

TEST_F(Counters, WaitUntilTheNumberIsReached) {
    time.on_wait = [&] { service.client().frames_accepted.fetch_add(1); };
    EXPECT_EQ(counters().wait_accepted(3, Duration::max()), CounterOutcome::reached);
    EXPECT_EQ(time.waits, 3u);
}

TEST_F(Counters, WaitNoLongerThanAsked) {
    const Time start = time.now;
    EXPECT_EQ(counters().wait_accepted(1, std::chrono::seconds(1)), CounterOutcome::timed_out);
    EXPECT_EQ(Time(time.now) - start, Duration(std::chrono::seconds(1)));
    EXPECT_EQ(counters().wait_retired(1, Duration::zero()), CounterOutcome::timed_out);
}

TEST_F(Counters, StopWaitingWhenTheServiceIsGone) {
    time.on_wait = [&] { service.dead = true; };
    EXPECT_EQ(counters().wait_accepted(1, Duration::max()), CounterOutcome::instance_lost);
    EXPECT_EQ(time.waits, 1u);
}

TEST_F(Counters, StopWaitingWhenTheSessionIsLost) {
    time.on_wait = [&] { service.client().session_lost = 1; };
    EXPECT_EQ(counters().wait_retired(1, Duration::max()), CounterOutcome::session_lost);
    EXPECT_EQ(time.waits, 1u);
}

/// xrEndFrame failed or not, depending on which of the two threads was quicker.
TEST_F(Counters, WaitUntilALostSessionsFrameIsTakenIn) {
    service.client().session_lost = 1;
    time.on_wait = [&] { service.client().frames_accepted.fetch_add(1); };
    EXPECT_EQ(counters().wait_accepted(3, Duration::max()), CounterOutcome::reached);
}

TEST_F(Counters, CompareAcrossTheWrapAround) {
    service.client().frames_retired = 2;
    EXPECT_TRUE(counters().retired(0xffffffff));
    EXPECT_TRUE(counters().retired(0x100000002));
    EXPECT_FALSE(counters().retired(0x100000003));
}

}  // namespace
}  // namespace xrt::oxr
