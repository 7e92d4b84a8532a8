// SPDX-License-Identifier: BSL-1.0
//
// For tests: a session on a headset with two simple controllers, and short ways to do with actions what an application does.
#pragma once

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "state_trackers/oxr/testing/fake_devices.hpp"
#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {

class InputFixture : public RuntimeFixture {
 protected:
    // Indices that FakeDevices::add_simple_system() gives.
    enum Input : uint32_t { left_select, left_menu, right_select, right_menu };
    enum PoseIndex : uint32_t { head, left_grip, left_aim, right_grip, right_aim };
    enum OutputIndex : uint32_t { left_haptic, right_haptic };

    static constexpr const char* simple = "/interaction_profiles/khr/simple_controller";
    static constexpr const char* left = "/user/hand/left";
    static constexpr const char* right = "/user/hand/right";

    /// Instead of the instance that there was.
    void use_version_1_1() {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        InstanceRequest request;
        request.api_version = XR_MAKE_VERSION(1, 1, 0);
        for (const Feature feature : {Feature::VERSION_1_0, Feature::VERSION_1_1, Feature::MND_headless}) {
            request.features.add(feature);
        }
        auto made = Instance::create(request, service.link(), std::make_unique<FakeWaiter>(time));
        EXPECT_TRUE(handle_table().insert(*made, 0, &instance).ok());
    }

    XrPath path(const std::string& text) {
        XrPath atom = XR_NULL_PATH;
        if (text.empty()) return atom;
        EXPECT_EQ(api::xrStringToPath(instance, text.c_str(), &atom), XR_SUCCESS) << text;
        return atom;
    }

    XrActionSet make_set(const std::string& name = "set", uint32_t priority = 0) {
        XrActionSet set = XR_NULL_HANDLE;
        const XrActionSetCreateInfo info = set_info(name, priority);
        EXPECT_EQ(api::xrCreateActionSet(instance, &info, &set), XR_SUCCESS);
        return set;
    }
    static XrActionSetCreateInfo set_info(const std::string& name, uint32_t priority = 0) {
        XrActionSetCreateInfo info{XR_TYPE_ACTION_SET_CREATE_INFO};
        std::strcpy(info.actionSetName, name.c_str());
        std::strcpy(info.localizedActionSetName, ("The " + name).c_str());
        info.priority = priority;
        return info;
    }

    static XrActionCreateInfo action_info(const std::string& name, XrActionType type) {
        XrActionCreateInfo info{XR_TYPE_ACTION_CREATE_INFO};
        std::strcpy(info.actionName, name.c_str());
        std::strcpy(info.localizedActionName, ("The " + name).c_str());
        info.actionType = type;
        return info;
    }
    XrAction make_action(XrActionSet set, const std::string& name, XrActionType type,
                         const std::vector<std::string>& subactions = {}) {
        std::vector<XrPath> paths;
        for (const std::string& each : subactions) paths.push_back(path(each));
        XrActionCreateInfo info = action_info(name, type);
        info.countSubactionPaths = static_cast<uint32_t>(paths.size());
        info.subactionPaths = paths.data();
        XrAction action = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateAction(set, &info, &action), XR_SUCCESS);
        return action;
    }

    using Bindings = std::vector<std::pair<XrAction, std::string>>;
    XrResult suggest(const std::string& profile, const Bindings& bindings) {
        std::vector<XrActionSuggestedBinding> suggested;
        for (const auto& [action, binding] : bindings) suggested.push_back({action, path(binding)});
        const XrInteractionProfileSuggestedBinding info{XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING, nullptr,
                                                        path(profile), static_cast<uint32_t>(suggested.size()),
                                                        suggested.data()};
        return api::xrSuggestInteractionProfileBindings(instance, &info);
    }

    XrResult attach(const std::vector<XrActionSet>& sets) {
        const XrSessionActionSetsAttachInfo info{XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO, nullptr,
                                                 static_cast<uint32_t>(sets.size()), sets.data()};
        return api::xrAttachSessionActionSets(session, &info);
    }

    XrResult sync(const std::vector<XrActiveActionSet>& active) {
        const XrActionsSyncInfo info{XR_TYPE_ACTIONS_SYNC_INFO, nullptr, static_cast<uint32_t>(active.size()),
                                     active.data()};
        return api::xrSyncActions(session, &info);
    }
    XrResult sync(XrActionSet set) { return sync({{set, XR_NULL_PATH}}); }

    /// A headless session with the focus.
    void make_focused() {
        session = make_headless_session();
        poll_states();
        EXPECT_EQ(begin(session), XR_SUCCESS);
        poll_states();
        EXPECT_TRUE(object(session).is_focused());
    }
    void lose_focus() {
        service.queue(proto::SessionStateChanged{proto::SessionState::visible, time_from_nanoseconds(1)});
        poll_states();
        EXPECT_FALSE(object(session).is_focused());
    }

    void set_input(uint32_t input, float x, int64_t last_change = 1) {
        inputs_.values[input] = {x, 0, last_change, 1, 0};
        publish_inputs();
    }
    void set_vector(uint32_t input, float x, float y) {
        inputs_.values[input] = {x, y, 1, 1, 0};
        publish_inputs();
    }
    /// As they stand, numbered as devices are now.
    void publish_inputs() {
        inputs_.generation = service.devices().input_generation;
        inputs_.count = max_device_inputs;
        service.client().inputs.store(inputs_);
    }
    FakeDevices fake_devices() { return FakeDevices(service.devices()); }
    /// One more on the left controller; before the session is made.
    uint32_t add_left_input(std::string_view component, InputType type) {
        return fake_devices().add_input(1, component, type);
    }
    void drop_input(uint32_t input) {
        inputs_.values[input] = {};
        publish_inputs();
    }

    /// Standing still at x metres, always.
    void place(PoseIndex pose, float x, uint32_t flags = PoseSample::all_flags) {
        place(pose, Pose{{}, {x, 0, 0}}, flags);
    }
    void place(PoseIndex pose, const Pose& world_from_pose, uint32_t flags = PoseSample::all_flags) {
        for (int64_t k = 0; k < 120; ++k) publish(pose, k, {0, world_from_pose, {}, {}, flags});
    }
    void publish(PoseIndex pose, int64_t k, SharedPoseSample sample) {
        sample.time = FakeDevices::epoch + k * FakeDevices::spacing;
        SharedPoseRing& ring = service.devices().rings[pose];
        ring.samples[static_cast<size_t>(k) % pose_ring_size].store(sample);
        ring.newest.store(k, std::memory_order_release);
    }

    XrActionStateBoolean get_boolean(XrAction action, const std::string& subaction = "") {
        XrActionStateBoolean state{XR_TYPE_ACTION_STATE_BOOLEAN};
        const XrActionStateGetInfo info{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, action, path(subaction)};
        EXPECT_EQ(api::xrGetActionStateBoolean(session, &info, &state), XR_SUCCESS);
        return state;
    }
    bool is_pose_active(XrAction action, const std::string& subaction = "") {
        XrActionStatePose state{XR_TYPE_ACTION_STATE_POSE};
        const XrActionStateGetInfo info{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, action, path(subaction)};
        EXPECT_EQ(api::xrGetActionStatePose(session, &info, &state), XR_SUCCESS);
        return state.isActive == XR_TRUE;
    }

    XrSession session = XR_NULL_HANDLE;

 private:
    SharedInputs inputs_{};
};

}  // namespace xrt::oxr
