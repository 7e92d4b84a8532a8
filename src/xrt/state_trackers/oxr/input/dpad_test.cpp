// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/dpad.hpp"

#include <gtest/gtest.h>

#include <string>

namespace xrt::oxr {
namespace {

using Activation = Dpad::Activation;

/// "u", "ul" ...: the first letters of what is on.
std::string on(const Dpad& dpad) {
    std::string text;
    for (const auto& [direction, letter] :
         {std::pair{DpadDirection::up, 'u'}, std::pair{DpadDirection::down, 'd'}, std::pair{DpadDirection::left, 'l'},
          std::pair{DpadDirection::right, 'r'}, std::pair{DpadDirection::center, 'c'}}) {
        if (dpad.directions().has(direction)) text += letter;
    }
    return text;
}

std::string moved(Dpad& dpad, float x, float y, float pressure = 0) {
    dpad.update(x, y, pressure);
    return on(dpad);
}

TEST(Dpad, PathsAreTakenApart) {
    EXPECT_EQ(dpad_direction("/input/thumbstick/dpad_up"), DpadDirection::up);
    EXPECT_EQ(dpad_direction("/input/trackpad/dpad_center"), DpadDirection::center);
    EXPECT_EQ(dpad_direction("/input/dpad_up/click"), std::nullopt) << "a gamepad's own";
    EXPECT_EQ(dpad_parent("/input/thumbstick/dpad_up"), "/input/thumbstick");
}

TEST(Dpad, AStickPointsOneWayOutsideItsCenter) {
    Dpad dpad(Activation::deflection, {});
    EXPECT_EQ(moved(dpad, 0, 0), "");
    EXPECT_EQ(moved(dpad, 0, 0.49f), "");
    EXPECT_EQ(moved(dpad, 0, 0.5f), "u");
    EXPECT_EQ(moved(dpad, -0.9f, 0.1f), "l");
    EXPECT_EQ(moved(dpad, 0.9f, -0.1f), "r");
    EXPECT_EQ(moved(dpad, 0.1f, -1), "d");
}

TEST(Dpad, WideWedgesOverlapAndNarrowOnesLeaveGaps) {
    DpadSettings settings;
    settings.wedge_angle = 2.35f;
    Dpad wide(Activation::deflection, settings);
    EXPECT_EQ(moved(wide, 0.7f, 0.7f), "ur");
    EXPECT_EQ(moved(wide, 0, 1), "u");
    settings.wedge_angle = 0.5f;
    Dpad narrow(Activation::deflection, settings);
    EXPECT_EQ(moved(narrow, 0.7f, 0.7f), "");
    EXPECT_EQ(moved(narrow, 0.05f, 1), "u");
    settings.wedge_angle = 0;
    Dpad none(Activation::deflection, settings);
    EXPECT_EQ(moved(none, 0, 1), "") << "the regions are empty";
}

TEST(Dpad, ATrackpadNeedsItsClickAndHasACenter) {
    Dpad dpad(Activation::click, {});
    EXPECT_EQ(moved(dpad, 0, 1, 0), "");
    EXPECT_EQ(moved(dpad, 0, 1, 1), "u");
    EXPECT_EQ(moved(dpad, 0, 0.2f, 1), "c");
    EXPECT_EQ(moved(dpad, 0, 0.2f, 0), "");
}

TEST(Dpad, ForceHasHysteresis) {
    DpadSettings settings;
    settings.force_threshold = 0.6f;
    settings.force_threshold_released = 0.3f;
    Dpad dpad(Activation::force, settings);
    EXPECT_EQ(moved(dpad, 0, 1, 0.5f), "");
    EXPECT_EQ(moved(dpad, 0, 1, 0.6f), "u");
    EXPECT_EQ(moved(dpad, 0, 1, 0.3f), "u");
    EXPECT_EQ(moved(dpad, 0, 1, 0.29f), "");
    EXPECT_EQ(moved(dpad, 0, 1, 0.5f), "");
}

TEST(Dpad, AStickyOneHoldsWhatItBeganWith) {
    DpadSettings settings;
    settings.is_sticky = true;
    Dpad stick(Activation::deflection, settings);
    EXPECT_EQ(moved(stick, 0, 1), "u");
    EXPECT_EQ(moved(stick, 1, 0), "u");
    EXPECT_EQ(moved(stick, 0, 0), "");
    EXPECT_EQ(moved(stick, 1, 0), "r");
    Dpad pad(Activation::click, settings);
    EXPECT_EQ(moved(pad, 0, 0, 1), "c");
    EXPECT_EQ(moved(pad, 0, 1, 1), "c");
}

TEST(Dpad, IsReleasedWithItsDevice) {
    Dpad dpad(Activation::deflection, {});
    EXPECT_EQ(moved(dpad, 0, 1), "u");
    dpad.release();
    EXPECT_EQ(on(dpad), "");
}

}  // namespace
}  // namespace xrt::oxr
