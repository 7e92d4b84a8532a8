// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_parts.hpp"

#include <algorithm>
#include <numbers>

#include "auxiliary/math/pose.hpp"
#include "targets/common/nearest_name.hpp"
#include "targets/script/script_values.hpp"

namespace xrt::script {
namespace {

/// One of the names that the device can have, whichever profile it has when the time comes.
Result<void> check_known(const std::string& name, const std::vector<std::string>& names, std::string_view key,
                         UserPath device) {
    if (std::ranges::find(names, name) != names.end()) return {};
    const std::vector<std::string_view> views(names.begin(), names.end());
    return wrong("\"" + std::string(key) + "\": no interaction profile has '" + name + "' for " +
                 std::string(name_of(device)) + nearest_name_hint(name, views));
}

Result<std::string> input_of(const JsonValue& object) {
    const std::string& name = text(object, "input");
    TRY(check_known(name, input_names(device(object)), "input", device(object)));
    return input_component(name);
}

Result<void> check_joint(const std::string& name, UserPath device) {
    const std::span<const std::string_view> holders = hand_names();
    if (std::ranges::find(holders, name_of(device)) == holders.end())
        return wrong("\"component\": no hand with joints is at " + std::string(name_of(device)));
    const std::vector<std::string> joints = joint_names();
    if (std::ranges::find(joints, name) != joints.end()) return {};
    const std::vector<std::string_view> views(joints.begin(), joints.end());
    return wrong("\"component\": a hand has no '" + name + "'" + nearest_name_hint(name, views));
}

Result<std::string> component_of(const JsonValue& object) {
    if (!object.find("component")) return std::string();
    const std::string& name = text(object, "component");
    if (is_joint(name)) TRY(check_joint(name, device(object)));
    if (is_joint(name)) return pose_component(name);
    TRY(check_known(name, pose_names(device(object)), "component", device(object)));
    return pose_component(name);
}

// Poses.

constexpr float radians(float degrees) { return degrees * std::numbers::pi_v<float> / 180; }

Quat from_degrees(const std::vector<float>& n) {
    return normalized(from_axis_angle({0, 1, 0}, radians(n[0])) * from_axis_angle({1, 0, 0}, radians(n[1])) *
                      from_axis_angle({0, 0, 1}, radians(n[2])));
}

Result<Quat> to_quaternion(const std::vector<float>& n) {
    const Quat quaternion{n[0], n[1], n[2], n[3]};
    if (!is_unit(quaternion)) return wrong("\"orientation\" is no unit quaternion: its length is not 1");
    return quaternion;
}

/// Joints do not move by themselves, and are where they are put.
Result<Do> put_joint(UserPath device, const proto::MovePose& move) {
    const bool is_whole = move.parts.value == proto::PoseParts::all_flags && move.origin == proto::PoseOrigin::world;
    if (is_whole && move.duration == Duration(0)) {
        return Do{Steer{device, {proto::SetPose{move.component, move.target}}}};
    }
    return wrong("a joint needs a position and an orientation or degrees, and neither \"relative\" nor \"over\"");
}

Result<Do> read_pose(const JsonValue& object) {
    proto::MovePose move = TRY(read_place(object));
    move.component = TRY(component_of(object));
    move.duration = find_seconds(object, "over").value_or(Duration(0));
    if (is_joint(pose_name(move.component))) return put_joint(device(object), move);
    return Do{Steer{device(object), {std::move(move)}}};
}

Result<Do> read_path(const JsonValue& object) {
    const std::string component = TRY(component_of(object));
    if (is_joint(pose_name(component))) return wrong("a joint has no path: it is put somewhere by \"pose\"");
    Steer steer{device(object), {}};
    Duration before{};
    for (const JsonValue& key : *object.find("keys")->get_if<JsonValue::Array>()) {
        proto::MovePose move = TRY(read_place(key));
        const Duration at = seconds(number(key, "at"));
        const bool is_first = steer.changes.empty();
        if (!is_first && at <= before) return wrong("\"keys\": \"at\" does not grow from one key to the next");
        move.component = component;
        move.delay = before;
        move.duration = at - before;
        before = at;
        steer.changes.emplace_back(std::move(move));
    }
    return Do{std::move(steer)};
}

// Inputs and devices.

Vec2 to_input(const JsonValue& value) {
    if (const bool* on = value.get_if<bool>()) return {*on ? 1.0f : 0.0f, 0};
    if (const double* number = value.get_if<double>()) return {static_cast<float>(*number), 0};
    const std::vector<float> n = numbers(value);
    return {n[0], n[1]};
}

Result<Action> set_input(const JsonValue& object, Vec2 value) {
    std::string component = TRY(input_of(object));
    return Action(Steer{device(object), {proto::SetInput{std::move(component), value}}});
}

Result<Do> read_input(const JsonValue& object) {
    const Vec2 value = to_input(*object.find("value"));
    const auto over = find_seconds(object, "over");
    if (over && object.find("value")->get_if<bool>()) return wrong("what is true or false has no way to go \"over\"");
    std::string component = TRY(input_of(object));
    if (!over) return Do{Steer{device(object), {proto::SetInput{std::move(component), value}}}};
    return Do{Steer{device(object), {proto::MoveInput{std::move(component), value, *over}}}};
}

Result<FingerCurls> read_fingers(const JsonValue& object) {
    const JsonValue *const named_gesture = object.find("gesture"), *const fingers = object.find("fingers");
    if (!named_gesture == !fingers) return wrong("\"hand\" needs either \"gesture\" or \"fingers\"");
    if (named_gesture) return gesture(*find_name(gesture_names(), *named_gesture->get_if<std::string>()));
    FingerCurls curls{};
    std::ranges::copy(numbers(*fingers), curls.begin());
    if (std::ranges::any_of(curls, [](float curl) { return curl < 0; }))
        return wrong("\"fingers\" has a number below 0");
    return curls;
}

Result<Do> read_hand(const JsonValue& object) {
    const FingerCurls curls = TRY(read_fingers(object));
    return Do{Steer{device(object), {proto::SetFingers{curls, find_seconds(object, "over").value_or(Duration(0))}}}};
}

Do read_battery(const JsonValue& object) {
    const bool charging = object.find("charging"), plugged_in = charging || object.find("plugged_in");
    const auto level = static_cast<float>(number(object, "level"));
    return Do{Steer{device(object), {proto::SetBattery{level, charging, plugged_in}}}};
}

Result<Do> set_input_now(const JsonValue& object, Vec2 value) {
    Action action = TRY(set_input(object, value));
    return Do{std::move(action)};
}

Result<Do> read_press(const JsonValue& object) {
    Do press = TRY(set_input_now(object, {1, 0}));
    const auto length = find_seconds(object, "for");
    if (!length) return press;
    Action release = TRY(set_input(object, {0, 0}));
    press.later = Later{*length, std::move(release)};
    return press;
}

Result<Do> read_tracking(const JsonValue& object) {
    const auto tracking = named<proto::Tracking>(tracking_names(), text(object, "state"));
    return Do{Steer{device(object), {proto::SetTracking{tracking}}}};
}

Result<Do> read_profile(const JsonValue& object) {
    const std::vector<std::string_view> names = profile_names(device(object));
    const std::string& name = text(object, "path");
    if (std::ranges::find(names, name) == names.end()) {
        return wrong("\"path\": there is no interaction profile '" + name + "' for " +
                     std::string(name_of(device(object))) + nearest_name_hint(name, names));
    }
    return Do{Steer{device(object), {proto::BecomeProfile{text(object, "path")}}}};
}

template <typename Change>
Do change_device(const JsonValue& object, Change change) {
    return Do{Steer{device(object), {std::move(change)}}};
}

}  // namespace

Result<proto::MovePose> read_place(const JsonValue& object) {
    proto::MovePose move;
    const JsonValue *const orientation = object.find("orientation"), *const degrees = object.find("degrees");
    if (orientation && degrees) return wrong("there are both \"orientation\" and \"degrees\"");
    if (const JsonValue* position = object.find("position")) {
        const std::vector<float> n = numbers(*position);
        move.target.position = {n[0], n[1], n[2]};
        move.parts.value |= proto::PoseParts::position;
    }
    if (degrees) move.target.orientation = from_degrees(numbers(*degrees));
    if (orientation) move.target.orientation = TRY(to_quaternion(numbers(*orientation)));
    if (orientation || degrees) move.parts.value |= proto::PoseParts::orientation;
    if (move.parts.value == 0) return wrong("there is neither \"position\" nor \"orientation\" nor \"degrees\"");
    if (object.find("relative")) move.origin = proto::PoseOrigin::present;
    return move;
}

std::optional<double> find_number(const JsonValue& object, std::string_view key) {
    if (!object.find(key)) return std::nullopt;
    return number(object, key);
}

std::optional<Duration> find_seconds(const JsonValue& object, std::string_view key) {
    if (!object.find(key)) return std::nullopt;
    return seconds(number(object, key));
}

Result<Do> read_work(std::string_view key, const JsonValue& value) {
    if (key == "pose") return read_pose(value);
    if (key == "path") return read_path(value);
    if (key == "input") return read_input(value);
    if (key == "press") return read_press(value);
    if (key == "release") return set_input_now(value, {0, 0});
    if (key == "hand") return read_hand(value);
    if (key == "battery") return read_battery(value);
    if (key == "tracking") return read_tracking(value);
    if (key == "connect") return change_device(value, proto::SetPresence{true});
    if (key == "disconnect") return change_device(value, proto::SetPresence{false});
    if (key == "profile") return read_profile(value);
    if (key == "let_go") return change_device(value, proto::ReleaseDevice{});
    return read_system_work(key, value);
}

}  // namespace xrt::script
