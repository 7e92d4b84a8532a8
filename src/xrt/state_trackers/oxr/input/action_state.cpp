// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/action_state.hpp"

#include <algorithm>
#include <cmath>

namespace xrt::oxr {
namespace {

bool is_pressed_now(bool before, float value) {
    return before ? value >= Thresholds::release : value > Thresholds::press;
}

float magnitude(XrActionType type, const ActionValue& value) {
    return type == XR_ACTION_TYPE_VECTOR2F_INPUT ? value.x * value.x + value.y * value.y : std::abs(value.x);
}

}  // namespace

float read_number(const InputNumber& number, const SharedInputs& inputs) {
    const SharedInputValue& value = inputs.values[number.input];
    return number.axis == InputNumber::Axis::x ? value.x : value.y;
}

void Thresholds::update(const SharedInputs& inputs, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        const SharedInputValue& value = inputs.values[i];
        const bool active = value.active != 0;
        pressed_[i] = {active && is_pressed_now(pressed_[i][0], value.x),
                       active && is_pressed_now(pressed_[i][1], value.y)};
    }
}

ActionValue read_source(const Source& source, XrActionType type, const SharedInputs& inputs,
                        const Thresholds& thresholds) {
    const SharedInputValue& input = inputs.values[source.x.input];
    ActionValue value{input.active != 0, read_number(source.x, inputs), 0, input.last_change};
    if (type == XR_ACTION_TYPE_BOOLEAN_INPUT) {
        value.x = (source.x.is_boolean ? value.x != 0 : thresholds.is_pressed(source.x)) ? 1.0f : 0.0f;
    } else if (type == XR_ACTION_TYPE_VECTOR2F_INPUT) {
        const SharedInputValue& other = inputs.values[source.y.input];
        value.y = read_number(source.y, inputs);
        value.is_active = value.is_active && other.active != 0;
        value.last_change = std::max(value.last_change, other.last_change);
    }
    return value;
}

void combine(XrActionType type, ActionValue& total, const ActionValue& other) {
    if (!other.is_active) return;
    // A source that lets go changes the result too, so the time is that of whichever moved last.
    const int64_t last_change = total.is_active ? std::max(total.last_change, other.last_change) : other.last_change;
    if (!total.is_active || magnitude(type, other) > magnitude(type, total)) total = other;
    total.last_change = last_change;
}

void ActionState::advance(const ActionValue& now, Time sync_time) {
    if (!now.is_active) return deactivate();
    const bool was_active = value.is_active;
    changed = was_active && (now.x != value.x || now.y != value.y);
    int64_t last_change = was_active && !changed ? value.last_change : now.last_change;
    if (changed && last_change <= value.last_change) last_change = to_nanoseconds(sync_time);
    value = now;
    value.last_change = last_change;
}

}  // namespace xrt::oxr
