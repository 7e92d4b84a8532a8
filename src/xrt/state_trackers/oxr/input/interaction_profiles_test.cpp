// SPDX-License-Identifier: BSL-1.0
//
// The numbers were counted by hand in the specification's chapter "Interaction Profile Paths".
#include "state_trackers/oxr/input/interaction_profiles.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace xrt::oxr {
namespace {

constexpr auto v1_0 = CoreVersion::version_1_0, v1_1 = CoreVersion::version_1_1;
constexpr auto left = UserPath::left_hand, right = UserPath::right_hand;

const InteractionProfile& profile(std::string_view path) {
    const InteractionProfile* found = find_interaction_profile("/interaction_profiles/" + std::string(path), v1_1);
    EXPECT_NE(found, nullptr) << path;
    return found != nullptr ? *found : interaction_profiles()[0];
}

std::optional<ComponentType> component(std::string_view path, UserPath user, std::string_view subpath,
                                       CoreVersion version = v1_0) {
    return find_component(profile(path), user, subpath, version);
}

TEST(InteractionProfiles, AreThoseOfTheSpecification) {
    std::set<std::string_view> core, newer;
    for (const InteractionProfile& each : interaction_profiles()) (each.since == v1_0 ? core : newer).insert(each.path);
    EXPECT_EQ(core.size(), 9u);
    EXPECT_EQ(newer.size(), 13u);
    for (const char* path : {"khr/simple_controller", "google/daydream_controller", "htc/vive_controller",
                             "htc/vive_pro", "microsoft/motion_controller", "microsoft/xbox_controller",
                             "oculus/go_controller", "oculus/touch_controller", "valve/index_controller"}) {
        EXPECT_TRUE(core.contains(path)) << path;
    }
}

TEST(InteractionProfiles, HaveAsManyComponentsAsTheSpecificationLists) {
    const std::map<std::string_view, std::pair<size_t, size_t>> counts{
        // left hand, right hand; OpenXR 1.0
        {"khr/simple_controller", {5, 5}},    {"google/daydream_controller", {7, 7}},
        {"htc/vive_controller", {12, 12}},    {"microsoft/motion_controller", {13, 13}},
        {"oculus/go_controller", {9, 9}},     {"oculus/touch_controller", {16, 16}},
        {"valve/index_controller", {22, 22}},
    };
    for (const auto& [path, count] : counts) {
        EXPECT_EQ(count_components(profile(path), left, v1_0), count.first) << path;
        EXPECT_EQ(count_components(profile(path), right, v1_0), count.second) << path;
    }
    EXPECT_EQ(count_components(profile("microsoft/xbox_controller"), UserPath::gamepad, v1_0), 24u);
    EXPECT_EQ(count_components(profile("htc/vive_pro"), UserPath::head, v1_0), 4u);
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
    for (const auto& [path, count] : counts) {
        EXPECT_EQ(count_components(profile(path), left, v1_1), count.first) << path;
        EXPECT_EQ(count_components(profile(path), right, v1_1), count.second) << path;
    }
    EXPECT_FALSE(component("khr/simple_controller", left, "/input/grip_surface/pose", v1_0));
    EXPECT_TRUE(component("khr/simple_controller", left, "/input/grip_surface/pose", v1_1));
    EXPECT_FALSE(component("htc/vive_pro", UserPath::head, "/input/grip_surface/pose", v1_1));
    EXPECT_FALSE(component("oculus/touch_controller", left, "/input/trigger/proximity", v1_0));
    EXPECT_TRUE(component("oculus/touch_controller", left, "/input/trigger/proximity", v1_1));
}

TEST(InteractionProfiles, NewerOnesAreNotThereForAnOlderApplication) {
    EXPECT_EQ(find_interaction_profile("/interaction_profiles/ml/ml2_controller", v1_0), nullptr);
    EXPECT_NE(find_interaction_profile("/interaction_profiles/ml/ml2_controller", v1_1), nullptr);
}

TEST(InteractionProfiles, UnknownOnesAreNotFound) {
    for (const char* path : {"/invalid", "/interaction_profiles", "/interaction_profiles/khr",
                             "/interaction_profiles/khr/simple_controller/invalid", "khr/simple_controller"}) {
        EXPECT_EQ(find_interaction_profile(path, v1_1), nullptr) << path;
    }
}

TEST(InteractionProfiles, ComponentsHaveTheirTypes) {
    EXPECT_EQ(component("valve/index_controller", left, "/input/squeeze/force"), ComponentType::scalar);
    EXPECT_EQ(component("valve/index_controller", left, "/input/trigger/touch"), ComponentType::boolean);
    EXPECT_EQ(component("valve/index_controller", left, "/input/trackpad"), ComponentType::vec2);
    EXPECT_EQ(component("valve/index_controller", left, "/input/trackpad/x"), ComponentType::scalar);
    EXPECT_EQ(component("valve/index_controller", left, "/input/aim/pose"), ComponentType::pose);
    EXPECT_EQ(component("valve/index_controller", left, "/output/haptic"), ComponentType::output);
    EXPECT_EQ(component("microsoft/xbox_controller", UserPath::gamepad, "/output/haptic_left_trigger"),
              ComponentType::output);
    EXPECT_EQ(component("microsoft/xbox_controller", UserPath::gamepad, "/input/thumbstick_right"),
              ComponentType::vec2);
}

TEST(InteractionProfiles, HandsDiffer) {
    EXPECT_TRUE(component("oculus/touch_controller", left, "/input/x/click"));
    EXPECT_FALSE(component("oculus/touch_controller", right, "/input/x/click"));
    EXPECT_TRUE(component("oculus/touch_controller", right, "/input/system/click"));
    EXPECT_FALSE(component("oculus/touch_controller", UserPath::gamepad, "/input/squeeze/value"));
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

}  // namespace
}  // namespace xrt::oxr
