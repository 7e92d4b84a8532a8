// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/devices/hand_tracker.hpp"

#include <array>

#include "auxiliary/math/near.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/testing/fake_devices.hpp"
#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr int64_t samples = 100;
constexpr XrTime at(int64_t k, int64_t nanoseconds = 0) {
    return FakeDevices::epoch + k * FakeDevices::spacing + nanoseconds;
}
constexpr int64_t index_tip = XR_HAND_JOINT_INDEX_TIP_EXT;

/// What xrLocateHandJointsEXT fills.
struct Located {
    Located() {
        locations.jointCount = velocities.jointCount = XR_HAND_JOINT_COUNT_EXT;
        locations.jointLocations = joints.data();
        velocities.jointVelocities = speeds.data();
        locations.next = &velocities;
    }
    Located(const Located&) = delete;
    Located& operator=(const Located&) = delete;

    std::array<XrHandJointLocationEXT, XR_HAND_JOINT_COUNT_EXT> joints{};
    std::array<XrHandJointVelocityEXT, XR_HAND_JOINT_COUNT_EXT> speeds{};
    XrHandJointVelocitiesEXT velocities{XR_TYPE_HAND_JOINT_VELOCITIES_EXT};
    XrHandJointLocationsEXT locations{XR_TYPE_HAND_JOINT_LOCATIONS_EXT};
};

/// The left hand is a metre to the right and goes ahead at 1 m/s; its index finger's tip goes up by 1 mm from sample to
/// sample, and lies 1 m higher where it conforms to a controller. The right hand is not tracked.
class HandTrackerTest : public RuntimeFixture {
 protected:
    HandTrackerTest() {
        const uint32_t hand = devices_.add_hand(left_device);
        wrist_ = service.devices().hands[hand].wrist_pose;
        for (int64_t k = 0; k < samples; ++k) publish(k);
    }

    void use(std::vector<Feature> features) {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        features.push_back(Feature::MND_headless);
        features.push_back(Feature::EXT_hand_tracking);
        instance = make_instance(features);
        session = make_headless_session();
        poll_states();
        EXPECT_EQ(begin(session), XR_SUCCESS);
        poll_states();
        const XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr,
                                              XR_REFERENCE_SPACE_TYPE_STAGE, to_xr(Pose{})};
        EXPECT_EQ(api::xrCreateReferenceSpace(session, &info, &stage), XR_SUCCESS);
    }

    void publish(int64_t k) {
        devices_.publish(wrist_, k,
                         {0, {{}, {1, 0, -0.01f * static_cast<float>(k)}}, {0, 0, -1}, {}, PoseSample::all_flags});
        SharedHandSample sample;
        for (HandJoints& joints : sample.wrist_from_joints) joints.fill({{}, {0, 0, -0.1f}});
        const float height = 0.001f * static_cast<float>(k);
        sample.wrist_from_joints[0][index_tip].position.y = height;
        sample.wrist_from_joints[1][index_tip].position.y = 1 + height;
        sample.radii.fill(0.01f);
        sample.source = static_cast<uint32_t>(HandSource::controller);
        sample.active = 1;
        devices_.publish_hand(0, k, sample);
    }
    void lose_sight_of_the_hand() {
        devices_.publish_hand(0, samples, {});
        devices_.publish_hand(0, samples + 1, {});
    }

    XrResult create(XrHandEXT hand, const void* next, XrHandTrackerEXT* tracker) {
        const XrHandTrackerCreateInfoEXT info{XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT, next, hand,
                                              XR_HAND_JOINT_SET_DEFAULT_EXT};
        return api::xrCreateHandTrackerEXT(session, &info, tracker);
    }
    XrHandTrackerEXT make(const void* next = nullptr) {
        XrHandTrackerEXT tracker = XR_NULL_HANDLE;
        EXPECT_EQ(create(XR_HAND_LEFT_EXT, next, &tracker), XR_SUCCESS);
        return tracker;
    }
    XrResult locate(XrHandTrackerEXT tracker, XrTime when, Located& located, const void* next = nullptr) {
        const XrHandJointsLocateInfoEXT info{XR_TYPE_HAND_JOINTS_LOCATE_INFO_EXT, next, stage, when};
        return api::xrLocateHandJointsEXT(tracker, &info, &located.locations);
    }
    void expect_nothing(XrHandTrackerEXT tracker, XrTime when) {
        Located located;
        EXPECT_EQ(locate(tracker, when, located), XR_SUCCESS);
        EXPECT_EQ(located.locations.isActive, XR_FALSE);
        for (const auto& joint : located.joints) EXPECT_EQ(joint.locationFlags, 0u);
        for (const auto& speed : located.speeds) EXPECT_EQ(speed.velocityFlags, 0u);
    }

    static constexpr uint32_t left_device = 1;
    FakeDevices devices_{service.devices()};
    uint32_t wrist_ = 0;
    XrSession session = XR_NULL_HANDLE;
    XrSpace stage = XR_NULL_HANDLE;
};

TEST_F(HandTrackerTest, LocatesJointsBetweenSamples) {
    use({});
    Located located;
    EXPECT_EQ(locate(make(), at(80, FakeDevices::spacing / 4), located), XR_SUCCESS);
    EXPECT_EQ(located.locations.isActive, XR_TRUE);
    EXPECT_EQ(located.joints[index_tip].locationFlags, 0xfu);
    EXPECT_TRUE(near(from_xr(located.joints[index_tip].pose.position), {1, 0.08025f, -0.9025f}, 1e-4f));
    EXPECT_FLOAT_EQ(located.joints[index_tip].radius, 0.01f);
}

TEST_F(HandTrackerTest, AddsTheFingersOwnVelocityToTheWrists) {
    use({});
    Located located;
    EXPECT_EQ(locate(make(), at(80, 1000), located), XR_SUCCESS);
    EXPECT_EQ(located.speeds[index_tip].velocityFlags, 3u);
    EXPECT_TRUE(near(from_xr(located.speeds[index_tip].linearVelocity), {0, 0.1f, -1}, 1e-3f));
    EXPECT_TRUE(near(from_xr(located.speeds[XR_HAND_JOINT_PALM_EXT].linearVelocity), {0, 0, -1}, 1e-3f));
}

TEST_F(HandTrackerTest, KeepsTheNearestFingersOutsideOfWhatIsKnown) {
    use({});
    Located located;
    const XrHandTrackerEXT tracker = make();
    EXPECT_EQ(locate(tracker, at(samples + 5), located), XR_SUCCESS);
    EXPECT_EQ(located.locations.isActive, XR_TRUE);
    EXPECT_NEAR(located.joints[index_tip].pose.position.y, 0.099f, 1e-4f);
    EXPECT_EQ(locate(tracker, 1, located), XR_SUCCESS);
    EXPECT_NEAR(located.joints[index_tip].pose.position.y, 0.036f, 1e-4f) << "the oldest of a ring of 64";
}

TEST_F(HandTrackerTest, TellsNothingOfAHandThatIsNotSeen) {
    use({});
    lose_sight_of_the_hand();
    expect_nothing(make(), at(samples));
}

TEST_F(HandTrackerTest, TellsNothingWithoutTheFocus) {
    use({});
    const XrHandTrackerEXT tracker = make();
    service.queue(proto::SessionStateChanged{proto::SessionState::visible, time_from_nanoseconds(1)});
    poll_states();
    expect_nothing(tracker, at(80));
}

TEST_F(HandTrackerTest, TellsNothingWhileHandsAreKeptFromTheApplication) {
    use({});
    service.client().io_blocked = blocked_hand_tracking;
    expect_nothing(make(), at(80));
    service.client().io_blocked = blocked_poses;
    Located located;
    EXPECT_EQ(locate(make(), at(80), located), XR_SUCCESS);
    EXPECT_EQ(located.locations.isActive, XR_TRUE);
}

TEST_F(HandTrackerTest, ConformsToTheControllerOnRequest) {
    use({Feature::EXT_hand_joints_motion_range});
    const XrHandTrackerEXT tracker = make();
    XrHandJointsMotionRangeInfoEXT range{XR_TYPE_HAND_JOINTS_MOTION_RANGE_INFO_EXT, nullptr,
                                         XR_HAND_JOINTS_MOTION_RANGE_CONFORMING_TO_CONTROLLER_EXT};
    Located located;
    EXPECT_EQ(locate(tracker, at(80), located, &range), XR_SUCCESS);
    EXPECT_NEAR(located.joints[index_tip].pose.position.y, 1.08f, 1e-4f);
    range.handJointsMotionRange = XR_HAND_JOINTS_MOTION_RANGE_UNOBSTRUCTED_EXT;
    EXPECT_EQ(locate(tracker, at(80), located, &range), XR_SUCCESS);
    EXPECT_NEAR(located.joints[index_tip].pose.position.y, 0.08f, 1e-4f);
    range.handJointsMotionRange = XR_HAND_JOINTS_MOTION_RANGE_MAX_ENUM_EXT;
    EXPECT_EQ(locate(tracker, at(80), located, &range), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(HandTrackerTest, PassesOverTheMotionRangeOfAnExtensionThatIsNotEnabled) {
    use({});
    const XrHandJointsMotionRangeInfoEXT range{XR_TYPE_HAND_JOINTS_MOTION_RANGE_INFO_EXT, nullptr,
                                               XR_HAND_JOINTS_MOTION_RANGE_CONFORMING_TO_CONTROLLER_EXT};
    Located located;
    EXPECT_EQ(locate(make(), at(80), located, &range), XR_SUCCESS);
    EXPECT_NEAR(located.joints[index_tip].pose.position.y, 0.08f, 1e-4f);
}

class HandSourceTest : public HandTrackerTest {
 protected:
    HandSourceTest() { use({Feature::EXT_hand_tracking_data_source}); }

    XrResult create_for(std::vector<XrHandTrackingDataSourceEXT> sources, XrHandTrackerEXT* tracker) {
        const XrHandTrackingDataSourceInfoEXT info{XR_TYPE_HAND_TRACKING_DATA_SOURCE_INFO_EXT, nullptr,
                                                   static_cast<uint32_t>(sources.size()), sources.data()};
        return create(XR_HAND_LEFT_EXT, &info, tracker);
    }
    XrHandTrackingDataSourceStateEXT source_of(XrHandTrackerEXT tracker, Located& located) {
        XrHandTrackingDataSourceStateEXT state{XR_TYPE_HAND_TRACKING_DATA_SOURCE_STATE_EXT};
        located.velocities.next = &state;
        EXPECT_EQ(locate(tracker, at(80), located), XR_SUCCESS);
        located.velocities.next = nullptr;
        return state;
    }
};

constexpr auto of_controller = XR_HAND_TRACKING_DATA_SOURCE_CONTROLLER_EXT;
constexpr auto of_hand = XR_HAND_TRACKING_DATA_SOURCE_UNOBSTRUCTED_EXT;

TEST_F(HandSourceTest, SaysWhereTheJointsComeFrom) {
    XrHandTrackerEXT tracker = XR_NULL_HANDLE;
    EXPECT_EQ(create_for({of_hand, of_controller}, &tracker), XR_SUCCESS);
    Located located;
    const auto state = source_of(tracker, located);
    EXPECT_EQ(state.isActive, XR_TRUE);
    EXPECT_EQ(state.dataSource, of_controller);
    EXPECT_EQ(located.locations.isActive, XR_TRUE);
}

TEST_F(HandSourceTest, KeepsBackWhatTheApplicationDidNotAskFor) {
    XrHandTrackerEXT tracker = XR_NULL_HANDLE;
    EXPECT_EQ(create_for({of_hand}, &tracker), XR_SUCCESS);
    Located located;
    EXPECT_EQ(source_of(tracker, located).isActive, XR_FALSE);
    EXPECT_EQ(located.locations.isActive, XR_FALSE);
}

TEST_F(HandSourceTest, RejectsNoSourceAndSourcesNamedTwice) {
    XrHandTrackerEXT tracker = XR_NULL_HANDLE;
    EXPECT_EQ(create_for({}, &tracker), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create_for({of_hand, of_hand}, &tracker), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create_for({XR_HAND_TRACKING_DATA_SOURCE_MAX_ENUM_EXT}, &tracker), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(HandSourceTest, RejectsTheQuestionForTheSourceOfATrackerMadeWithoutSources) {
    const XrHandTrackerEXT tracker = make();
    XrHandTrackingDataSourceStateEXT state{XR_TYPE_HAND_TRACKING_DATA_SOURCE_STATE_EXT};
    Located located;
    located.velocities.next = &state;
    EXPECT_EQ(locate(tracker, at(80), located), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(HandTrackerTest, ChecksWhatItIsGiven) {
    use({});
    const XrHandTrackerEXT tracker = make();
    Located located;
    EXPECT_EQ(locate(tracker, 0, located), XR_ERROR_TIME_INVALID);
    located.locations.jointCount = XR_HAND_JOINT_COUNT_EXT - 1;
    EXPECT_EQ(locate(tracker, at(80), located), XR_ERROR_VALIDATION_FAILURE);
    located.locations.jointCount = XR_HAND_JOINT_COUNT_EXT;
    located.velocities.jointCount = XR_HAND_JOINT_COUNT_EXT + 1;
    EXPECT_EQ(locate(tracker, at(80), located), XR_ERROR_VALIDATION_FAILURE);
    XrHandTrackerEXT none = XR_NULL_HANDLE;
    EXPECT_EQ(create(XR_HAND_MAX_ENUM_EXT, nullptr, &none), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create(XR_HAND_RIGHT_EXT, nullptr, &none), XR_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_EQ(api::xrDestroyHandTrackerEXT(tracker), XR_SUCCESS);
    EXPECT_EQ(locate(tracker, at(80), located), XR_ERROR_HANDLE_INVALID);
}

TEST_F(HandTrackerTest, SaysInTheSystemsPropertiesWhetherHandsAreTracked) {
    XrSystemHandTrackingPropertiesEXT hands{XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT};
    XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES, &hands};
    hands.supportsHandTracking = 77;
    EXPECT_EQ(api::xrGetSystemProperties(instance, the_system_id, &properties), XR_SUCCESS);
    EXPECT_EQ(hands.supportsHandTracking, 77u) << "not enabled";
    use({});
    EXPECT_EQ(api::xrGetSystemProperties(instance, the_system_id, &properties), XR_SUCCESS);
    EXPECT_EQ(hands.supportsHandTracking, XrBool32{XR_TRUE});
    service.devices().hand_count = 0;
    EXPECT_EQ(api::xrGetSystemProperties(instance, the_system_id, &properties), XR_SUCCESS);
    EXPECT_EQ(hands.supportsHandTracking, XrBool32{XR_FALSE});
}

}  // namespace
}  // namespace xrt::oxr
