// SPDX-License-Identifier: BSL-1.0
//
// Interaction profiles, bound sources and haptics.
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr auto boolean = XR_ACTION_TYPE_BOOLEAN_INPUT;
constexpr auto vibration = XR_ACTION_TYPE_VIBRATION_OUTPUT;

class Sources : public InputFixture {
 protected:
    Sources() {
        make_focused();
        EXPECT_EQ(suggest(simple, {{jump_, "/user/hand/left/input/select"},
                                   {buzz_, "/user/hand/left/output/haptic"},
                                   {buzz_, "/user/hand/right/output/haptic"}}),
                  XR_SUCCESS);
    }
    void start() {
        EXPECT_EQ(attach({set_}), XR_SUCCESS);
        EXPECT_EQ(sync(set_), XR_SUCCESS);
    }
    XrPath current_profile(const std::string& user) {
        XrInteractionProfileState state{XR_TYPE_INTERACTION_PROFILE_STATE};
        EXPECT_EQ(api::xrGetCurrentInteractionProfile(session, path(user), &state), XR_SUCCESS);
        return state.interactionProfile;
    }
    std::vector<XrPath> sources_of(XrAction action) {
        const XrBoundSourcesForActionEnumerateInfo info{XR_TYPE_BOUND_SOURCES_FOR_ACTION_ENUMERATE_INFO, nullptr,
                                                        action};
        uint32_t count = 0;
        EXPECT_EQ(api::xrEnumerateBoundSourcesForAction(session, &info, 0, &count, nullptr), XR_SUCCESS);
        std::vector<XrPath> sources(count);
        EXPECT_EQ(api::xrEnumerateBoundSourcesForAction(session, &info, count, &count, sources.data()), XR_SUCCESS);
        return sources;
    }
    XrResult name_of(XrPath source, XrInputSourceLocalizedNameFlags parts, std::string& name) {
        const XrInputSourceLocalizedNameGetInfo info{XR_TYPE_INPUT_SOURCE_LOCALIZED_NAME_GET_INFO, nullptr, source,
                                                     parts};
        char buffer[256] = "";
        uint32_t count = 0;
        const XrResult result = api::xrGetInputSourceLocalizedName(session, &info, sizeof(buffer), &count, buffer);
        name = buffer;
        return result;
    }

    XrActionSet set_ = make_set();
    XrAction jump_ = make_action(set_, "jump", boolean);
    XrAction buzz_ = make_action(set_, "buzz", vibration, {left, right});
};

TEST_F(Sources, ProfilesAreChosenByTheFirstSyncAndTold) {
    EXPECT_EQ(attach({set_}), XR_SUCCESS);
    EXPECT_EQ(current_profile(left), XR_NULL_PATH);
    EXPECT_EQ(poll().type, XR_TYPE_UNKNOWN);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(current_profile(left), path(simple));
    EXPECT_EQ(current_profile(right), path(simple));
    EXPECT_EQ(current_profile("/user/head"), XR_NULL_PATH);
    EXPECT_EQ(current_profile("/user/gamepad"), XR_NULL_PATH);
    EXPECT_EQ(poll().type, XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED);
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(poll().type, XR_TYPE_UNKNOWN) << "told once";
}

TEST_F(Sources, ProfilesWaitForTheFocus) {
    EXPECT_EQ(attach({set_}), XR_SUCCESS);
    lose_focus();
    EXPECT_EQ(sync(set_), XR_SESSION_NOT_FOCUSED);
    EXPECT_EQ(current_profile(left), XR_NULL_PATH);
}

TEST_F(Sources, ProfileArgumentsAreChecked) {
    start();
    XrInteractionProfileState state{XR_TYPE_INTERACTION_PROFILE_STATE};
    EXPECT_EQ(api::xrGetCurrentInteractionProfile(session, XR_NULL_PATH, &state), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(api::xrGetCurrentInteractionProfile(session, 0x1234, &state), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(api::xrGetCurrentInteractionProfile(session, path("/other"), &state), XR_ERROR_PATH_UNSUPPORTED);
    EXPECT_EQ(api::xrGetCurrentInteractionProfile(session, path(left), nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrGetCurrentInteractionProfile(XR_NULL_HANDLE, path(left), &state), XR_ERROR_HANDLE_INVALID);
    state.type = XR_TYPE_ACTION_CREATE_INFO;
    EXPECT_EQ(api::xrGetCurrentInteractionProfile(session, path(left), &state), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(Sources, AreToldAfterTheFirstSync) {
    EXPECT_EQ(attach({set_}), XR_SUCCESS);
    EXPECT_TRUE(sources_of(jump_).empty());
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(sources_of(jump_), (std::vector<XrPath>{path("/user/hand/left/input/select/click")}));
    EXPECT_EQ(sources_of(buzz_).size(), 2u);
}

TEST_F(Sources, EnumerationArgumentsAreChecked) {
    XrBoundSourcesForActionEnumerateInfo info{XR_TYPE_BOUND_SOURCES_FOR_ACTION_ENUMERATE_INFO, nullptr, buzz_};
    uint32_t count = 0;
    XrPath source;
    EXPECT_EQ(api::xrEnumerateBoundSourcesForAction(session, &info, 0, &count, nullptr),
              XR_ERROR_ACTIONSET_NOT_ATTACHED);
    start();
    EXPECT_EQ(api::xrEnumerateBoundSourcesForAction(session, &info, 1, &count, &source), XR_ERROR_SIZE_INSUFFICIENT);
    EXPECT_EQ(api::xrEnumerateBoundSourcesForAction(session, &info, 0, nullptr, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrEnumerateBoundSourcesForAction(session, nullptr, 0, &count, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrEnumerateBoundSourcesForAction(XR_NULL_HANDLE, &info, 0, &count, nullptr),
              XR_ERROR_HANDLE_INVALID);
    info.action = XR_NULL_HANDLE;
    EXPECT_EQ(api::xrEnumerateBoundSourcesForAction(session, &info, 0, &count, nullptr), XR_ERROR_HANDLE_INVALID);
}

TEST_F(Sources, HaveNamesForPeople) {
    start();
    const XrPath source = sources_of(jump_).at(0);
    std::string name;
    EXPECT_EQ(name_of(source, XR_INPUT_SOURCE_LOCALIZED_NAME_USER_PATH_BIT, name), XR_SUCCESS);
    EXPECT_EQ(name, "Left Hand");
    EXPECT_EQ(name_of(source, XR_INPUT_SOURCE_LOCALIZED_NAME_COMPONENT_BIT, name), XR_SUCCESS);
    EXPECT_EQ(name, "Select");
    EXPECT_EQ(name_of(source, 7, name), XR_SUCCESS);
    EXPECT_EQ(name, "Left Hand Khronos Simple Controller Select");
}

TEST_F(Sources, NameArgumentsAreChecked) {
    std::string name;
    const XrPath source = path("/user/hand/left/input/select/click");
    EXPECT_EQ(name_of(source, 1, name), XR_ERROR_ACTIONSET_NOT_ATTACHED);
    start();
    EXPECT_EQ(name_of(source, 0, name), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(name_of(source, 8, name), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(name_of(XR_NULL_PATH, 1, name), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(name_of(0x1234, 1, name), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(name_of(path("/nobody/there"), 1, name), XR_ERROR_PATH_UNSUPPORTED);
}

class Haptics : public Sources {
 protected:
    XrResult apply(const std::string& subaction = "") {
        const XrHapticActionInfo info{XR_TYPE_HAPTIC_ACTION_INFO, nullptr, buzz_, path(subaction)};
        return api::xrApplyHapticFeedback(session, &info, reinterpret_cast<const XrHapticBaseHeader*>(&pulse_));
    }
    XrResult stop(XrAction action, XrPath subaction = XR_NULL_PATH) {
        const XrHapticActionInfo info{XR_TYPE_HAPTIC_ACTION_INFO, nullptr, action, subaction};
        return api::xrStopHapticFeedback(session, &info);
    }
    XrHapticVibration pulse_{XR_TYPE_HAPTIC_VIBRATION, nullptr, 1000, 90, 0.5f};
};

TEST_F(Haptics, GoToEveryBoundDevice) {
    start();
    EXPECT_EQ(apply(), XR_SUCCESS);
    EXPECT_EQ(service.haptics(), (std::vector<FakeService::Haptic>{{left_haptic, Duration(1000), 90, 0.5f},
                                                                   {right_haptic, Duration(1000), 90, 0.5f}}));
    EXPECT_EQ(stop(buzz_), XR_SUCCESS);
    EXPECT_EQ(service.count("stop_haptic"), 2u);
}

TEST_F(Haptics, GoToTheHandThatIsNamed) {
    start();
    EXPECT_EQ(apply(right), XR_SUCCESS);
    ASSERT_EQ(service.haptics().size(), 1u);
    EXPECT_EQ(service.haptics()[0].output, static_cast<uint32_t>(right_haptic));
}

TEST_F(Haptics, AreBroughtIntoTheirRanges) {
    start();
    pulse_ = {XR_TYPE_HAPTIC_VIBRATION, nullptr, XR_MIN_HAPTIC_DURATION, -3, 7};
    EXPECT_EQ(apply(right), XR_SUCCESS);
    EXPECT_EQ(service.haptics().back(), (FakeService::Haptic{right_haptic, Duration(0), 0, 1}));
    pulse_.amplitude = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(apply(right), XR_SUCCESS);
    EXPECT_EQ(service.haptics().back().amplitude, 0);
}

TEST_F(Haptics, NeedFocusAndAnActiveSet) {
    start();
    EXPECT_EQ(sync(std::vector<XrActiveActionSet>{}), XR_SUCCESS);
    EXPECT_EQ(apply(), XR_SUCCESS);
    lose_focus();
    EXPECT_EQ(apply(), XR_SESSION_NOT_FOCUSED);
    EXPECT_EQ(stop(buzz_), XR_SESSION_NOT_FOCUSED);
    EXPECT_TRUE(service.haptics().empty());
    EXPECT_EQ(service.count("stop_haptic"), 0u);
}

TEST_F(Haptics, ArgumentsAreChecked) {
    EXPECT_EQ(apply(), XR_ERROR_ACTIONSET_NOT_ATTACHED);
    start();
    EXPECT_EQ(stop(jump_), XR_ERROR_ACTION_TYPE_MISMATCH);
    EXPECT_EQ(stop(XR_NULL_HANDLE), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(stop(buzz_, 0x1234), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(stop(buzz_, path("/user/gamepad")), XR_ERROR_PATH_UNSUPPORTED);
    pulse_.type = XR_TYPE_HAPTIC_ACTION_INFO;
    EXPECT_EQ(apply(), XR_ERROR_VALIDATION_FAILURE);
    const XrHapticActionInfo info{XR_TYPE_HAPTIC_ACTION_INFO, nullptr, buzz_, XR_NULL_PATH};
    EXPECT_EQ(api::xrApplyHapticFeedback(session, &info, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrStopHapticFeedback(session, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrStopHapticFeedback(XR_NULL_HANDLE, &info), XR_ERROR_HANDLE_INVALID);
}

TEST_F(Haptics, AServiceThatIsLostIsTold) {
    start();
    service.fail("apply_haptic", ErrorCode::connection_lost);
    EXPECT_EQ(apply(), XR_ERROR_INSTANCE_LOST);
}

}  // namespace
}  // namespace xrt::oxr
