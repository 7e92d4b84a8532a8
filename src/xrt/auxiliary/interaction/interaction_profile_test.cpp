// SPDX-License-Identifier: BSL-1.0
//
// The numbers were counted by hand in the specification's chapter "Interaction Profile Paths".
#include "auxiliary/interaction/interaction_profile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace xrt {
namespace {

constexpr OriginSet v1_0{Origin::version_1_0}, v1_1{Origin::version_1_0, Origin::version_1_1};
constexpr auto left = UserPath::left_hand, right = UserPath::right_hand;

OriginSet with(OriginSet origins, Origin origin) {
    origins.add(origin);
    return origins;
}

const InteractionProfile& profile(std::string_view name) {
    const std::string path = "/interaction_profiles/" + std::string(name);
    const InteractionProfile* found = find_interaction_profile(path, OriginSet::all());
    EXPECT_NE(found, nullptr) << path;
    return found != nullptr ? *found : interaction_profiles()[0];
}

std::optional<ComponentType> type_of(std::string_view name, UserPath user, std::string_view subpath,
                                     OriginSet enabled = v1_0) {
    const auto found = find_component(profile(name), user, subpath, enabled);
    return found ? std::optional(found->type) : std::nullopt;
}

/// Sticks and trackpads as such not counted.
size_t count(std::string_view name, UserPath user, OriginSet enabled) {
    const auto components = components_of(profile(name), user, enabled);
    return static_cast<size_t>(std::count_if(components.begin(), components.end(),
                                             [](const auto& each) { return each.type != ComponentType::vec2; }));
}

TEST(InteractionProfiles, AreThoseOfTheSpecification) {
    size_t core = 0, newer = 0;
    for (const InteractionProfile& each : interaction_profiles()) {
        core += each.origins.has_any(v1_0);
        newer += each.origins.has(Origin::version_1_1);
    }
    EXPECT_EQ(core, 9u);
    EXPECT_EQ(newer, 13u);
    EXPECT_EQ(interaction_profiles().front().path, "/interaction_profiles/khr/simple_controller");
}

TEST(InteractionProfiles, HaveAsManyComponentsAsTheSpecificationLists) {
    const std::map<std::string_view, std::pair<size_t, size_t>> counts{
        // left hand, right hand; OpenXR 1.0
        {"khr/simple_controller", {5, 5}},    {"google/daydream_controller", {7, 7}},
        {"htc/vive_controller", {12, 12}},    {"microsoft/motion_controller", {13, 13}},
        {"oculus/go_controller", {9, 9}},     {"oculus/touch_controller", {16, 16}},
        {"valve/index_controller", {22, 22}},
    };
    for (const auto& [path, each] : counts) {
        EXPECT_EQ(count(path, left, v1_0), each.first) << path;
        EXPECT_EQ(count(path, right, v1_0), each.second) << path;
    }
    EXPECT_EQ(count("microsoft/xbox_controller", UserPath::gamepad, v1_0), 24u);
    EXPECT_EQ(count("htc/vive_pro", UserPath::head, v1_0), 4u);
}

TEST(InteractionProfiles, GainInVersion11WhatItAdded) {
    const std::map<std::string_view, std::pair<size_t, size_t>> counts{
        // grip_surface/pose counts
        {"khr/simple_controller", {6, 6}},
        {"oculus/touch_controller", {19, 19}},
        {"bytedance/pico_neo3_controller", {19, 19}},
        {"bytedance/pico4_controller", {19, 18}},
        {"bytedance/pico_g3_controller", {9, 9}},
        {"hp/mixed_reality_controller", {12, 12}},
        {"htc/vive_cosmos_controller", {15, 15}},
        {"htc/vive_focus3_controller", {18, 18}},
        {"ml/ml2_controller", {14, 14}},
        {"meta/touch_pro_controller", {25, 25}},
        {"meta/touch_plus_controller", {22, 22}},
        {"meta/touch_controller_rift_cv1", {19, 19}},
        {"meta/touch_controller_quest_1_rift_s", {18, 18}},
        {"meta/touch_controller_quest_2", {19, 19}},
        {"samsung/odyssey_controller", {14, 14}},
    };
    for (const auto& [path, each] : counts) {
        EXPECT_EQ(count(path, left, v1_1), each.first) << path;
        EXPECT_EQ(count(path, right, v1_1), each.second) << path;
    }
    EXPECT_FALSE(type_of("khr/simple_controller", left, "/input/grip_surface/pose", v1_0));
    EXPECT_TRUE(type_of("khr/simple_controller", left, "/input/grip_surface/pose", v1_1));
    EXPECT_FALSE(type_of("htc/vive_pro", UserPath::head, "/input/grip_surface/pose", v1_1));
    EXPECT_FALSE(type_of("oculus/touch_controller", left, "/input/trigger/proximity", v1_0));
    EXPECT_TRUE(type_of("oculus/touch_controller", left, "/input/trigger/proximity", v1_1));
}

TEST(InteractionProfiles, ComeWithTheExtensionsThatBringThem) {
    const char* wand = "/interaction_profiles/ml/ml2_controller";
    EXPECT_EQ(find_interaction_profile(wand, v1_0), nullptr);
    EXPECT_NE(find_interaction_profile(wand, v1_1), nullptr);
    EXPECT_NE(find_interaction_profile(wand, with(v1_0, Origin::ML_ml2_controller_interaction)), nullptr);
    EXPECT_EQ(find_interaction_profile("/interaction_profiles/ext/eye_gaze_interaction", v1_1), nullptr);
}

TEST(InteractionProfiles, GainPathsWithExtensions) {
    EXPECT_FALSE(type_of("khr/simple_controller", left, "/input/palm_ext/pose"));
    EXPECT_EQ(type_of("khr/simple_controller", left, "/input/palm_ext/pose", with(v1_0, Origin::EXT_palm_pose)),
              ComponentType::pose);
    const OriginSet dpad = with(v1_0, Origin::EXT_dpad_binding);
    EXPECT_FALSE(type_of("valve/index_controller", left, "/input/trackpad/dpad_center"));
    EXPECT_EQ(type_of("valve/index_controller", left, "/input/trackpad/dpad_center", dpad), ComponentType::boolean);
    EXPECT_TRUE(type_of("valve/index_controller", left, "/input/thumbstick/dpad_up", dpad));
    EXPECT_FALSE(type_of("valve/index_controller", left, "/input/thumbstick/dpad_center", dpad));
    EXPECT_FALSE(type_of("khr/simple_controller", left, "/input/thumbstick/dpad_up", dpad));
}

TEST(InteractionProfiles, UnknownOnesAreNotFound) {
    for (const char* path : {"/invalid", "/interaction_profiles", "/interaction_profiles/khr",
                             "/interaction_profiles/khr/simple_controller/invalid", "khr/simple_controller"}) {
        EXPECT_EQ(find_interaction_profile(path, OriginSet::all()), nullptr) << path;
    }
}

TEST(InteractionProfiles, ComponentsHaveTheirTypes) {
    EXPECT_EQ(type_of("valve/index_controller", left, "/input/squeeze/force"), ComponentType::scalar);
    EXPECT_EQ(type_of("valve/index_controller", left, "/input/trigger/touch"), ComponentType::boolean);
    EXPECT_EQ(type_of("valve/index_controller", left, "/input/trackpad"), ComponentType::vec2);
    EXPECT_EQ(type_of("valve/index_controller", left, "/input/trackpad/x"), ComponentType::scalar);
    EXPECT_EQ(type_of("valve/index_controller", left, "/input/aim/pose"), ComponentType::pose);
    EXPECT_EQ(type_of("valve/index_controller", left, "/output/haptic"), ComponentType::output);
    EXPECT_EQ(type_of("microsoft/xbox_controller", UserPath::gamepad, "/output/haptic_left_trigger"),
              ComponentType::output);
    EXPECT_EQ(type_of("microsoft/xbox_controller", UserPath::gamepad, "/input/thumbstick_right"), ComponentType::vec2);
}

TEST(InteractionProfiles, HandsDiffer) {
    EXPECT_TRUE(type_of("oculus/touch_controller", left, "/input/x/click"));
    EXPECT_FALSE(type_of("oculus/touch_controller", right, "/input/x/click"));
    EXPECT_TRUE(type_of("oculus/touch_controller", right, "/input/system/click"));
    EXPECT_FALSE(type_of("oculus/touch_controller", UserPath::gamepad, "/input/squeeze/value"));
}

TEST(InteractionProfiles, AParentMayBeBound) {
    const InteractionProfile& simple = profile("khr/simple_controller");
    EXPECT_TRUE(accepts_binding(simple, left, "/input/select", v1_0));
    EXPECT_TRUE(accepts_binding(simple, left, "/input/select/click", v1_0));
    EXPECT_TRUE(accepts_binding(simple, left, "/output/haptic", v1_0));
    for (const char* path : {"/input", "/input/", "/input/sel", "/input/select/value", "/input/select/click/invalid",
                             "/input_bad/menu/click", "/output", "/output/hap", "/invalid", "/input/trigger"}) {
        EXPECT_FALSE(accepts_binding(simple, left, path, v1_0)) << path;
    }
}

TEST(UserPaths, AreFoundByTheirNames) {
    for (const UserPath user : user_paths) EXPECT_EQ(find_user_path(to_string(user)), user) << to_string(user);
    EXPECT_EQ(find_user_path("/user/hand"), std::nullopt);
    const auto parts = split_binding_path("/user/hand/left/input/select/click");
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->user, left);
    EXPECT_EQ(parts->subpath, "/input/select/click");
    EXPECT_FALSE(split_binding_path("/user/hand/left"));
    EXPECT_FALSE(split_binding_path("/user/hand/lefty/input"));
}

}  // namespace
}  // namespace xrt
