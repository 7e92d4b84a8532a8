// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/bound_dpads.hpp"

#include <algorithm>

namespace xrt::oxr {
namespace {

constexpr std::array directions{DpadDirection::up, DpadDirection::down, DpadDirection::left, DpadDirection::right,
                                DpadDirection::center};

float number_of(const std::optional<InputNumber>& number, const SharedInputs& inputs) {
    return number ? read_number(*number, inputs) : 0.0f;
}

}  // namespace

size_t BoundDpads::add(const DpadPlace& place, const DpadSettings& settings) {
    for (size_t i = 0; i < dpads_.size(); ++i) {
        const DpadPlace& known = dpads_[i].place;
        if (known.set == place.set && known.x == place.x && known.y == place.y) return i;
    }
    dpads_.push_back({place, Dpad(place.activation, settings), {}, {}});
    return dpads_.size() - 1;
}

void BoundDpads::update(const SharedInputs& inputs) {
    for (BoundDpad& each : dpads_) update(each, inputs);
}

void BoundDpads::update(BoundDpad& each, const SharedInputs& inputs) {
    const DpadPlace& place = each.place;
    const SharedInputValue &x = inputs.values[place.x.input], &y = inputs.values[place.y.input];
    each.before = each.dpad.directions();
    each.is_active = x.active != 0 && y.active != 0;
    each.last_change = std::max(x.last_change, y.last_change);
    if (place.pressure) each.last_change = std::max(each.last_change, inputs.values[place.pressure->input].last_change);
    if (!each.is_active) return each.dpad.release();
    each.dpad.update(read_number(place.x, inputs), read_number(place.y, inputs), number_of(place.pressure, inputs));
}

ActionValue BoundDpads::read(size_t dpad, DpadDirection direction) const {
    const BoundDpad& each = dpads_[dpad];
    const bool is_on = each.is_active && each.dpad.directions().has(direction);
    return {each.is_active, is_on ? 1.0f : 0.0f, 0, each.last_change};
}

void BoundDpads::collect_pulses(size_t dpad, OutputPulses& pulses) const {
    const BoundDpad& each = dpads_[dpad];
    if (!each.place.output) return;
    const auto add = [&](const std::optional<HapticPulse>& pulse) {
        if (pulse && !pulses.full()) pulses.push_back({*each.place.output, *pulse});
    };
    for (const DpadDirection direction : directions) {
        const bool before = each.before.has(direction), now = each.dpad.directions().has(direction);
        if (before == now || !each.bound.has(direction)) continue;
        add(now ? each.dpad.settings().on_haptic : each.dpad.settings().off_haptic);
    }
}

void BoundDpads::release() {
    for (BoundDpad& each : dpads_) {
        each.dpad.release();
        each.before = {};
        each.is_active = false;
    }
}

}  // namespace xrt::oxr
