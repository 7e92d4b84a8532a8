// SPDX-License-Identifier: BSL-1.0
//
// What the service tells of reaches applications that enabled the extension, and those alone: refresh rate, presence.
#include "state_trackers/oxr/session/session_events.hpp"

#include <cstring>

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

class SessionEvents : public RuntimeFixture {
 protected:
    SessionEvents() {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance({Feature::FB_display_refresh_rate, Feature::EXT_user_presence});
        service.devices().refresh_rate_count = 2;
        service.devices().refresh_rates = {60, 90};
        session = make_session();
        poll_states();
    }
    /// The next event that is no state of the session.
    template <typename Event>
    Event next(XrStructureType type) {
        XrEventDataBuffer buffer = poll();
        EXPECT_EQ(buffer.type, type);
        Event event;
        std::memcpy(static_cast<void*>(&event), &buffer, sizeof(event));
        return event;
    }
    XrSession session = XR_NULL_HANDLE;
};

TEST_F(SessionEvents, PresenceIsToldWithItsSession) {
    service.queue(proto::UserPresenceChanged{true});
    service.queue(proto::UserPresenceChanged{false});
    const auto type = XR_TYPE_EVENT_DATA_USER_PRESENCE_CHANGED_EXT;
    const auto first = next<XrEventDataUserPresenceChangedEXT>(type);
    EXPECT_EQ(first.session, session);
    EXPECT_EQ(first.isUserPresent, XrBool32{XR_TRUE});
    EXPECT_EQ(next<XrEventDataUserPresenceChangedEXT>(type).isUserPresent, XrBool32{XR_FALSE});
    XrSystemUserPresencePropertiesEXT presence{XR_TYPE_SYSTEM_USER_PRESENCE_PROPERTIES_EXT};
    XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES, &presence};
    EXPECT_EQ(api::xrGetSystemProperties(instance, the_system_id, &properties), XR_SUCCESS);
    EXPECT_EQ(presence.supportsUserPresence, XrBool32{XR_TRUE});
}

TEST_F(SessionEvents, OverlaysHearOfTheMainSession) {
    EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
    instance = make_instance({Feature::EXTX_overlay});
    session = make_session();
    poll_states();
    service.queue(proto::MainSessionVisibilityChanged{true, true});
    service.queue(proto::MainSessionVisibilityChanged{false, false});
    const auto type = XR_TYPE_EVENT_DATA_MAIN_SESSION_VISIBILITY_CHANGED_EXTX;
    const auto first = next<XrEventDataMainSessionVisibilityChangedEXTX>(type);
    EXPECT_EQ(first.visible, XrBool32{XR_TRUE});
    EXPECT_EQ(first.flags, XR_OVERLAY_MAIN_SESSION_ENABLED_COMPOSITION_LAYER_INFO_DEPTH_BIT_EXTX);
    const auto second = next<XrEventDataMainSessionVisibilityChangedEXTX>(type);
    EXPECT_EQ(second.visible, XrBool32{XR_FALSE});
    EXPECT_EQ(second.flags, 0u);
}

TEST_F(SessionEvents, WithoutTheExtensionsNothingIsTold) {
    EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
    instance = make_instance({});
    session = make_session();
    poll_states();
    service.queue(proto::UserPresenceChanged{true});
    service.queue(proto::RefreshRateChanged{60, 90});
    service.queue(proto::MainSessionVisibilityChanged{true, false});
    EXPECT_EQ(poll().type, XR_TYPE_UNKNOWN);
}

TEST_F(SessionEvents, RefreshRatesAreEnumeratedAskedForAndTold) {
    uint32_t count = 0;
    std::array<float, 2> rates{};
    EXPECT_EQ(api::xrEnumerateDisplayRefreshRatesFB(session, 2, &count, rates.data()), XR_SUCCESS);
    EXPECT_EQ(rates, (std::array<float, 2>{60, 90}));
    EXPECT_EQ(api::xrEnumerateDisplayRefreshRatesFB(session, 1, &count, rates.data()), XR_ERROR_SIZE_INSUFFICIENT);
    float rate = 0;
    EXPECT_EQ(api::xrGetDisplayRefreshRateFB(session, &rate), XR_SUCCESS);
    EXPECT_EQ(rate, 100);
    EXPECT_EQ(api::xrRequestDisplayRefreshRateFB(session, 60), XR_SUCCESS);
    const auto event = next<XrEventDataDisplayRefreshRateChangedFB>(XR_TYPE_EVENT_DATA_DISPLAY_REFRESH_RATE_CHANGED_FB);
    EXPECT_EQ(event.fromDisplayRefreshRate, 100);
    EXPECT_EQ(event.toDisplayRefreshRate, 60);
    EXPECT_EQ(api::xrGetDisplayRefreshRateFB(session, &rate), XR_SUCCESS);
    EXPECT_EQ(rate, 60);
}

TEST_F(SessionEvents, OnlyOfferedRatesAndNoPreferenceCanBeAskedFor) {
    for (const float bad : {61.0f, -1.0f, 100.0f}) {
        EXPECT_EQ(api::xrRequestDisplayRefreshRateFB(session, bad), XR_ERROR_DISPLAY_REFRESH_RATE_UNSUPPORTED_FB);
    }
    EXPECT_EQ(service.count("request_refresh_rate"), 0u);
    EXPECT_EQ(api::xrRequestDisplayRefreshRateFB(session, 0), XR_SUCCESS);
    EXPECT_EQ(service.count("request_refresh_rate"), 1u);
    EXPECT_EQ(api::xrGetDisplayRefreshRateFB(session, nullptr), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(SessionEvents, ReferenceSpacesThatMoveAreToldWithTimeAndPlace) {
    const Pose turned{{0, 1, 0, 0}, {1, 2, 3}};
    service.queue(proto::ReferenceSpaceChangePending{proto::ReferenceSpace::stage, time_from_nanoseconds(77), turned});
    service.queue(proto::ReferenceSpaceChangePending{proto::ReferenceSpace::local, time_from_nanoseconds(78), turned});
    const auto type = XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING;
    const auto stage = next<XrEventDataReferenceSpaceChangePending>(type);
    EXPECT_EQ(stage.session, session);
    EXPECT_EQ(stage.referenceSpaceType, XR_REFERENCE_SPACE_TYPE_STAGE);
    EXPECT_EQ(stage.changeTime, 77);
    EXPECT_EQ(stage.poseValid, XrBool32{XR_TRUE});
    EXPECT_EQ(stage.poseInPreviousSpace.orientation.y, 1);
    EXPECT_EQ(stage.poseInPreviousSpace.position.z, 3);
    EXPECT_EQ(next<XrEventDataReferenceSpaceChangePending>(type).referenceSpaceType, XR_REFERENCE_SPACE_TYPE_LOCAL);
}

TEST_F(SessionEvents, LocalFloorIsToldOnlyToWhoHasIt) {
    const proto::ReferenceSpaceChangePending change{proto::ReferenceSpace::local_floor, time_from_nanoseconds(77), {}};
    service.queue(change);
    EXPECT_EQ(poll().type, XR_TYPE_UNKNOWN) << "core 1.0 without the extension";
    EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
    instance = make_instance({Feature::EXT_local_floor});
    session = make_session();
    poll_states();
    service.queue(change);
    EXPECT_EQ(next<XrEventDataReferenceSpaceChangePending>(XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING)
                  .referenceSpaceType,
              XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR);
}

}  // namespace
}  // namespace xrt::oxr
