// SPDX-License-Identifier: BSL-1.0
//
// What an application calls in every frame takes no memory from the heap and sends no message.
#include "compositor/client/allocation_count_test.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

class SteadyState : public InputFixture {
 protected:
    SteadyState() {
        use_version_1_1();
        place(head, 0);
        place(left_grip, 1);
        set_input(left_select, 1);
        make_focused();
        set_ = make_set();
        jump_ = make_action(set_, "jump", XR_ACTION_TYPE_BOOLEAN_INPUT, {left, right});
        hand_ = make_action(set_, "hand", XR_ACTION_TYPE_POSE_INPUT, {left, right});
        EXPECT_EQ(suggest(simple, {{jump_, "/user/hand/left/input/select"}, {hand_, "/user/hand/left/input/grip"}}),
                  XR_SUCCESS);
        EXPECT_EQ(attach({set_}), XR_SUCCESS);
        const XrReferenceSpaceCreateInfo stage{XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr,
                                               XR_REFERENCE_SPACE_TYPE_STAGE, to_xr(Pose{})};
        EXPECT_EQ(api::xrCreateReferenceSpace(session, &stage, &stage_), XR_SUCCESS);
        const XrActionSpaceCreateInfo grip{XR_TYPE_ACTION_SPACE_CREATE_INFO, nullptr, hand_, path(left), to_xr(Pose{})};
        EXPECT_EQ(api::xrCreateActionSpace(session, &grip, &grip_), XR_SUCCESS);
        left_path_ = path(left);
    }

    /// True if all succeeded.
    bool run_frame_calls() {
        const XrActiveActionSet active[]{{set_, left_path_}};
        const XrActionsSyncInfo sync_info{XR_TYPE_ACTIONS_SYNC_INFO, nullptr, 1, active};
        const XrActionStateGetInfo get{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, jump_, left_path_};
        const XrActionStateGetInfo get_hand{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, hand_, left_path_};
        XrActionStateBoolean state{XR_TYPE_ACTION_STATE_BOOLEAN};
        XrActionStatePose pose{XR_TYPE_ACTION_STATE_POSE};
        XrSpaceVelocity velocity{XR_TYPE_SPACE_VELOCITY};
        XrSpaceLocation location{XR_TYPE_SPACE_LOCATION, &velocity};
        XrSpaceLocationData data{};
        const XrSpacesLocateInfo many{XR_TYPE_SPACES_LOCATE_INFO, nullptr, stage_, time_, 1, &grip_};
        XrSpaceLocations locations{XR_TYPE_SPACE_LOCATIONS, nullptr, 1, &data};
        const XrViewLocateInfo view_info{XR_TYPE_VIEW_LOCATE_INFO, nullptr, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO,
                                         time_, stage_};
        XrViewState view_state{XR_TYPE_VIEW_STATE};
        XrView views[2]{{XR_TYPE_VIEW}, {XR_TYPE_VIEW}};
        uint32_t count = 0;
        return api::xrSyncActions(session, &sync_info) == XR_SUCCESS &&
               api::xrGetActionStateBoolean(session, &get, &state) == XR_SUCCESS && state.currentState &&
               api::xrGetActionStatePose(session, &get_hand, &pose) == XR_SUCCESS && pose.isActive &&
               api::xrLocateSpace(grip_, stage_, time_, &location) == XR_SUCCESS && location.locationFlags == 0xf &&
               api::xrLocateSpacesKHR(session, &many, &locations) == XR_SUCCESS &&
               api::xrLocateViews(session, &view_info, &view_state, 2, &count, views) == XR_SUCCESS;
    }

    static constexpr XrTime time_ = FakeDevices::epoch + 100 * FakeDevices::spacing + 1;
    XrActionSet set_ = XR_NULL_HANDLE;
    XrAction jump_ = XR_NULL_HANDLE, hand_ = XR_NULL_HANDLE;
    XrSpace stage_ = XR_NULL_HANDLE, grip_ = XR_NULL_HANDLE;
    XrPath left_path_ = XR_NULL_PATH;
};

TEST_F(SteadyState, TakesNoMemoryAndSendsNoMessage) {
    ASSERT_TRUE(run_frame_calls());
    const size_t calls = service.calls().size();
    const int before = comp::allocation_count();
    for (int frame = 0; frame < 10; ++frame) {
        if (!run_frame_calls()) break;
    }
    EXPECT_EQ(comp::allocation_count(), before);
    EXPECT_EQ(service.calls().size(), calls);
    EXPECT_TRUE(run_frame_calls());
}

}  // namespace
}  // namespace xrt::oxr
