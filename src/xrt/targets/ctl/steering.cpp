// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/steering.hpp"

#include <algorithm>

#include "auxiliary/interaction/user_paths.hpp"
#include "targets/common/json_text.hpp"
#include "targets/ctl/property_text.hpp"
#include "targets/script/script_reader.hpp"

namespace xrt::ctl {
namespace {

Error bad(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

std::string member(std::string_view key, const std::string& value) {
    return ", \"" + std::string(key) + "\": " + value;
}

/// Numbers stay as they were written; the reader says what is wrong with them.
Result<std::string> list_of(const std::string& numbers) {
    if (numbers.find_first_not_of("0123456789+-.eE,") == std::string::npos) return "[" + numbers + "]";
    return bad("'" + numbers + "' is no number and no list of numbers");
}

Result<std::string> place(const std::string& operand) {
    const auto commas = std::count(operand.begin(), operand.end(), ',');
    if (commas != 2 && commas != 6) return bad("'" + operand + "' is no place: give x,y,z or x,y,z,qx,qy,qz,qw");
    size_t end = 0;
    for (int i = 0; i < 3; ++i) end = operand.find(',', end + (i > 0));
    const std::string position = TRY(list_of(operand.substr(0, end)));
    if (commas == 2) return member("position", position);
    const std::string orientation = TRY(list_of(operand.substr(end + 1)));
    return member("position", position) + member("orientation", orientation);
}

Result<std::string> charge(const std::vector<std::string>& operands) {
    if (operands.size() == 1) return bad("usage: monado-ctl battery [DEVICE LEVEL [charging]]");
    const std::string level = TRY(list_of(operands[1]));
    const std::string members = member("level", level.substr(1, level.size() - 2));
    if (operands.size() == 2) return members;
    if (operands[2] != "charging") return bad("'" + operands[2] + "' after the level; did you mean 'charging'?");
    return members + member("charging", "true");
}

Result<std::string> members_of(const Options& options) {
    const auto& operands = options.operands;
    if (options.subject == Subject::let_go) return std::string();
    if (options.subject == Subject::battery) return charge(operands);
    if (options.subject == Subject::pose) {
        std::string members = TRY(place(operands[1]));
        if (operands.size() < 3) return members;
        const std::string seconds = TRY(list_of(operands[2]));
        return members + member("over", seconds.substr(1, seconds.size() - 2));
    }
    const std::string input = member("input", json_string(operands[1]));
    if (options.subject != Subject::input) return input;
    const std::string value = TRY(list_of(operands[2]));
    const bool is_one = value.find(',') == std::string::npos;
    return input + member("value", is_one ? value.substr(1, value.size() - 2) : value);
}

std::string_view key_of(Subject subject) {
    switch (subject) {
        case Subject::battery:
            return "battery";
        case Subject::pose:
            return "pose";
        case Subject::input:
            return "input";
        case Subject::press:
            return "press";
        case Subject::release:
            return "release";
        default:
            return "let_go";
    }
}

Result<script::Script> read(const std::string& line) {
    Result<script::Script> script = script::read_script(line);
    constexpr std::string_view prefix = "line 1: ";
    if (!script && script.error().message.starts_with(prefix)) return bad(script.error().message.substr(prefix.size()));
    return script;
}

}  // namespace

bool is_steering(const Options& options) {
    const Subject subject = options.subject;
    if (subject == Subject::battery) return !options.operands.empty();
    return subject >= Subject::pose && subject <= Subject::let_go;
}

Result<BoundedVector<proto::DeviceStep, proto::max_device_steps>> steps_of(const Options& options) {
    const std::string members = TRY(members_of(options));
    const script::Script script = TRY(read("{\"" + std::string(key_of(options.subject)) +
                                           "\": {\"device\": " + json_string(options.operands[0]) + members + "}}"));
    const auto& steer = std::get<script::Steer>(std::get<script::Do>(script.front().work).action);
    BoundedVector<proto::DeviceStep, proto::max_device_steps> steps;
    for (const proto::DeviceChange& change : steer.changes) {
        steps.push_back({std::string(to_string(steer.device)), change});
    }
    return steps;
}

}  // namespace xrt::ctl
