// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/session_input.hpp"

#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr auto boolean = XR_ACTION_TYPE_BOOLEAN_INPUT;

class Attaching : public InputFixture {
 protected:
    Attaching() { make_focused(); }
    XrActionSet set_ = make_set();
    XrAction action_ = make_action(set_, "jump", boolean);
};

TEST_F(Attaching, HappensOnce) {
    EXPECT_EQ(attach({set_}), XR_SUCCESS);
    EXPECT_EQ(attach({set_}), XR_ERROR_ACTIONSETS_ALREADY_ATTACHED);
    EXPECT_EQ(attach({make_set("other")}), XR_ERROR_ACTIONSETS_ALREADY_ATTACHED);
}

TEST_F(Attaching, BadArgumentsAreTold) {
    EXPECT_EQ(attach({}), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(attach({set_, XR_NULL_HANDLE}), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrAttachSessionActionSets(session, nullptr), XR_ERROR_VALIDATION_FAILURE);
    XrSessionActionSetsAttachInfo info{XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO, nullptr, 1, nullptr};
    EXPECT_EQ(api::xrAttachSessionActionSets(session, &info), XR_ERROR_VALIDATION_FAILURE);
    info.actionSets = &set_;
    EXPECT_EQ(api::xrAttachSessionActionSets(XR_NULL_HANDLE, &info), XR_ERROR_HANDLE_INVALID);
    info.type = XR_TYPE_ACTIONS_SYNC_INFO;
    EXPECT_EQ(api::xrAttachSessionActionSets(session, &info), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(attach({set_}), XR_SUCCESS) << "nothing was attached by what failed";
}

TEST_F(Attaching, WorksForTheNextSessionToo) {
    EXPECT_EQ(attach({set_}), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    make_focused();
    EXPECT_EQ(attach({set_}), XR_SUCCESS);
}

TEST_F(Attaching, IsWhatOtherFunctionsNeed) {
    EXPECT_EQ(sync(set_), XR_ERROR_ACTIONSET_NOT_ATTACHED);
    EXPECT_EQ(sync(std::vector<XrActiveActionSet>{}), XR_SUCCESS) << "nothing to do is fine";
    XrActionStateBoolean state{XR_TYPE_ACTION_STATE_BOOLEAN};
    XrActionStateGetInfo get{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, action_, XR_NULL_PATH};
    EXPECT_EQ(api::xrGetActionStateBoolean(session, &get, &state), XR_ERROR_ACTIONSET_NOT_ATTACHED);
    XrInteractionProfileState profile{XR_TYPE_INTERACTION_PROFILE_STATE};
    EXPECT_EQ(api::xrGetCurrentInteractionProfile(session, path(left), &profile), XR_ERROR_ACTIONSET_NOT_ATTACHED);
    ASSERT_EQ(attach({set_}), XR_SUCCESS);
    const XrActionSet other = make_set("other");
    get.action = make_action(other, "run", boolean);
    EXPECT_EQ(api::xrGetActionStateBoolean(session, &get, &state), XR_ERROR_ACTIONSET_NOT_ATTACHED);
    EXPECT_EQ(sync({{set_, XR_NULL_PATH}, {other, XR_NULL_PATH}}), XR_ERROR_ACTIONSET_NOT_ATTACHED);
}

class Syncing : public InputFixture {
 protected:
    Syncing() {
        make_focused();
        for (const Input input : {left_select, left_menu, right_select, right_menu}) set_input(input, 0);
        EXPECT_EQ(suggest(simple, {{jump_, "/user/hand/left/input/select/click"},
                                   {jump_, "/user/hand/right/input/select/click"}}),
                  XR_SUCCESS);
        EXPECT_EQ(attach({set_}), XR_SUCCESS);
    }
    XrActionSet set_ = make_set();
    XrAction jump_ = make_action(set_, "jump", boolean, {left, right});
    XrAction unbound_ = make_action(set_, "unbound", boolean);
};

TEST_F(Syncing, TellsWhatTheInputsAre) {
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    XrActionStateBoolean state = get_boolean(jump_);
    EXPECT_TRUE(state.isActive);
    EXPECT_FALSE(state.currentState);
    set_input(right_select, 1, 4711);
    EXPECT_FALSE(get_boolean(jump_).currentState) << "nothing changes between syncs";
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    state = get_boolean(jump_);
    EXPECT_TRUE(state.currentState && state.changedSinceLastSync);
    EXPECT_EQ(state.lastChangeTime, 4711);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_FALSE(get_boolean(jump_).changedSinceLastSync);
}

TEST_F(Syncing, TellsSubactionsApart) {
    set_input(right_select, 1);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_TRUE(get_boolean(jump_).currentState);
    EXPECT_FALSE(get_boolean(jump_, left).currentState);
    EXPECT_TRUE(get_boolean(jump_, left).isActive);
    EXPECT_TRUE(get_boolean(jump_, right).currentState);
}

TEST_F(Syncing, ActivatesTheSubactionsThatAreNamed) {
    set_input(left_select, 1);
    EXPECT_EQ(sync({{set_, path(right)}}), XR_SUCCESS);
    EXPECT_FALSE(get_boolean(jump_, left).isActive);
    EXPECT_TRUE(get_boolean(jump_, right).isActive);
    EXPECT_FALSE(get_boolean(jump_).currentState);
    EXPECT_EQ(sync({{set_, path(right)}, {set_, path(left)}}), XR_SUCCESS);
    EXPECT_TRUE(get_boolean(jump_, left).isActive && get_boolean(jump_, right).isActive);
}

TEST_F(Syncing, WhatIsNotActiveIsAllZero) {
    set_input(left_select, 1, 5);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(sync(std::vector<XrActiveActionSet>{}), XR_SUCCESS);
    for (const XrAction action : {jump_, unbound_}) {
        const XrActionStateBoolean state = get_boolean(action);
        EXPECT_FALSE(state.isActive || state.currentState || state.changedSinceLastSync);
        EXPECT_EQ(state.lastChangeTime, 0);
    }
}

TEST_F(Syncing, ADeviceThatIsGoneIsInactive) {
    drop_input(left_select);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_FALSE(get_boolean(jump_, left).isActive);
    EXPECT_TRUE(get_boolean(jump_, right).isActive);
}

TEST_F(Syncing, WithoutFocusNothingIsActive) {
    set_input(left_select, 1);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    lose_focus();
    EXPECT_FALSE(get_boolean(jump_).isActive) << "even before the next sync";
    EXPECT_EQ(sync(set_), XR_SESSION_NOT_FOCUSED);
    EXPECT_FALSE(get_boolean(jump_).isActive || get_boolean(jump_).currentState);
}

TEST_F(Syncing, BadArgumentsAreTold) {
    EXPECT_EQ(sync({{XR_NULL_HANDLE, XR_NULL_PATH}}), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(sync({{set_, XrPath{0x1234}}}), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(sync({{set_, path("/user/gamepad")}}), XR_ERROR_PATH_UNSUPPORTED);
    EXPECT_EQ(sync({{set_, path("/other")}}), XR_ERROR_PATH_UNSUPPORTED);
    EXPECT_EQ(api::xrSyncActions(session, nullptr), XR_ERROR_VALIDATION_FAILURE);
    XrActionsSyncInfo info{XR_TYPE_ACTIONS_SYNC_INFO, nullptr, 1, nullptr};
    EXPECT_EQ(api::xrSyncActions(session, &info), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrSyncActions(XR_NULL_HANDLE, &info), XR_ERROR_HANDLE_INVALID);
}

TEST_F(Syncing, SendsNoMessage) {
    const size_t before = service.calls().size();
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    (void)get_boolean(jump_);
    EXPECT_EQ(service.calls().size(), before);
}

TEST_F(Syncing, ADeadServiceIsAnInstanceLost) {
    service.dead = true;
    EXPECT_EQ(sync(set_), XR_ERROR_INSTANCE_LOST);
}

TEST_F(Syncing, QueryArgumentsAreChecked) {
    XrActionStateBoolean state{XR_TYPE_ACTION_STATE_BOOLEAN};
    XrActionStateFloat scalar{XR_TYPE_ACTION_STATE_FLOAT};
    XrActionStateVector2f vec2{XR_TYPE_ACTION_STATE_VECTOR2F};
    XrActionStatePose pose{XR_TYPE_ACTION_STATE_POSE};
    XrActionStateGetInfo get{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, jump_, XR_NULL_PATH};
    EXPECT_EQ(api::xrGetActionStateFloat(session, &get, &scalar), XR_ERROR_ACTION_TYPE_MISMATCH);
    EXPECT_EQ(api::xrGetActionStateVector2f(session, &get, &vec2), XR_ERROR_ACTION_TYPE_MISMATCH);
    EXPECT_EQ(api::xrGetActionStatePose(session, &get, &pose), XR_ERROR_ACTION_TYPE_MISMATCH);
    EXPECT_EQ(api::xrGetActionStateBoolean(session, &get, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrGetActionStateBoolean(session, nullptr, &state), XR_ERROR_VALIDATION_FAILURE);
    get.subactionPath = 0x1234;
    EXPECT_EQ(api::xrGetActionStateBoolean(session, &get, &state), XR_ERROR_PATH_INVALID);
    get.subactionPath = path("/user/gamepad");
    EXPECT_EQ(api::xrGetActionStateBoolean(session, &get, &state), XR_ERROR_PATH_UNSUPPORTED);
    get.action = unbound_;
    get.subactionPath = path(left);
    EXPECT_EQ(api::xrGetActionStateBoolean(session, &get, &state), XR_ERROR_PATH_UNSUPPORTED) << "created without any";
    get.action = XR_NULL_HANDLE;
    EXPECT_EQ(api::xrGetActionStateBoolean(session, &get, &state), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrGetActionStateBoolean(XR_NULL_HANDLE, &get, &state), XR_ERROR_HANDLE_INVALID);
    state.type = XR_TYPE_ACTION_STATE_FLOAT;
    EXPECT_EQ(api::xrGetActionStateBoolean(session, &get, &state), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(Syncing, ADestroyedActionStillWorksBehindTheScenes) {
    EXPECT_EQ(api::xrDestroyAction(jump_), XR_SUCCESS);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    XrActionStateBoolean state{XR_TYPE_ACTION_STATE_BOOLEAN};
    const XrActionStateGetInfo get{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, jump_, XR_NULL_PATH};
    EXPECT_EQ(api::xrGetActionStateBoolean(session, &get, &state), XR_ERROR_HANDLE_INVALID);
}

class Conversion : public InputFixture {};

TEST_F(Conversion, AFloatOfAButtonIsOneOrZero) {
    make_focused();
    const XrActionSet set = make_set();
    const XrAction grab = make_action(set, "grab", XR_ACTION_TYPE_FLOAT_INPUT);
    ASSERT_EQ(suggest(simple, {{grab, "/user/hand/left/input/select"}}), XR_SUCCESS);
    ASSERT_EQ(attach({set}), XR_SUCCESS);
    set_input(left_select, 1);
    ASSERT_EQ(sync(set), XR_SUCCESS);
    XrActionStateFloat state{XR_TYPE_ACTION_STATE_FLOAT};
    const XrActionStateGetInfo get{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, grab, XR_NULL_PATH};
    EXPECT_EQ(api::xrGetActionStateFloat(session, &get, &state), XR_SUCCESS);
    EXPECT_TRUE(state.isActive);
    EXPECT_EQ(state.currentState, 1.0f);
}

TEST_F(Conversion, AVectorIsReadFromAStick) {
    const uint32_t stick = add_left_input("/input/thumbstick", InputType::vec2);
    make_focused();
    const XrActionSet set = make_set();
    const XrAction move = make_action(set, "move", XR_ACTION_TYPE_VECTOR2F_INPUT);
    ASSERT_EQ(suggest("/interaction_profiles/oculus/touch_controller", {{move, "/user/hand/left/input/thumbstick"}}),
              XR_SUCCESS);
    ASSERT_EQ(attach({set}), XR_SUCCESS);
    set_input(stick, 0.5f);
    ASSERT_EQ(sync(set), XR_SUCCESS);
    XrActionStateVector2f state{XR_TYPE_ACTION_STATE_VECTOR2F};
    const XrActionStateGetInfo get{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, move, XR_NULL_PATH};
    EXPECT_EQ(api::xrGetActionStateVector2f(session, &get, &state), XR_SUCCESS);
    EXPECT_TRUE(state.isActive);
    EXPECT_EQ(state.currentState.x, 0.5f);
}

class Priorities : public InputFixture {
 protected:
    Priorities() {
        make_focused();
        for (const Input input : {left_select, left_menu, right_select, right_menu}) set_input(input, 1);
        EXPECT_EQ(suggest(simple, {{low_, "/user/hand/left/input/select/click"},
                                   {low_, "/user/hand/right/input/select/click"},
                                   {low_menu_, "/user/hand/left/input/menu/click"},
                                   {high_, "/user/hand/left/input/select"}}),
                  XR_SUCCESS);
        EXPECT_EQ(attach({low_set_, high_set_}), XR_SUCCESS);
    }
    XrActionSet low_set_ = make_set("low", 1), high_set_ = make_set("high", 2);
    XrAction low_ = make_action(low_set_, "low", boolean, {left, right});
    XrAction low_menu_ = make_action(low_set_, "low_menu", boolean);
    XrAction high_ = make_action(high_set_, "high", boolean, {left, right});
};

TEST_F(Priorities, TheHigherSetTakesTheSource) {
    EXPECT_EQ(sync({{low_set_, XR_NULL_PATH}, {high_set_, XR_NULL_PATH}}), XR_SUCCESS);
    EXPECT_FALSE(get_boolean(low_, left).isActive);
    EXPECT_TRUE(get_boolean(low_, right).isActive) << "the other hand does not collide";
    EXPECT_TRUE(get_boolean(low_menu_).isActive);
    EXPECT_TRUE(get_boolean(high_, left).isActive);
}

TEST_F(Priorities, OnlyActiveSetsCompete) {
    EXPECT_EQ(sync(low_set_), XR_SUCCESS);
    EXPECT_TRUE(get_boolean(low_, left).isActive);
    EXPECT_FALSE(get_boolean(high_).isActive);
    EXPECT_EQ(sync({{low_set_, XR_NULL_PATH}, {high_set_, path(right)}}), XR_SUCCESS);
    EXPECT_TRUE(get_boolean(low_, left).isActive);
}

TEST_F(Priorities, ADestroyedActionStillCompetes) {
    EXPECT_EQ(api::xrDestroyAction(high_), XR_SUCCESS);
    EXPECT_EQ(sync({{low_set_, XR_NULL_PATH}, {high_set_, XR_NULL_PATH}}), XR_SUCCESS);
    EXPECT_FALSE(get_boolean(low_, left).isActive);
}

}  // namespace
}  // namespace xrt::oxr
