// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/steered_inputs.hpp"

#include <algorithm>
#include <cmath>

namespace xrt::simulated {
namespace {

bool is_axis(std::string_view component) { return component.ends_with("/x") || component.ends_with("/y"); }

bool is_in_range(float value) { return std::abs(value) <= 1; }

Result<void> check(const InputInfo& input, Vec2 value) {
    const bool fits = is_in_range(value.x) && (input.type != InputType::vec2 || is_in_range(value.y)) &&
                      (value.x >= 0 || input.type == InputType::vec2 || is_axis(input.component));
    if (fits) return {};
    return Error{ErrorCode::invalid_argument, "a value out of the range of " + input.component};
}

Vec2 between(Vec2 from, Vec2 to, float share) {
    return {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
}

Vec2 to_type(InputType type, Vec2 value) {
    if (type == InputType::vec2) return value;
    return {type == InputType::scalar || value.x == 0 ? value.x : 1.0f, 0};
}

}  // namespace

void SteeredInputs::reset(std::vector<InputInfo> inputs) {
    inputs_ = std::move(inputs);
    held_.assign(inputs_.size(), std::nullopt);
}

std::optional<size_t> SteeredInputs::find_any(std::string_view component) const {
    for (size_t i = 0; i < inputs_.size(); ++i) {
        if (inputs_[i].component == component) return i;
    }
    return std::nullopt;
}

Result<size_t> SteeredInputs::find(std::string_view component) const {
    if (const std::optional<size_t> input = find_any(component)) return *input;
    return Error{ErrorCode::not_found, "the device has no input " + std::string(component)};
}

std::optional<InputValue> SteeredInputs::value(size_t input, Time time) const {
    const std::optional<Held>& held = held_.at(input);
    if (!held) return std::nullopt;
    const Period& period = held->period;
    if (time >= period.end || period.begin == period.end)
        return InputValue{held->to.x, held->to.y, held->last_change, true};
    const Vec2 value = between(held->from, held->to, share_of(period, time));
    return InputValue{value.x, value.y, std::max(time, period.begin), true};
}

Result<void> SteeredInputs::set(std::string_view component, Vec2 value, Time now) {
    return move(component, value, {now, now}, {});
}

Result<void> SteeredInputs::move(std::string_view component, Vec2 target, const Period& period, Vec2 present) {
    const size_t input = TRY(find(component));
    const InputType type = inputs_[input].type;
    TRY(check(inputs_[input], target));
    if (type == InputType::boolean && period.end > period.begin) {
        return Error{ErrorCode::invalid_argument, std::string(component) + " is on or off, and nothing in between"};
    }
    const std::optional<InputValue> held = value(input, period.begin);
    store(input, held ? Vec2{held->x, held->y} : present, to_type(type, target), period);
    follow(input, *held_[input]);
    return {};
}

Vec2 SteeredInputs::target_of(size_t input) const { return held_[input] ? held_[input]->to : Vec2{}; }

void SteeredInputs::store(std::optional<size_t> input, Vec2 from, Vec2 to, const Period& period) {
    if (!input) return;
    std::optional<Held>& held = held_[*input];
    const bool stays = held && held->to == to && held->period.end <= period.begin;
    if (!stays) held = Held{from, to, period, period.end};
}

/// A stick and its axes are one thing.
void SteeredInputs::follow(size_t input, const Held& held) {
    const std::string& component = inputs_[input].component;
    const auto [from, to, period, last_change] = held;
    if (inputs_[input].type == InputType::vec2) {
        store(find_any(component + "/x"), {from.x, 0}, {to.x, 0}, period);
        store(find_any(component + "/y"), {from.y, 0}, {to.y, 0}, period);
    } else if (is_axis(component)) {
        const std::optional<size_t> stick = find_any(component.substr(0, component.size() - 2));
        if (!stick) return;
        const std::optional<InputValue> present = value(*stick, period.begin);
        Vec2 begin = present ? Vec2{present->x, present->y} : Vec2{}, end = target_of(*stick);
        const bool is_x = component.ends_with("/x");
        (is_x ? begin.x : begin.y) = from.x;
        (is_x ? end.x : end.y) = to.x;
        store(stick, begin, end, period);
    }
}

}  // namespace xrt::simulated
