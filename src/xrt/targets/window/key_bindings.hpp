// SPDX-License-Identifier: BSL-1.0
//
// Which keys move, turn and press what. By their places: the names are those of a keyboard of the United States.
#pragma once

#include <linux/input-event-codes.h>

#include <array>
#include <cstdint>
#include <string_view>

#include "xrt/math.hpp"

namespace xrt {

/// Metres a second, in the device's own directions.
struct GoingKey {
    uint32_t code;
    Vec3 direction;
};
inline constexpr std::array going_keys = std::to_array<GoingKey>({
    {KEY_W, {0, 0, -1}},
    {KEY_S, {0, 0, 1}},
    {KEY_A, {-1, 0, 0}},
    {KEY_D, {1, 0, 0}},
    {KEY_Q, {0, -1, 0}},
    {KEY_E, {0, 1, 0}},
});

struct TurningKey {
    uint32_t code;
    float left, up;
};
inline constexpr std::array turning_keys = std::to_array<TurningKey>({
    {KEY_LEFT, 1, 0},
    {KEY_RIGHT, -1, 0},
    {KEY_UP, 0, 1},
    {KEY_DOWN, 0, -1},
});

struct StickKey {
    uint32_t code;
    Vec2 direction;
};
inline constexpr std::array stick_keys = std::to_array<StickKey>({
    {KEY_I, {0, 1}},
    {KEY_K, {0, -1}},
    {KEY_J, {-1, 0}},
    {KEY_L, {1, 0}},
});

/// Every component that the controller has.
struct PressingKey {
    uint32_t code;
    std::array<std::string_view, 4> components;
};
inline constexpr std::array pressing_keys = std::to_array<PressingKey>({
    {BTN_LEFT, {"/input/trigger/value", "/input/trigger/click", "/input/select/click", "/input/select/value"}},
    {BTN_MIDDLE, {"/input/squeeze/value", "/input/squeeze/click", "/input/squeeze/force"}},
    {KEY_N, {"/input/menu/click"}},
    {KEY_B, {"/input/system/click"}},
    {KEY_1, {"/input/a/click", "/input/x/click"}},
    {KEY_2, {"/input/b/click", "/input/y/click"}},
    {KEY_U, {"/input/thumbstick/click", "/input/trackpad/click"}},
});

inline constexpr uint32_t left_controller_key = KEY_LEFTCTRL, right_controller_key = KEY_LEFTALT;
inline constexpr uint32_t fast_key = KEY_LEFTSHIFT;
inline constexpr uint32_t follow_key = KEY_F, reset_key = KEY_R;
inline constexpr uint32_t looking_button = BTN_RIGHT;

}  // namespace xrt
