// SPDX-License-Identifier: BSL-1.0
//
// XR_EXT_conformance_automation, and what follows when devices change while an application looks.
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/input/action.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/input/session_input.hpp"
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr const char* index_controller = "/interaction_profiles/valve/index_controller";

class Automation : public InputFixture {
 protected:
    Automation() {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance({Feature::MND_headless, Feature::EXT_conformance_automation, Feature::EXT_dpad_binding,
                                  Feature::KHR_binding_modification, Feature::EXT_active_action_set_priority});
        make_focused();
    }
    proto::DeviceStep last() const { return service.steps().back(); }
};

TEST_F(Automation, SaysWhatADeviceIsAndWhetherItIsThere) {
    EXPECT_EQ(api::xrSetInputDeviceActiveEXT(session, path(index_controller), path(left), XR_TRUE), XR_SUCCESS);
    ASSERT_EQ(service.steps().size(), 2u);
    EXPECT_EQ(service.steps()[0], (proto::DeviceStep{left, proto::BecomeProfile{index_controller}}));
    EXPECT_EQ(service.steps()[1], (proto::DeviceStep{left, proto::SetPresence{true}}));
    EXPECT_EQ(api::xrSetInputDeviceActiveEXT(session, path("/interaction_profiles/microsoft/xbox_controller"),
                                             path(left), XR_TRUE),
              XR_ERROR_PATH_UNSUPPORTED);
    EXPECT_EQ(api::xrSetInputDeviceActiveEXT(session, path(simple), path("/user/hand/third"), XR_TRUE),
              XR_ERROR_PATH_UNSUPPORTED);
    EXPECT_EQ(api::xrSetInputDeviceActiveEXT(session, path(simple), XR_NULL_PATH, XR_TRUE), XR_ERROR_PATH_INVALID);
}

TEST_F(Automation, SetsInputsOfAllTypes) {
    const XrPath select = path("/user/hand/left/input/select/click");
    EXPECT_EQ(api::xrSetInputDeviceStateBoolEXT(session, path(left), select, XR_TRUE), XR_SUCCESS);
    EXPECT_EQ(last(), (proto::DeviceStep{left, proto::SetInput{"/input/select/click", {1, 0}}}));
    const XrPath trigger = path("/user/hand/left/input/trigger/value");
    EXPECT_EQ(api::xrSetInputDeviceStateFloatEXT(session, path(left), trigger, 0.5f), XR_SUCCESS);
    EXPECT_EQ(last(), (proto::DeviceStep{left, proto::SetInput{"/input/trigger/value", {0.5f, 0}}}));
    const XrPath stick = path("/user/hand/left/input/thumbstick");
    EXPECT_EQ(api::xrSetInputDeviceStateVector2fEXT(session, path(left), stick, {0.5f, -1}), XR_SUCCESS);
    EXPECT_EQ(last(), (proto::DeviceStep{left, proto::SetInput{"/input/thumbstick", {0.5f, -1}}}));
    EXPECT_EQ(api::xrSetInputDeviceStateBoolEXT(session, path(right), select, XR_TRUE), XR_ERROR_PATH_UNSUPPORTED);
    service.fail("steer_devices", ErrorCode::not_found);
    EXPECT_EQ(api::xrSetInputDeviceStateBoolEXT(session, path(left), select, XR_TRUE), XR_ERROR_PATH_UNSUPPORTED);
    service.stop_failing();
}

TEST_F(Automation, SetsPosesInAnySpace) {
    const XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr, XR_REFERENCE_SPACE_TYPE_VIEW,
                                          to_xr(Pose{{}, {1, 0, 0}})};
    place(head, Pose{{}, {0, 2, 0}});
    XrSpace view = XR_NULL_HANDLE;
    ASSERT_EQ(api::xrCreateReferenceSpace(session, &info, &view), XR_SUCCESS);
    const XrPath grip = path("/user/hand/left/input/grip/pose");
    EXPECT_EQ(api::xrSetInputDeviceLocationEXT(session, path(left), grip, view, to_xr(Pose{{}, {0, 0, 3}})),
              XR_SUCCESS);
    EXPECT_EQ(last(), (proto::DeviceStep{left, proto::SetPose{"/input/grip/pose", {{}, {1, 2, 3}}}}));
    EXPECT_EQ(api::xrSetInputDeviceLocationEXT(session, path(left), grip, view, to_xr(Pose{{0, 0, 0, 0}, {}})),
              XR_ERROR_POSE_INVALID);
    EXPECT_EQ(api::xrSetInputDeviceLocationEXT(session, path(left), grip, XR_NULL_HANDLE, to_xr(Pose{})),
              XR_ERROR_HANDLE_INVALID);
}

class HotPlug : public Automation {
 protected:
    HotPlug() {
        set_ = make_set();
        jump_ = make_action(set_, "jump", XR_ACTION_TYPE_BOOLEAN_INPUT);
        hand_ = make_action(set_, "hand", XR_ACTION_TYPE_POSE_INPUT);
        EXPECT_EQ(suggest(simple, {{jump_, "/user/hand/left/input/select"},
                                   {hand_, "/user/hand/left/input/grip"},
                                   {hand_, "/user/hand/right/input/grip"}}),
                  XR_SUCCESS);
        EXPECT_EQ(suggest(index_controller, {{jump_, "/user/hand/left/input/trigger"}}), XR_SUCCESS);
        EXPECT_EQ(attach({set_}), XR_SUCCESS);
        place(left_grip, 1);
        place(right_grip, 2);
        publish_inputs();
        EXPECT_EQ(sync(set_), XR_SUCCESS);
        (void)count_profile_events();
    }

    XrPath profile_of(const char* user) {
        XrInteractionProfileState state{XR_TYPE_INTERACTION_PROFILE_STATE};
        EXPECT_EQ(api::xrGetCurrentInteractionProfile(session, path(user), &state), XR_SUCCESS);
        return state.interactionProfile;
    }
    size_t count_profile_events() {
        size_t count = 0;
        for (XrEventDataBuffer event = poll(); event.type != XR_TYPE_UNKNOWN; event = poll()) {
            count += event.type == XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED;
        }
        return count;
    }
    void set_present(uint32_t device, bool present) {
        fake_devices().set_present(device, present);
        publish_inputs();
    }
    uint32_t chosen_pose() {
        const auto action = handle_table().find<Action>(hand_);
        return object(session).input().pose_of(*action->set(), action->record(), 0);
    }

    XrActionSet set_ = XR_NULL_HANDLE;
    XrAction jump_ = XR_NULL_HANDLE, hand_ = XR_NULL_HANDLE;
};

TEST_F(HotPlug, ProfilesFollowTheDeviceAtTheNextSync) {
    EXPECT_EQ(profile_of(left), path(simple));
    uint32_t trigger = 0;
    FakeDevices devices = fake_devices();
    trigger = devices.add_input(1, "/input/trigger/value", InputType::scalar);
    devices.set_profile(1, index_controller);
    EXPECT_EQ(profile_of(left), path(simple)) << "not before the sync";
    set_input(trigger, 1);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(profile_of(left), path(index_controller));
    EXPECT_EQ(profile_of(right), path(simple));
    EXPECT_EQ(count_profile_events(), 1u);
    EXPECT_TRUE(get_boolean(jump_).currentState);
}

TEST_F(HotPlug, ADeviceThatGoesTakesItsProfileAlong) {
    set_input(left_select, 1);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_TRUE(get_boolean(jump_).isActive);
    set_present(1, false);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_FALSE(get_boolean(jump_).isActive);
    EXPECT_EQ(profile_of(left), XrPath{XR_NULL_PATH});
    EXPECT_EQ(count_profile_events(), 1u);
    set_present(1, true);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_TRUE(get_boolean(jump_).currentState);
    EXPECT_EQ(profile_of(left), path(simple));
    EXPECT_EQ(count_profile_events(), 1u);
}

TEST_F(HotPlug, InputsNumberedForOtherDevicesAreNotRead) {
    set_input(left_select, 1);
    fake_devices().set_present(2, false);  // and the inputs are not published anew
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_FALSE(get_boolean(jump_).isActive);
    publish_inputs();
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_TRUE(get_boolean(jump_).currentState);
}

// The suite takes the right controller up, puts the left one away, and wants to see nothing in between.
TEST_F(HotPlug, APoseWaitsForItsControllerOrForOneTakenUpLater) {
    EXPECT_EQ(chosen_pose(), uint32_t{left_grip});
    set_present(1, false);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(chosen_pose(), AttachedActions::no_pose) << "the right one was there all along";
    set_present(1, true);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(chosen_pose(), uint32_t{left_grip});
    set_present(2, false);
    set_present(1, false);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    set_present(2, true);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(chosen_pose(), uint32_t{right_grip}) << "taken up after the left one went";
}

TEST_F(Automation, PrioritiesCanBeOverriddenForOneSync) {
    const XrActionSet low = make_set("low", 1), high = make_set("high", 2);
    const XrAction walk = make_action(low, "walk", XR_ACTION_TYPE_BOOLEAN_INPUT);
    const XrAction fire = make_action(high, "fire", XR_ACTION_TYPE_BOOLEAN_INPUT);
    ASSERT_EQ(suggest(simple, {{walk, "/user/hand/left/input/select"}, {fire, "/user/hand/left/input/select"}}),
              XR_SUCCESS);
    ASSERT_EQ(attach({low, high}), XR_SUCCESS);
    set_input(left_select, 1);
    const XrActiveActionSet active[]{{low, XR_NULL_PATH}, {high, XR_NULL_PATH}};
    const XrActiveActionSetPriorityEXT priority{low, 7};
    const XrActiveActionSetPrioritiesEXT priorities{XR_TYPE_ACTIVE_ACTION_SET_PRIORITIES_EXT, nullptr, 1, &priority};
    XrActionsSyncInfo info{XR_TYPE_ACTIONS_SYNC_INFO, &priorities, 2, active};
    EXPECT_EQ(api::xrSyncActions(session, &info), XR_SUCCESS);
    EXPECT_TRUE(get_boolean(walk).isActive);
    EXPECT_FALSE(get_boolean(fire).isActive);
    info.next = nullptr;
    EXPECT_EQ(api::xrSyncActions(session, &info), XR_SUCCESS);
    EXPECT_FALSE(get_boolean(walk).isActive);
    EXPECT_TRUE(get_boolean(fire).isActive);
}

}  // namespace
}  // namespace xrt::oxr
