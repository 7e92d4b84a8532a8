// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/space/action_space.hpp"

#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr XrTime now = FakeDevices::epoch + 100 * FakeDevices::spacing;

class ActionSpaceTest : public InputFixture {
 protected:
    ActionSpaceTest() {
        place(left_grip, 1);
        place(right_grip, 2);
        service.devices().virtual_now = now;
        make_focused();
        EXPECT_EQ(suggest(simple, {{hand_, "/user/hand/left/input/grip/pose"}, {hand_, "/user/hand/right/input/grip"}}),
                  XR_SUCCESS);
        const XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr,
                                              XR_REFERENCE_SPACE_TYPE_STAGE, to_xr(Pose{})};
        EXPECT_EQ(api::xrCreateReferenceSpace(session, &info, &stage_), XR_SUCCESS);
    }
    XrResult create(XrAction action, XrPath subaction, const Pose& pose, XrSpace* space) {
        const XrActionSpaceCreateInfo info{XR_TYPE_ACTION_SPACE_CREATE_INFO, nullptr, action, subaction, to_xr(pose)};
        return api::xrCreateActionSpace(session, &info, space);
    }
    XrSpace make(const std::string& subaction, const Pose& pose = {}) {
        XrSpace space = XR_NULL_HANDLE;
        EXPECT_EQ(create(hand_, path(subaction), pose, &space), XR_SUCCESS);
        return space;
    }
    XrSpaceLocation locate(XrSpace space) {
        XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
        EXPECT_EQ(api::xrLocateSpace(space, stage_, now, &location), XR_SUCCESS);
        return location;
    }
    bool is_located(XrSpace space) { return locate(space).locationFlags == 0xf; }
    void start() {
        EXPECT_EQ(attach({set_}), XR_SUCCESS);
        EXPECT_EQ(sync(set_), XR_SUCCESS);
    }

    XrActionSet set_ = make_set();
    XrAction hand_ = make_action(set_, "hand", XR_ACTION_TYPE_POSE_INPUT, {left, right});
    XrSpace stage_ = XR_NULL_HANDLE;
};

TEST_F(ActionSpaceTest, FollowsTheBoundPose) {
    const XrSpace left_space = make(left), right_space = make(right, {{}, {0, 0.5f, 0}});
    start();
    EXPECT_TRUE(is_located(left_space));
    EXPECT_EQ(locate(left_space).pose.position.x, 1);
    EXPECT_EQ(locate(right_space).pose.position.x, 2);
    EXPECT_EQ(locate(right_space).pose.position.y, 0.5f);
    EXPECT_TRUE(is_pose_active(hand_, left));
}

TEST_F(ActionSpaceTest, IsNowhereBeforeTheSetIsActive) {
    const XrSpace space = make(left);
    EXPECT_EQ(locate(space).locationFlags, 0u);
    start();
    EXPECT_TRUE(is_located(space));
    EXPECT_EQ(sync({{set_, path(right)}}), XR_SUCCESS);
    EXPECT_EQ(locate(space).locationFlags, 0u);
    EXPECT_FALSE(is_pose_active(hand_, left));
}

TEST_F(ActionSpaceTest, IsNowhereWithoutFocus) {
    const XrSpace space = make(left);
    start();
    lose_focus();
    EXPECT_EQ(locate(space).locationFlags, 0u);
    EXPECT_FALSE(is_pose_active(hand_, left));
}

TEST_F(ActionSpaceTest, IsNowhereWhilePosesAreKeptFromTheApplication) {
    const XrSpace space = make(left);
    start();
    service.client().io_blocked = blocked_inputs | blocked_hand_tracking;
    EXPECT_TRUE(is_located(space));
    service.client().io_blocked = blocked_poses;
    EXPECT_EQ(locate(space).locationFlags, 0u);
    EXPECT_FALSE(is_pose_active(hand_, left));
    service.client().io_blocked = 0;
    EXPECT_TRUE(is_pose_active(hand_, left));
}

TEST_F(ActionSpaceTest, ForAllSubactionsStaysWithOneHandWhileItIsThere) {
    const XrSpace space = make("");
    start();
    EXPECT_EQ(locate(space).pose.position.x, 1);
    place(left_grip, Pose{}, 0);
    EXPECT_EQ(locate(space).locationFlags, 0u) << "the source changes with a sync only";
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(locate(space).pose.position.x, 2);
    place(left_grip, 1);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(locate(space).pose.position.x, 2);
}

TEST_F(ActionSpaceTest, OutlivesTheHandlesOfItsAction) {
    const XrSpace space = make(left);
    start();
    EXPECT_EQ(api::xrDestroyAction(hand_), XR_SUCCESS);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_TRUE(is_located(space));
    EXPECT_EQ(api::xrDestroyActionSet(set_), XR_SUCCESS);
    EXPECT_TRUE(is_located(space));
}

TEST_F(ActionSpaceTest, InItselfIsWhereItIs) {
    const XrSpace a = make(left, {{}, {0, 1, 0}}), b = make(left);
    start();
    XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
    EXPECT_EQ(api::xrLocateSpace(a, b, now, &location), XR_SUCCESS);
    EXPECT_EQ(location.locationFlags, 0xfu);
    EXPECT_EQ(location.pose.position.y, 1);
    EXPECT_EQ(location.pose.position.x, 0);
    place(left_grip, Pose{}, 0);
    EXPECT_EQ(api::xrLocateSpace(a, b, now, &location), XR_SUCCESS);
    EXPECT_EQ(location.locationFlags, 0u);
}

TEST_F(ActionSpaceTest, ALayerInASpaceThatIsNowhereIsNotPlaced) {
    const XrSpace space = make(left);
    EXPECT_FALSE(handle_table().find<Space>(space)->place_for_layer(time_from_nanoseconds(now)));
    start();
    EXPECT_TRUE(handle_table().find<Space>(space)->place_for_layer(time_from_nanoseconds(now)));
}

TEST_F(ActionSpaceTest, CreationChecksItsArguments) {
    XrSpace space = XR_NULL_HANDLE;
    const XrActionSet other = make_set("other");
    const XrAction jump = make_action(other, "jump", XR_ACTION_TYPE_BOOLEAN_INPUT);
    const XrAction foreign = make_action(other, "foreign", XR_ACTION_TYPE_POSE_INPUT);
    EXPECT_EQ(create(XR_NULL_HANDLE, XR_NULL_PATH, {}, &space), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(create(jump, XR_NULL_PATH, {}, &space), XR_ERROR_ACTION_TYPE_MISMATCH);
    EXPECT_EQ(create(hand_, 0x1234, {}, &space), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(create(hand_, path("/user/head"), {}, &space), XR_ERROR_PATH_UNSUPPORTED);
    EXPECT_EQ(create(hand_, XR_NULL_PATH, {{0, 0, 0, 0}, {}}, &space), XR_ERROR_POSE_INVALID);
    EXPECT_EQ(create(hand_, XR_NULL_PATH, {}, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCreateActionSpace(session, nullptr, &space), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create(foreign, XR_NULL_PATH, {}, &space), XR_SUCCESS) << "nothing is attached yet";
    start();
    EXPECT_EQ(create(foreign, XR_NULL_PATH, {}, &space), XR_ERROR_ACTIONSET_NOT_ATTACHED);
    session = XR_NULL_HANDLE;
    EXPECT_EQ(create(hand_, XR_NULL_PATH, {}, &space), XR_ERROR_HANDLE_INVALID);
}

}  // namespace
}  // namespace xrt::oxr
