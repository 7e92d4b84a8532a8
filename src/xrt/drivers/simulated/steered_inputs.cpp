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
    at_rest_from_ = Time::min();
    held_.assign(inputs_.size(), std::nullopt);
    axes_.assign(inputs_.size(), std::nullopt);
    for (size_t i = 0; i < inputs_.size(); ++i) {
        const std::string& component = inputs_[i].component;
        const auto x = find_any(component + "/x"), y = find_any(component + "/y");
        if (inputs_[i].type == InputType::vec2 && x && y) axes_[i] = {*x, *y};
    }
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
    if (!axes_.at(input)) return held_.at(input) ? std::optional(held_[input]->value(time)) : std::nullopt;
    const auto [x, y] = *axes_[input];
    if (!held_[x] || !held_[y]) return std::nullopt;
    const InputValue across = held_[x]->value(time), up = held_[y]->value(time);
    return InputValue{across.x, up.x, std::max(across.last_change, up.last_change), true};
}

InputValue SteeredInputs::Held::value(Time time) const {
    if (time >= period.end || period.begin == period.end) return {to.x, to.y, last_change, true};
    const Vec2 present = between(from, to, share_of(period, time));
    return {present.x, present.y, std::max(time, period.begin), true};
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
    hold_other_axis(input, period.begin);
    return {};
}

void SteeredInputs::store(size_t input, Vec2 from, Vec2 to, const Period& period) {
    if (axes_[input]) {
        store((*axes_[input])[0], {from.x, 0}, {to.x, 0}, period);
        store((*axes_[input])[1], {from.y, 0}, {to.y, 0}, period);
        return;
    }
    std::optional<Held>& held = held_[input];
    const bool stays = held && held->to == to && held->period.end <= period.begin;
    if (stays) return;
    held = Held{from, to, period, period.end};
    at_rest_from_ = std::max(at_rest_from_, period.end);
}

/// Nobody takes over a half of a stick: what was not said of the other one is that it is at rest.
void SteeredInputs::hold_other_axis(size_t input, Time now) {
    for (const auto& axes : axes_) {
        if (!axes || ((*axes)[0] != input && (*axes)[1] != input)) continue;
        const size_t other = (*axes)[0] == input ? (*axes)[1] : (*axes)[0];
        if (!held_[other]) store(other, {}, {}, {now, now});
    }
}

}  // namespace xrt::simulated
