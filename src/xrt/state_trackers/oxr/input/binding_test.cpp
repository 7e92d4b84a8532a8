// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/binding.hpp"

#include <gtest/gtest.h>

#include <set>

#include "state_trackers/oxr/testing/fake_devices.hpp"

namespace xrt::oxr {
namespace {

constexpr auto boolean = XR_ACTION_TYPE_BOOLEAN_INPUT;
constexpr auto scalar = XR_ACTION_TYPE_FLOAT_INPUT;
constexpr auto vec2 = XR_ACTION_TYPE_VECTOR2F_INPUT;
constexpr auto pose = XR_ACTION_TYPE_POSE_INPUT;
constexpr auto haptic = XR_ACTION_TYPE_VIBRATION_OUTPUT;

class Binding : public testing::Test {
 protected:
    Binding() {
        device_ = devices_.add_device(DeviceRole::left_hand, "/interaction_profiles/valve/index_controller");
        devices_.add_input(device_, "/input/trigger/value", InputType::scalar);
        devices_.add_input(device_, "/input/trigger/click", InputType::boolean);
        devices_.add_input(device_, "/input/squeeze/value", InputType::scalar);
        devices_.add_input(device_, "/input/thumbstick", InputType::vec2);
        devices_.add_input(device_, "/input/thumbstick/click", InputType::boolean);
        devices_.add_input(device_, "/input/trackpad/x", InputType::scalar);
        devices_.add_input(device_, "/input/trackpad/y", InputType::scalar);
        devices_.add_input(device_, "/input/b/click", InputType::boolean);
        devices_.add_pose(device_, "/input/grip/pose");
        devices_.add_output(device_, "/output/haptic");
        table_.refresh();
    }

    /// The component that was found, and with which numbers.
    std::string resolve(XrActionType type, std::string_view subpath) {
        const auto source = own().resolve(type, subpath);
        return source ? source->component : "none";
    }
    std::string alike(XrActionType type, std::string_view subpath) {
        const auto source = foreign().resolve(type, subpath);
        return source ? source->component : "none";
    }

    SourceResolver own() const { return resolver("/interaction_profiles/valve/index_controller"); }
    SourceResolver foreign() const { return resolver("/interaction_profiles/khr/simple_controller"); }
    SourceResolver resolver(std::string_view profile) const {
        return {table_, device_, *find_interaction_profile(profile, OriginSet::all())};
    }

    FakeDevices devices_;
    DeviceTable table_{devices_.segment()};
    uint32_t device_ = 0;
};

TEST_F(Binding, ABooleanTakesInputsDirectly) {
    EXPECT_EQ(resolve(boolean, "/input/trigger/click"), "/input/trigger/click");
    EXPECT_EQ(resolve(boolean, "/input/trigger/value"), "/input/trigger/value") << "by a threshold";
    EXPECT_EQ(resolve(boolean, "/input/thumbstick/x"), "/input/thumbstick/x");
    EXPECT_TRUE(own().resolve(boolean, "/input/trigger/click")->x.is_boolean);
    EXPECT_FALSE(own().resolve(boolean, "/input/trigger/value")->x.is_boolean);
}

TEST_F(Binding, ABooleansParentMeansClickBeforeValue) {
    EXPECT_EQ(resolve(boolean, "/input/trigger"), "/input/trigger/click");
    EXPECT_EQ(resolve(boolean, "/input/squeeze"), "/input/squeeze/value");
    EXPECT_EQ(resolve(boolean, "/input/thumbstick"), "/input/thumbstick/click");
    EXPECT_EQ(resolve(boolean, "/input/trackpad"), "none");
}

TEST_F(Binding, AFloatsParentMeansValueBeforeClick) {
    EXPECT_EQ(resolve(scalar, "/input/trigger"), "/input/trigger/value");
    EXPECT_EQ(resolve(scalar, "/input/b"), "/input/b/click");
    EXPECT_EQ(resolve(scalar, "/input/trigger/click"), "/input/trigger/click");
}

TEST_F(Binding, AFloatTakesOneAxisOfAVector) {
    const auto y = own().resolve(scalar, "/input/thumbstick/y");
    ASSERT_TRUE(y);
    EXPECT_EQ(y->x, (InputNumber{3, InputNumber::Axis::y, false}));
}

TEST_F(Binding, AVectorNeedsAParentWithXAndY) {
    const auto stick = own().resolve(vec2, "/input/thumbstick");
    ASSERT_TRUE(stick);
    EXPECT_EQ(stick->x, (InputNumber{3, InputNumber::Axis::x, false}));
    EXPECT_EQ(stick->y, (InputNumber{3, InputNumber::Axis::y, false}));
    const auto pad = own().resolve(vec2, "/input/trackpad");
    ASSERT_TRUE(pad);
    EXPECT_EQ(pad->x, (InputNumber{5, InputNumber::Axis::x, false}));
    EXPECT_EQ(pad->y, (InputNumber{6, InputNumber::Axis::x, false}));
    EXPECT_EQ(resolve(vec2, "/input/trigger"), "none");
    EXPECT_EQ(resolve(vec2, "/input/thumbstick/x"), "none");
}

TEST_F(Binding, PosesAndOutputsAreFound) {
    EXPECT_EQ(resolve(pose, "/input/grip/pose"), "/input/grip/pose");
    EXPECT_EQ(resolve(pose, "/input/grip"), "/input/grip/pose");
    EXPECT_EQ(resolve(haptic, "/output/haptic"), "/output/haptic");
}

TEST_F(Binding, WhatCannotBeConvertedIsIgnored) {
    EXPECT_EQ(resolve(pose, "/input/trigger/value"), "none");
    EXPECT_EQ(resolve(boolean, "/input/grip/pose"), "none");
    EXPECT_EQ(resolve(haptic, "/input/trigger/value"), "none");
    EXPECT_EQ(resolve(scalar, "/output/haptic"), "none");
    EXPECT_EQ(resolve(boolean, "/input/select/click"), "none");
}

TEST_F(Binding, AnotherProfilesPlaceIsServedByOneLikeIt) {
    EXPECT_EQ(alike(boolean, "/input/select/click"), "/input/trigger/click");
    EXPECT_EQ(alike(boolean, "/input/menu/click"), "/input/b/click");
    EXPECT_EQ(alike(boolean, "/input/squeeze/click"), "/input/squeeze/value");
    EXPECT_EQ(alike(scalar, "/input/trackpad/x"), "/input/trackpad/x");
    EXPECT_EQ(alike(pose, "/input/grip/pose"), "/input/grip/pose");
    EXPECT_EQ(alike(boolean, "/input/volume_up/click"), "none");
}

TEST_F(Binding, PlacesThatCompeteShareIdentifierAndLocation) {
    EXPECT_EQ(physical_part("/input/trigger/value"), "/input/trigger");
    EXPECT_EQ(physical_part("/input/trigger"), "/input/trigger");
    EXPECT_EQ(physical_part("/input/thumbstick_left/x"), "/input/thumbstick_left");
    EXPECT_EQ(physical_part("/output/haptic"), "/output/haptic");
}

TEST_F(Binding, ADevicesOwnProfileIsPreferred) {
    std::set<std::string_view> suggested{"/interaction_profiles/oculus/touch_controller"};
    const auto choice = [&] {
        const auto* profile = choose_profile(table_, device_, UserPath::left_hand, [&](const InteractionProfile& each) {
            return suggested.contains(each.path);
        });
        return profile == nullptr ? "none" : profile->path;
    };
    EXPECT_EQ(choice(), "/interaction_profiles/oculus/touch_controller");
    suggested.insert("/interaction_profiles/khr/simple_controller");
    EXPECT_EQ(choice(), "/interaction_profiles/oculus/touch_controller") << "it has more in common";
    suggested.insert("/interaction_profiles/valve/index_controller");
    EXPECT_EQ(choice(), "/interaction_profiles/valve/index_controller");
    suggested = {"/interaction_profiles/microsoft/xbox_controller"};
    EXPECT_EQ(choice(), "none");
}

TEST_F(Binding, ADeviceWithoutInputsHasNoProfile) {
    const uint32_t head = devices_.add_device(DeviceRole::head, "");
    table_.refresh();
    EXPECT_EQ(choose_profile(table_, head, UserPath::head, [](const auto&) { return true; }), nullptr);
}

}  // namespace
}  // namespace xrt::oxr
