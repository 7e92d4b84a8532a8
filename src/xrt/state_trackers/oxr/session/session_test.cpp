// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/session.hpp"

#include <cstring>
#include <thread>

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

using States = std::vector<XrSessionState>;

class SessionTest : public RuntimeFixture {
 protected:
    XrResult create(XrInstance handle) { return api::xrCreateSession(handle, &info, &session); }

    XrSessionCreateInfo info{XR_TYPE_SESSION_CREATE_INFO, nullptr, 0, the_system_id};
    XrSession session = XR_NULL_HANDLE;
};

TEST_F(SessionTest, IsHeadlessWithoutABinding) {
    ASSERT_EQ(create(instance), XR_SUCCESS);
    EXPECT_TRUE(object(session).is_headless());
    EXPECT_EQ(poll_states(), (States{XR_SESSION_STATE_IDLE, XR_SESSION_STATE_READY}));
    uint32_t count = 9;
    EXPECT_EQ(api::xrEnumerateSwapchainFormats(session, 0, &count, nullptr), XR_SUCCESS);
    EXPECT_EQ(count, 0u);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    EXPECT_EQ(service.count("destroy_session"), 1u);
}

TEST_F(SessionTest, NeedsABindingUnlessHeadlessIsEnabled) {
    const XrInstance plain = make_instance({Feature::KHR_vulkan_enable2});
    EXPECT_EQ(create(plain), XR_ERROR_GRAPHICS_DEVICE_INVALID);
    EXPECT_EQ(session, XR_NULL_HANDLE);
    EXPECT_EQ(api::xrDestroyInstance(plain), XR_SUCCESS);
}

TEST_F(SessionTest, NeedsTheGraphicsRequirementsCallFirst) {
    const XrInstance plain = make_instance({Feature::KHR_vulkan_enable2});
    const XrGraphicsBindingVulkanKHR binding{XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR};
    info.next = &binding;
    EXPECT_EQ(create(plain), XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING);
    EXPECT_EQ(api::xrDestroyInstance(plain), XR_SUCCESS);
}

TEST_F(SessionTest, ABindingOfAnExtensionThatIsNotEnabledIsNone) {
    const XrInstance plain = make_instance();
    const XrGraphicsBindingVulkanKHR binding{XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR};
    info.next = &binding;
    EXPECT_EQ(create(plain), XR_ERROR_GRAPHICS_DEVICE_INVALID);
    EXPECT_EQ(api::xrDestroyInstance(plain), XR_SUCCESS);
}

TEST_F(SessionTest, RefusesWrongArguments) {
    EXPECT_EQ(api::xrCreateSession(instance, nullptr, &session), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCreateSession(instance, &info, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create(XR_NULL_HANDLE), XR_ERROR_HANDLE_INVALID);
    info.createFlags = 1;
    EXPECT_EQ(create(instance), XR_ERROR_VALIDATION_FAILURE);
    info.createFlags = 0;
    info.systemId = XR_NULL_SYSTEM_ID;
    EXPECT_EQ(create(instance), XR_ERROR_SYSTEM_INVALID);
    info.type = XR_TYPE_ACTIONS_SYNC_INFO;
    EXPECT_EQ(create(instance), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrDestroySession(XR_NULL_HANDLE), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SessionTest, ThereIsOneAtATime) {
    ASSERT_EQ(create(instance), XR_SUCCESS);
    XrSession second = XR_NULL_HANDLE;
    EXPECT_EQ(api::xrCreateSession(instance, &info, &second), XR_ERROR_LIMIT_REACHED);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    EXPECT_EQ(create(instance), XR_SUCCESS);
    EXPECT_EQ(poll_states(), (States{XR_SESSION_STATE_IDLE, XR_SESSION_STATE_READY}));
}

TEST_F(SessionTest, LeavesNothingBehindWhenTheServiceRefusesIt) {
    service.fail("create_session", ErrorCode::limit_exceeded);
    EXPECT_EQ(create(instance), XR_ERROR_LIMIT_REACHED);
    EXPECT_EQ(session, XR_NULL_HANDLE);
    EXPECT_EQ(handle_table().size(), 1u);
    service.stop_failing();
    EXPECT_EQ(create(instance), XR_SUCCESS);
}

TEST_F(SessionTest, GoesThroughItsStates) {
    session = make_session();
    EXPECT_EQ(poll_states(), (States{XR_SESSION_STATE_IDLE, XR_SESSION_STATE_READY}));
    EXPECT_EQ(begin(session), XR_SUCCESS);
    EXPECT_TRUE(poll_states().empty());
    run_frame(session);
    EXPECT_EQ(poll_states(),
              (States{XR_SESSION_STATE_SYNCHRONIZED, XR_SESSION_STATE_VISIBLE, XR_SESSION_STATE_FOCUSED}));
    EXPECT_TRUE(object(session).is_focused());
    EXPECT_EQ(api::xrEndSession(session), XR_ERROR_SESSION_NOT_STOPPING);
    EXPECT_EQ(api::xrRequestExitSession(session), XR_SUCCESS);
    EXPECT_EQ(poll_states(),
              (States{XR_SESSION_STATE_VISIBLE, XR_SESSION_STATE_SYNCHRONIZED, XR_SESSION_STATE_STOPPING}));
    EXPECT_EQ(api::xrEndSession(session), XR_SUCCESS);
    EXPECT_EQ(poll_states(), (States{XR_SESSION_STATE_IDLE, XR_SESSION_STATE_EXITING}));
    EXPECT_EQ(api::xrEndSession(session), XR_ERROR_SESSION_NOT_RUNNING);
    EXPECT_EQ(api::xrRequestExitSession(session), XR_ERROR_SESSION_NOT_RUNNING);
}

TEST_F(SessionTest, EventsNameTheSessionAndTheTime) {
    session = make_session();
    const XrEventDataBuffer event = poll();
    XrEventDataSessionStateChanged change{};
    std::memcpy(static_cast<void*>(&change), &event, sizeof(change));
    EXPECT_EQ(change.session, session);
    EXPECT_EQ(change.time, to_nanoseconds(FakeService::epoch));
}

TEST_F(SessionTest, BeginsWithoutAPollAndEndsWithoutOne) {
    session = make_headless_session();
    EXPECT_EQ(begin(session), XR_SUCCESS);
    EXPECT_EQ(api::xrRequestExitSession(session), XR_SUCCESS);
    EXPECT_EQ(api::xrEndSession(session), XR_SUCCESS);
}

TEST_F(SessionTest, AHeadlessOneIsFocusedAtOnceAndAsksForNoViews) {
    session = make_headless_session();
    const XrSessionBeginInfo no_views{XR_TYPE_SESSION_BEGIN_INFO, nullptr, XrViewConfigurationType{}};
    EXPECT_EQ(api::xrBeginSession(session, &no_views), XR_SUCCESS);
    EXPECT_EQ(poll_states().back(), XR_SESSION_STATE_FOCUSED);
}

TEST_F(SessionTest, AHeadlessOneIsToldOfAWrongViewConfiguration) {
    session = make_headless_session();
    const XrSessionBeginInfo mono{XR_TYPE_SESSION_BEGIN_INFO, nullptr, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO};
    EXPECT_EQ(api::xrBeginSession(session, &mono), XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
}

TEST_F(SessionTest, BeginsOnceAndOnlyWhenReady) {
    session = make_session();
    poll_states();
    service.queue(proto::SessionStateChanged{proto::SessionState::idle, {}});
    EXPECT_EQ(begin(session), XR_ERROR_SESSION_NOT_READY);
    service.queue(proto::SessionStateChanged{proto::SessionState::ready, {}});
    EXPECT_EQ(begin(session), XR_SUCCESS);
    EXPECT_EQ(begin(session), XR_ERROR_SESSION_RUNNING);
}

TEST_F(SessionTest, ChecksWhatItBeginsWith) {
    session = make_session();
    XrSessionBeginInfo wrong{XR_TYPE_SESSION_BEGIN_INFO, nullptr, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO};
    EXPECT_EQ(api::xrBeginSession(session, &wrong), XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
    EXPECT_EQ(api::xrBeginSession(session, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrBeginSession(XR_NULL_HANDLE, &wrong), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SessionTest, TheServicesRefusalSaysWhichStateWasMissing) {
    session = make_session();
    service.fail("begin_session", ErrorCode::call_order);
    EXPECT_EQ(begin(session), XR_ERROR_SESSION_NOT_READY);
    service.stop_failing();
    EXPECT_EQ(begin(session), XR_SUCCESS);
    EXPECT_EQ(api::xrRequestExitSession(session), XR_SUCCESS);
    service.fail("end_session", ErrorCode::call_order);
    EXPECT_EQ(api::xrEndSession(session), XR_ERROR_SESSION_NOT_STOPPING);
}

TEST_F(SessionTest, DestroyedInAnyStateItLeavesNothingBehind) {
    session = make_running_session();
    make_swapchain(session);
    run_frame(session);
    EXPECT_EQ(api::xrEndSession(session), XR_ERROR_SESSION_NOT_STOPPING);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    EXPECT_EQ(handle_table().size(), 1u);
    EXPECT_EQ(service.count("destroy_swapchain"), 1u);
    EXPECT_EQ(service.count("destroy_session"), 1u);
    EXPECT_EQ(graphics.imported, graphics.dropped);
    EXPECT_TRUE(poll_states().empty());
    EXPECT_EQ(begin(session), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SessionTest, GoesWithItsInstance) {
    session = make_running_session();
    const XrSwapchain swapchain = make_swapchain(session);
    EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroySwapchain(swapchain), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(handle_table().size(), 0u);
    EXPECT_EQ(service.count("destroy_session"), 1u);
}

TEST_F(SessionTest, EventsOfADestroyedSessionAreNotThoseOfTheNext) {
    session = make_session();
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    session = make_session();
    EXPECT_EQ(poll_states(), (States{XR_SESSION_STATE_IDLE, XR_SESSION_STATE_READY}));
}

TEST_F(SessionTest, AnIdlePollAsksNobody) {
    session = make_session();
    poll_states();
    const size_t calls = service.calls().size();
    XrEventDataBuffer event{XR_TYPE_EVENT_DATA_BUFFER};
    for (int i = 0; i < 100; ++i) EXPECT_EQ(api::xrPollEvent(instance, &event), XR_EVENT_UNAVAILABLE);
    EXPECT_EQ(service.calls().size(), calls);
    EXPECT_EQ(api::xrPollEvent(instance, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrPollEvent(XR_NULL_HANDLE, &event), XR_ERROR_HANDLE_INVALID);
}

TEST_F(SessionTest, MoreEventsThanOneCallHoldsAllArrive) {
    session = make_session();
    for (int i = 0; i < 30; ++i) service.queue(proto::SessionStateChanged{proto::SessionState::visible, {}});
    EXPECT_EQ(poll_states().size(), 32u);
}

TEST_F(SessionTest, OneThreadMayPollWhileAnotherRunsFrames) {
    session = make_running_session();
    std::atomic<bool> done{false};
    std::thread poller([&] {
        while (!done) poll_states();
    });
    for (int i = 0; i < 200; ++i) run_frame(session);
    done = true;
    poller.join();
    EXPECT_TRUE(object(session).is_focused());
}

class LossTest : public SessionTest {
 protected:
    LossTest() {
        session = make_running_session();
        swapchain = make_swapchain(session);
        run_frame(session);
        poll_states();
    }
    void kill_service() { service.dead = true; }

    XrSwapchain swapchain = XR_NULL_HANDLE;
};

TEST_F(LossTest, EventsTellWhoOnlyListensToEvents) {
    kill_service();
    EXPECT_EQ(poll().type, XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING);
    EXPECT_EQ(poll_states(), (States{XR_SESSION_STATE_LOSS_PENDING}));
    XrEventDataBuffer event{XR_TYPE_EVENT_DATA_BUFFER};
    EXPECT_EQ(api::xrPollEvent(instance, &event), XR_ERROR_INSTANCE_LOST);
}

TEST_F(LossTest, IsToldOnceHoweverManyTellOfIt) {
    service.queue(proto::InstanceLossPending{time_from_nanoseconds(77)});
    service.queue(proto::SessionStateChanged{proto::SessionState::loss_pending, {}});
    service.queue(proto::InstanceLossPending{time_from_nanoseconds(78)});
    EXPECT_EQ(poll().type, XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING);
    EXPECT_EQ(poll().type, XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED);
    EXPECT_EQ(poll().type, XR_TYPE_UNKNOWN);
}

TEST_F(LossTest, EveryCallSaysThatTheInstanceIsLost) {
    kill_service();
    XrFrameState state{XR_TYPE_FRAME_STATE};
    const XrFrameEndInfo end{XR_TYPE_FRAME_END_INFO};
    uint32_t index = 0;
    const XrSwapchainImageWaitInfo wait{XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO};
    XrSystemId id = 0;
    const XrSystemGetInfo get{XR_TYPE_SYSTEM_GET_INFO, nullptr, XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY};
    EXPECT_EQ(api::xrWaitFrame(session, nullptr, &state), XR_ERROR_INSTANCE_LOST);
    EXPECT_EQ(api::xrBeginFrame(session, nullptr), XR_ERROR_INSTANCE_LOST);
    EXPECT_EQ(api::xrEndFrame(session, &end), XR_ERROR_INSTANCE_LOST);
    EXPECT_EQ(api::xrAcquireSwapchainImage(swapchain, nullptr, &index), XR_ERROR_INSTANCE_LOST);
    EXPECT_EQ(api::xrWaitSwapchainImage(swapchain, &wait), XR_ERROR_INSTANCE_LOST);
    EXPECT_EQ(api::xrEndSession(session), XR_ERROR_INSTANCE_LOST);
    EXPECT_EQ(api::xrGetSystem(instance, &get, &id), XR_ERROR_INSTANCE_LOST);
    char text[XR_MAX_RESULT_STRING_SIZE];
    EXPECT_EQ(api::xrResultToString(instance, XR_ERROR_INSTANCE_LOST, text), XR_SUCCESS);
}

TEST_F(LossTest, DestroyingStillWorksAndAsksNobody) {
    kill_service();
    const size_t calls = service.calls().size();
    EXPECT_EQ(api::xrDestroySwapchain(swapchain), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
    EXPECT_EQ(handle_table().size(), 0u);
    EXPECT_EQ(service.calls().size(), calls);
}

TEST_F(LossTest, ACallThatTheServiceDiesInIsLostAsWell) {
    service.fail("request_exit_session", ErrorCode::connection_lost);
    EXPECT_EQ(api::xrRequestExitSession(session), XR_ERROR_INSTANCE_LOST);
}

TEST_F(LossTest, ALostGpuIsTheSessionsLossAndNotTheInstances) {
    service.queue(proto::SessionStateChanged{proto::SessionState::loss_pending, time_from_nanoseconds(5)});
    service.fail("create_swapchain", ErrorCode::device_lost);
    EXPECT_EQ(poll_states(), (States{XR_SESSION_STATE_LOSS_PENDING}));
    XrFrameState state{XR_TYPE_FRAME_STATE};
    EXPECT_EQ(api::xrWaitFrame(session, nullptr, &state), XR_SESSION_LOSS_PENDING);
    XrSystemId id = 0;
    const XrSystemGetInfo get{XR_TYPE_SYSTEM_GET_INFO, nullptr, XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY};
    EXPECT_EQ(api::xrGetSystem(instance, &get, &id), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
}

TEST_F(LossTest, AServiceThatIsAboutToEndSaysSoAndCallsGoOnForAWhile) {
    service.queue(proto::InstanceLossPending{time_from_nanoseconds(77)});
    const XrEventDataBuffer event = poll();
    XrEventDataInstanceLossPending pending{};
    std::memcpy(static_cast<void*>(&pending), &event, sizeof(pending));
    EXPECT_EQ(pending.type, XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING);
    EXPECT_EQ(pending.lossTime, 77);
    EXPECT_EQ(poll_states(), (States{XR_SESSION_STATE_LOSS_PENDING}));
    XrFrameState state{XR_TYPE_FRAME_STATE};
    EXPECT_EQ(api::xrWaitFrame(session, nullptr, &state), XR_SESSION_LOSS_PENDING);
    kill_service();
    EXPECT_EQ(api::xrWaitFrame(session, nullptr, &state), XR_ERROR_INSTANCE_LOST);
    EXPECT_TRUE(poll_states().empty());
}

TEST_F(LossTest, ALostSessionFailsWithAllThatWasMadeFromItAndNothingElse) {
    const XrReferenceSpaceCreateInfo local{
        XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr, XR_REFERENCE_SPACE_TYPE_LOCAL, {{0, 0, 0, 1}, {}}};
    XrSpace space = XR_NULL_HANDLE;
    ASSERT_EQ(api::xrCreateReferenceSpace(session, &local, &space), XR_SUCCESS);
    service.client().session_lost = 1;
    const size_t calls = service.calls().size();
    XrFrameState state{XR_TYPE_FRAME_STATE};
    const XrFrameEndInfo end{XR_TYPE_FRAME_END_INFO};
    XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
    uint32_t index = 0;
    EXPECT_EQ(api::xrWaitFrame(session, nullptr, &state), XR_ERROR_SESSION_LOST);
    EXPECT_EQ(api::xrBeginFrame(session, nullptr), XR_ERROR_SESSION_LOST);
    EXPECT_EQ(api::xrEndFrame(session, &end), XR_ERROR_SESSION_LOST);
    EXPECT_EQ(api::xrRequestExitSession(session), XR_ERROR_SESSION_LOST);
    EXPECT_EQ(api::xrAcquireSwapchainImage(swapchain, nullptr, &index), XR_ERROR_SESSION_LOST);
    EXPECT_EQ(api::xrLocateSpace(space, space, 1, &location), XR_ERROR_SESSION_LOST);
    EXPECT_EQ(service.calls().size(), calls) << "nobody is asked";
    XrSystemId id = 0;
    const XrSystemGetInfo get{XR_TYPE_SYSTEM_GET_INFO, nullptr, XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY};
    EXPECT_EQ(api::xrGetSystem(instance, &get, &id), XR_SUCCESS);
    EXPECT_EQ(poll().type, XR_TYPE_UNKNOWN) << "events are the instance's";
    EXPECT_EQ(api::xrDestroySpace(space), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    EXPECT_EQ(service.count("destroy_session"), 1u);
}

TEST_F(LossTest, NobodyWaitsForTheTurnOfALostSession) {
    XrFrameState state{XR_TYPE_FRAME_STATE};
    ASSERT_EQ(api::xrWaitFrame(session, nullptr, &state), XR_SUCCESS);
    std::thread waiting([&] {  // for xrBeginFrame, which nobody calls
        XrFrameState next{XR_TYPE_FRAME_STATE};
        EXPECT_EQ(api::xrWaitFrame(session, nullptr, &next), XR_ERROR_SESSION_LOST);
    });
    service.client().session_lost = 1;
    waiting.join();
}

}  // namespace
}  // namespace xrt::oxr
