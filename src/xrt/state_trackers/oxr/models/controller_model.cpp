// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/models/controller_model.hpp"

#include <algorithm>
#include <array>

#include "auxiliary/math/pose.hpp"

namespace xrt::oxr {
namespace {

using Way = ControllerModel::Moving::Way;

// In the grip pose: the handle along Z, the thumb at its -Z end, the fingers around it on the -Y side.
constexpr Vec3 handle_size{0.030f, 0.036f, 0.110f}, head_size{0.052f, 0.050f, 0.026f};
constexpr Vec3 head_middle{0, 0.004f, -0.066f};
constexpr float top = head_middle.z - 0.026f / 2;

constexpr Vec3 dark{0.03f, 0.03f, 0.035f}, grey{0.12f, 0.12f, 0.13f}, light{0.45f, 0.45f, 0.48f};

constexpr std::string_view prefix = "/input/";

/// "trigger" of "/input/trigger/value"; empty for what is no input.
std::string_view control_of(std::string_view component) {
    if (!component.starts_with(prefix)) return {};
    component.remove_prefix(prefix.size());
    return component.substr(0, component.find('/'));
}

Way way_of(std::string_view control) {
    if (control == "trigger") return Way::pull;
    if (control == "squeeze") return Way::squeeze;
    if (control == "thumbstick" || control == "trackpad") return Way::tilt;
    return Way::press;
}

/// What says most of the control's state. Nothing: it is only touched, or is no control of the hand's.
std::string component_of(std::string_view control, std::span<const std::string_view> components) {
    const std::string base = std::string(prefix) + std::string(control);
    for (const char* last : {"", "/value", "/force", "/click"}) {
        const std::string wanted = base + last;
        if (std::ranges::find(components, wanted) != components.end()) return wanted;
    }
    return {};
}

/// The n-th button from the left, in rows of three on the top.
Vec3 button_place(size_t n) {
    return {-0.016f + 0.016f * static_cast<float>(n % 3), 0.010f - 0.010f * static_cast<float>(n / 3), top};
}

Vec3 place_of(Way way, size_t buttons, size_t sticks) {
    switch (way) {
        case Way::pull:
            return {0, -0.014f, -0.052f};
        case Way::squeeze:
            return {0, -0.019f, 0};
        case Way::tilt:
            return {sticks == 0 ? -0.012f : 0.012f, -0.012f, top};
        case Way::press:
            break;
    }
    return button_place(buttons);
}

ModelBox box_of(Way way) {
    switch (way) {
        case Way::pull:
            return {{{}, {0, -0.008f, 0.012f}}, {0.014f, 0.016f, 0.026f}, light};
        case Way::squeeze:
            return {{}, {0.016f, 0.006f, 0.040f}, light};
        case Way::tilt:
            return {{{}, {0, 0, -0.005f}}, {0.016f, 0.016f, 0.010f}, light};
        case Way::press:
            break;
    }
    return {{{}, {0, 0, -0.001f}}, {0.008f, 0.008f, 0.004f}, light};
}

}  // namespace

ControllerModel::ControllerModel(std::span<const std::string_view> components) {
    for (const std::string_view component : components) {
        const std::string_view control = control_of(component);
        const bool known = std::ranges::any_of(moving_, [&](const Moving& each) { return each.name == control; });
        if (!control.empty() && !known) add(control, components);
    }
}

void ControllerModel::add(std::string_view control, std::span<const std::string_view> components) {
    std::string component = component_of(control, components);
    if (component.empty()) return;
    const Way way = way_of(control);
    const auto count = [&](Way wanted) {
        return static_cast<size_t>(std::ranges::count(moving_, wanted, &Moving::way));
    };
    const Vec3 place = place_of(way, count(Way::press), count(Way::tilt));
    moving_.push_back({std::string(control), std::move(component), way, {{}, place}});
}

Pose ControllerModel::pose_of(const Moving& part, const Vec2& value) {
    constexpr float pull = 0.35f, tilt = 0.35f;  // radians
    const float pressed = std::clamp(value.x, 0.0f, 1.0f);
    switch (part.way) {
        case Way::pull:
            return part.at_rest * Pose{from_axis_angle({1, 0, 0}, -pull * pressed), {}};
        case Way::squeeze:
            return part.at_rest * Pose{{}, {0, 0.003f * pressed, 0}};
        case Way::tilt:
            // Seen from the thumb, who looks along +Z with the fingers' side (-Y) ahead.
            return part.at_rest * Pose{from_rotation_vector({-tilt * value.y, -tilt * value.x, 0}), {}};
        case Way::press:
            break;
    }
    return part.at_rest * Pose{{}, {0, 0, 0.002f * pressed}};
}

std::vector<uint8_t> ControllerModel::glb() const {
    std::vector<ModelPart> parts{{"body", {}, {{{}, handle_size, dark}, {{{}, head_middle}, head_size, grey}}}};
    for (const Moving& part : moving_) parts.push_back({part.name, part.at_rest, {box_of(part.way)}});
    return write_glb(root_name, parts);
}

}  // namespace xrt::oxr
