// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/devices/eye_gaze.hpp"

#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr int64_t samples = 120;
constexpr XrTime now = FakeDevices::epoch + 100 * FakeDevices::spacing;
constexpr const char* gaze_profile = "/interaction_profiles/ext/eye_gaze_interaction";

/// Eyes that look ahead from one metre above the stage, and a controller beside.
class EyeGazeTest : public InputFixture {
 protected:
    EyeGazeTest() {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        FakeDevices devices(service.devices());
        gaze_ = devices.add_pose(devices.add_device(DeviceRole::eyes, gaze_profile), "/input/gaze_ext/pose");
        instance = make_instance({Feature::MND_headless, Feature::EXT_eye_gaze_interaction});
        devices.publish_still(gaze_, {{}, {0, 1, 0}});
        place(left_grip, 1);
        service.devices().virtual_now = now;
        make_focused();
        set_ = make_set();
        look_ = make_action(set_, "look", XR_ACTION_TYPE_POSE_INPUT);
        hand_ = make_action(set_, "hand", XR_ACTION_TYPE_POSE_INPUT);
        EXPECT_EQ(suggest(gaze_profile, {{look_, "/user/eyes_ext/input/gaze_ext/pose"}}), XR_SUCCESS);
        EXPECT_EQ(suggest(simple, {{hand_, "/user/hand/left/input/grip/pose"}}), XR_SUCCESS);
        EXPECT_EQ(attach({set_}), XR_SUCCESS);
        const XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr,
                                              XR_REFERENCE_SPACE_TYPE_STAGE, to_xr(Pose{})};
        EXPECT_EQ(api::xrCreateReferenceSpace(session, &info, &stage_), XR_SUCCESS);
    }
    struct Gaze {
        XrSpaceLocation location;
        XrTime sample_time = 0;
    };
    Gaze locate(XrAction action, XrTime when) {
        XrSpace space = XR_NULL_HANDLE;
        const XrActionSpaceCreateInfo info{XR_TYPE_ACTION_SPACE_CREATE_INFO, nullptr, action, XR_NULL_PATH,
                                           to_xr(Pose{})};
        EXPECT_EQ(api::xrCreateActionSpace(session, &info, &space), XR_SUCCESS);
        XrEyeGazeSampleTimeEXT sample{XR_TYPE_EYE_GAZE_SAMPLE_TIME_EXT, nullptr, 77};
        XrSpaceLocation location{XR_TYPE_SPACE_LOCATION, &sample};
        EXPECT_EQ(api::xrLocateSpace(space, stage_, when, &location), XR_SUCCESS);
        return {location, sample.time};
    }

    uint32_t gaze_ = 0;
    XrActionSet set_ = XR_NULL_HANDLE;
    XrAction look_ = XR_NULL_HANDLE, hand_ = XR_NULL_HANDLE;
    XrSpace stage_ = XR_NULL_HANDLE;
};

TEST_F(EyeGazeTest, IsBoundAndLocatedAtTheTimeAskedFor) {
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_TRUE(is_pose_active(look_));
    const Gaze gaze = locate(look_, now);
    EXPECT_EQ(gaze.location.locationFlags, 0xfu);
    EXPECT_FLOAT_EQ(gaze.location.pose.position.y, 1);
    EXPECT_EQ(gaze.sample_time, now);
}

TEST_F(EyeGazeTest, SaysTheTimeThatItCanAnswerFor) {
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    const XrTime newest = FakeDevices::epoch + (samples - 1) * FakeDevices::spacing;
    const XrTime oldest = newest - static_cast<int64_t>(pose_ring_size - 1) * FakeDevices::spacing;
    EXPECT_EQ(locate(look_, 1).sample_time, oldest);
    EXPECT_EQ(locate(look_, newest + 10'000'000'000).sample_time,
              newest + DeviceSegmentReader::longest_extrapolation.count());
}

TEST_F(EyeGazeTest, HasNoTimeWithoutAGaze) {
    EXPECT_EQ(locate(look_, now).sample_time, 0) << "not synced";
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(locate(hand_, now).location.locationFlags, 0xfu);
    EXPECT_EQ(locate(hand_, now).sample_time, 0) << "no eye";
}

TEST_F(EyeGazeTest, IsToldInTheSystemsProperties) {
    XrSystemEyeGazeInteractionPropertiesEXT eyes{XR_TYPE_SYSTEM_EYE_GAZE_INTERACTION_PROPERTIES_EXT};
    XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES, &eyes};
    EXPECT_EQ(api::xrGetSystemProperties(instance, the_system_id, &properties), XR_SUCCESS);
    EXPECT_EQ(eyes.supportsEyeGazeInteraction, XrBool32{XR_TRUE});
    --service.devices().device_count;  // the eye tracker is the last
    EXPECT_EQ(api::xrGetSystemProperties(instance, the_system_id, &properties), XR_SUCCESS);
    EXPECT_EQ(eyes.supportsEyeGazeInteraction, XrBool32{XR_FALSE});
}

}  // namespace
}  // namespace xrt::oxr
