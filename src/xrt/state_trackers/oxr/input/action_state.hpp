// SPDX-License-Identifier: BSL-1.0
//
// How an action's state comes from its sources: conversion, combination, and what changed since the last sync
// (specification: "Resolving a single action bound to multiple inputs or outputs", "Reading Input Action State").
#pragma once

#include <array>

#include "state_trackers/oxr/input/binding.hpp"
#include "xrt/segment/client_segment.hpp"

namespace xrt::oxr {

/// Remembers for each number of each input whether it counts as pressed, so that a trigger held near the threshold does
/// not flutter.
class Thresholds {
 public:
    static constexpr float press = 0.6f, release = 0.4f;

    void update(const SharedInputs& inputs, size_t count);
    bool is_pressed(const InputNumber& number) const {
        return pressed_[number.input][static_cast<size_t>(number.axis)];
    }

 private:
    std::array<std::array<bool, 2>, max_device_inputs> pressed_{};
};

/// A value of an action's type: x is 0 or 1 for booleans, y is of vectors alone.
struct ActionValue {
    bool is_active = false;
    float x = 0, y = 0;
    int64_t last_change = 0;  ///< nanoseconds
};

float read_number(const InputNumber& number, const SharedInputs& inputs);

/// What one source says. `type` is that of an input action other than a pose.
ActionValue read_source(const Source& source, XrActionType type, const SharedInputs& inputs,
                        const Thresholds& thresholds);

/// Adds another source: OR, largest magnitude, longest vector. The first stays if they are equal.
void combine(XrActionType type, ActionValue& total, const ActionValue& other);

/// What xrGetActionState* tells until the next sync.
struct ActionState {
    ActionValue value;
    bool changed = false;

    /// `sync_time` is when it changed if no input did: another source has come to count.
    void advance(const ActionValue& now, Time sync_time);
    void deactivate() { *this = {}; }
};

}  // namespace xrt::oxr
