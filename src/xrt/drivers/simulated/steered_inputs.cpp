// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/steered_inputs.hpp"

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

Vec2 to_type(InputType type, Vec2 value) {
    if (type == InputType::vec2) return value;
    return {type == InputType::scalar || value.x == 0 ? value.x : 1.0f, 0};
}

}  // namespace

void SteeredInputs::reset(std::vector<InputInfo> inputs) {
    inputs_ = std::move(inputs);
    values_.assign(inputs_.size(), std::nullopt);
}

std::optional<size_t> SteeredInputs::find(std::string_view component) const {
    for (size_t i = 0; i < inputs_.size(); ++i) {
        if (inputs_[i].component == component) return i;
    }
    return std::nullopt;
}

Result<void> SteeredInputs::set(std::string_view component, Vec2 value, Time now) {
    const std::optional<size_t> input = find(component);
    if (!input) return Error{ErrorCode::not_found, "the device has no input " + std::string(component)};
    TRY(check(inputs_[*input], value));
    store(input, to_type(inputs_[*input].type, value), now);
    follow(*input, now);
    return {};
}

void SteeredInputs::store(std::optional<size_t> input, Vec2 value, Time now) {
    if (!input) return;
    std::optional<InputValue>& stored = values_[*input];
    const bool is_same = stored && stored->x == value.x && stored->y == value.y;
    stored = InputValue{value.x, value.y, is_same ? stored->last_change : now, true};
}

/// A stick and its axes are one thing.
void SteeredInputs::follow(size_t input, Time now) {
    const std::string& component = inputs_[input].component;
    const Vec2 value{values_[input]->x, values_[input]->y};
    if (inputs_[input].type == InputType::vec2) {
        store(find(component + "/x"), {value.x, 0}, now);
        store(find(component + "/y"), {value.y, 0}, now);
    } else if (is_axis(component)) {
        const std::optional<size_t> stick = find(component.substr(0, component.size() - 2));
        if (!stick) return;
        Vec2 both = values_[*stick] ? Vec2{values_[*stick]->x, values_[*stick]->y} : Vec2{};
        (component.ends_with("/x") ? both.x : both.y) = value.x;
        store(stick, both, now);
    }
}

}  // namespace xrt::simulated
