// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/instance_input.hpp"

#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

class PathTest : public InputFixture {};

TEST_F(PathTest, GoesThereAndBack) {
    const XrPath atom = path("/abc/def");
    char buffer[16];
    uint32_t length = 0;
    EXPECT_EQ(api::xrPathToString(instance, atom, 0, &length, nullptr), XR_SUCCESS);
    EXPECT_EQ(length, sizeof("/abc/def"));
    EXPECT_EQ(api::xrPathToString(instance, atom, 1, &length, buffer), XR_ERROR_SIZE_INSUFFICIENT);
    EXPECT_EQ(api::xrPathToString(instance, atom, sizeof(buffer), &length, buffer), XR_SUCCESS);
    EXPECT_STREQ(buffer, "/abc/def");
}

TEST_F(PathTest, BadArgumentsAreTold) {
    XrPath atom = XR_NULL_PATH;
    uint32_t length = 0;
    EXPECT_EQ(api::xrStringToPath(XR_NULL_HANDLE, "/a", &atom), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrStringToPath(instance, nullptr, &atom), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrStringToPath(instance, "/a", nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrStringToPath(instance, "/A", &atom), XR_ERROR_PATH_FORMAT_INVALID);
    EXPECT_EQ(api::xrPathToString(instance, XR_NULL_PATH, 0, &length, nullptr), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(api::xrPathToString(instance, 0x1234, 0, &length, nullptr), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(api::xrPathToString(instance, path("/a"), 0, nullptr, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrPathToString(instance, path("/a"), 9, &length, nullptr), XR_ERROR_VALIDATION_FAILURE);
}

class ActionSetTest : public InputFixture {
 protected:
    XrResult create(const XrActionSetCreateInfo& info) { return api::xrCreateActionSet(instance, &info, &set_); }
    XrActionSetCreateInfo info_ = set_info("play");
    XrActionSet set_ = XR_NULL_HANDLE;
};

TEST_F(ActionSetTest, NamesFollowTheRules) {
    XrActionSetCreateInfo info = info_;
    info.actionSetName[0] = '\0';
    EXPECT_EQ(create(info), XR_ERROR_NAME_INVALID);
    info = info_;
    info.localizedActionSetName[0] = '\0';
    EXPECT_EQ(create(info), XR_ERROR_LOCALIZED_NAME_INVALID);
    info = info_;
    std::strcpy(info.actionSetName, "IN VALID");
    EXPECT_EQ(create(info), XR_ERROR_PATH_FORMAT_INVALID);
    std::memset(info.actionSetName, 'a', sizeof(info.actionSetName));
    EXPECT_EQ(create(info), XR_ERROR_VALIDATION_FAILURE) << "without an end";
}

TEST_F(ActionSetTest, NamesAreUniqueWhileTheSetLives) {
    ASSERT_EQ(create(info_), XR_SUCCESS);
    XrActionSetCreateInfo info = set_info("other");
    std::strcpy(info.actionSetName, "play");
    XrActionSet first = set_;
    EXPECT_EQ(create(info), XR_ERROR_NAME_DUPLICATED);
    info = set_info("other");
    std::strcpy(info.localizedActionSetName, "The play");
    EXPECT_EQ(create(info), XR_ERROR_LOCALIZED_NAME_DUPLICATED);
    EXPECT_EQ(api::xrDestroyActionSet(first), XR_SUCCESS);
    EXPECT_EQ(create(info_), XR_SUCCESS);
}

TEST_F(ActionSetTest, BadArgumentsAreTold) {
    EXPECT_EQ(api::xrCreateActionSet(XR_NULL_HANDLE, &info_, &set_), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrCreateActionSet(instance, nullptr, &set_), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCreateActionSet(instance, &info_, nullptr), XR_ERROR_VALIDATION_FAILURE);
    info_.type = XR_TYPE_ACTIONS_SYNC_INFO;
    EXPECT_EQ(create(info_), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrDestroyActionSet(set_), XR_ERROR_HANDLE_INVALID);
}

TEST_F(ActionSetTest, TakesItsActionsAlong) {
    const XrActionSet set = make_set();
    const XrAction action = make_action(set, "jump", XR_ACTION_TYPE_BOOLEAN_INPUT);
    EXPECT_EQ(api::xrDestroyActionSet(set), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroyAction(action), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrDestroyActionSet(set), XR_ERROR_HANDLE_INVALID);
}

class ActionTest : public InputFixture {
 protected:
    XrResult create(const XrActionCreateInfo& info) { return api::xrCreateAction(set_, &info, &action_); }
    XrResult create_with(const std::vector<XrPath>& subactions) {
        XrActionCreateInfo info = info_;
        info.countSubactionPaths = static_cast<uint32_t>(subactions.size());
        info.subactionPaths = subactions.data();
        return create(info);
    }
    XrActionSet set_ = make_set();
    XrActionCreateInfo info_ = action_info("jump", XR_ACTION_TYPE_BOOLEAN_INPUT);
    XrAction action_ = XR_NULL_HANDLE;
};

TEST_F(ActionTest, NamesFollowTheRules) {
    XrActionCreateInfo info = info_;
    info.actionName[0] = '\0';
    EXPECT_EQ(create(info), XR_ERROR_NAME_INVALID);
    info = info_;
    info.localizedActionName[0] = '\0';
    EXPECT_EQ(create(info), XR_ERROR_LOCALIZED_NAME_INVALID);
    info = info_;
    std::strcpy(info.actionName, "a/b");
    EXPECT_EQ(create(info), XR_ERROR_PATH_FORMAT_INVALID);
}

TEST_F(ActionTest, NamesAreUniqueWithinTheSet) {
    ASSERT_EQ(create(info_), XR_SUCCESS);
    const XrAction first = action_;
    XrActionCreateInfo info = info_;
    std::strcpy(info.localizedActionName, "Another");
    EXPECT_EQ(create(info), XR_ERROR_NAME_DUPLICATED);
    info = info_;
    std::strcpy(info.actionName, "another");
    EXPECT_EQ(create(info), XR_ERROR_LOCALIZED_NAME_DUPLICATED);
    make_action(make_set("other"), "jump", XR_ACTION_TYPE_BOOLEAN_INPUT);
    EXPECT_EQ(api::xrDestroyAction(first), XR_SUCCESS);
    EXPECT_EQ(create(info_), XR_SUCCESS);
}

TEST_F(ActionTest, SubactionPathsAreUserPathsOnce) {
    EXPECT_EQ(create_with({path(left), path("/user/gamepad"), path("/user/head")}), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroyAction(action_), XR_SUCCESS);
    EXPECT_EQ(create_with({path(left), path(left)}), XR_ERROR_PATH_UNSUPPORTED);
    EXPECT_EQ(create_with({path("/user/invalid")}), XR_ERROR_PATH_UNSUPPORTED);
    EXPECT_EQ(create_with({path("/user/treadmill")}), XR_ERROR_PATH_UNSUPPORTED);
    EXPECT_EQ(create_with({XrPath{0x1234}}), XR_ERROR_PATH_INVALID);
    info_.countSubactionPaths = 1;
    EXPECT_EQ(create(info_), XR_ERROR_VALIDATION_FAILURE) << "a count without an array";
}

TEST_F(ActionTest, BadArgumentsAreTold) {
    EXPECT_EQ(api::xrCreateAction(XR_NULL_HANDLE, &info_, &action_), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrCreateAction(set_, nullptr, &action_), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCreateAction(set_, &info_, nullptr), XR_ERROR_VALIDATION_FAILURE);
    info_.actionType = XR_ACTION_TYPE_MAX_ENUM;
    EXPECT_EQ(create(info_), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrDestroyAction(action_), XR_ERROR_HANDLE_INVALID);
}

TEST_F(ActionTest, AnAttachedSetTakesNoMore) {
    make_focused();
    ASSERT_EQ(attach({set_}), XR_SUCCESS);
    EXPECT_EQ(create(info_), XR_ERROR_ACTIONSETS_ALREADY_ATTACHED);
}

class SuggestionTest : public InputFixture {
 protected:
    XrActionSet set_ = make_set();
    XrAction action_ = make_action(set_, "jump", XR_ACTION_TYPE_BOOLEAN_INPUT);
    const std::string select_ = "/user/hand/left/input/select/click";
};

TEST_F(SuggestionTest, IsTakenAgainAndAgain) {
    EXPECT_EQ(suggest(simple, {{action_, select_}}), XR_SUCCESS);
    EXPECT_EQ(suggest(simple, {{action_, select_}, {action_, "/user/hand/left/input/select"}, {action_, select_}}),
              XR_SUCCESS);
}

TEST_F(SuggestionTest, AnUnknownProfileIsUnsupported) {
    for (const char* profile :
         {"/invalid", "/interaction_profiles", "/interaction_profiles/invalid",
          "/interaction_profiles/khr/simple_controller/invalid", "/interaction_profiles/khr/another_controller",
          "/interaction_profiles/ml/ml2_controller"}) {
        EXPECT_EQ(suggest(profile, {{action_, select_}}), XR_ERROR_PATH_UNSUPPORTED) << profile;
    }
}

TEST_F(SuggestionTest, AnUnknownPlaceIsUnsupported) {
    for (const char* place : {"/invalid", "/user/invalid", "/user/hand/invalid", "/user/hand/right",
                              "/user/hand/right/invalid", "/user/hand/right/input", "/user/invalid/right/input",
                              "/user/hand/left/input_bad/menu/click", "/user/hand/right/input/select/click/invalid",
                              "/user/gamepad/input/select/click", "/user/hand/left/input/trigger/value"}) {
        EXPECT_EQ(suggest(simple, {{action_, place}}), XR_ERROR_PATH_UNSUPPORTED) << place;
    }
}

TEST_F(SuggestionTest, BadArgumentsAreTold) {
    EXPECT_EQ(suggest(simple, {}), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(suggest(simple, {{XR_NULL_HANDLE, select_}}), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrSuggestInteractionProfileBindings(instance, nullptr), XR_ERROR_VALIDATION_FAILURE);
    XrActionSuggestedBinding binding{action_, XR_NULL_PATH};
    XrInteractionProfileSuggestedBinding info{XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING, nullptr, path(simple), 1,
                                              &binding};
    EXPECT_EQ(api::xrSuggestInteractionProfileBindings(instance, &info), XR_ERROR_PATH_INVALID);
    info.suggestedBindings = nullptr;
    EXPECT_EQ(api::xrSuggestInteractionProfileBindings(instance, &info), XR_ERROR_VALIDATION_FAILURE);
    info.interactionProfile = 0x1234;
    EXPECT_EQ(api::xrSuggestInteractionProfileBindings(instance, &info), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(api::xrSuggestInteractionProfileBindings(XR_NULL_HANDLE, &info), XR_ERROR_HANDLE_INVALID);
    info.type = XR_TYPE_ACTIONS_SYNC_INFO;
    EXPECT_EQ(api::xrSuggestInteractionProfileBindings(instance, &info), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(SuggestionTest, AnActionOfAnotherInstanceIsRefused) {
    const XrInstance first = std::exchange(instance, make_instance());
    EXPECT_EQ(suggest(simple, {{action_, select_}}), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrDestroyInstance(std::exchange(instance, first)), XR_SUCCESS);
}

TEST_F(SuggestionTest, ComesTooLateForAnAttachedSet) {
    make_focused();
    ASSERT_EQ(attach({set_}), XR_SUCCESS);
    EXPECT_EQ(suggest(simple, {{action_, select_}}), XR_ERROR_ACTIONSETS_ALREADY_ATTACHED);
}

}  // namespace
}  // namespace xrt::oxr
