// SPDX-License-Identifier: BSL-1.0
#include "targets/run/status_event.hpp"

#include <array>
#include <cmath>

#include "targets/common/json_value.hpp"

namespace xrt::run {
namespace {

/// The members of each kind: which of them must be there, and where they go.
struct Shape {
    std::string_view name;
    StatusKind kind;
    std::string_view client;
    std::string_view number;
    std::string_view text;
};

constexpr std::array shapes = {
    Shape{"ready", StatusKind::ready, "", "", ""},
    Shape{"client", StatusKind::client, "id", "", "application"},
    Shape{"session_created", StatusKind::session_created, "client", "", ""},
    Shape{"session_state", StatusKind::session_state, "client", "", "state"},
    Shape{"frame", StatusKind::frame, "client", "number", ""},
    Shape{"exit_requested", StatusKind::exit_requested, "client", "", ""},
    Shape{"picture", StatusKind::picture, "", "frame", "view"},
    Shape{"client_gone", StatusKind::client_gone, "client", "frames", ""},
    Shape{"finished", StatusKind::finished, "", "", ""},
    Shape{"script_failed", StatusKind::script_failed, "", "line", "expected"},
    Shape{"script_finished", StatusKind::script_finished, "", "steps", ""},
    Shape{"capture_failed", StatusKind::capture_failed, "", "", "reason"},
    Shape{"pictures_left_out", StatusKind::pictures_left_out, "", "count", ""},
};

const Shape* find_shape(std::string_view name) {
    for (const Shape& shape : shapes) {
        if (shape.name == name) return &shape;
    }
    return nullptr;
}

Error missing(std::string_view kind, std::string_view member) {
    return Error{ErrorCode::invalid_argument,
                 "event \"" + std::string(kind) + "\" has no \"" + std::string(member) + "\""};
}

/// Whole and not negative, and small enough to be exact in JSON. Nothing if it is not there or of another kind.
std::optional<uint64_t> find_number(const JsonValue& line, std::string_view member) {
    constexpr double largest = uint64_t{1} << 53;
    const JsonValue* const value = line.find(member);
    const double* const number = value ? value->get_if<double>() : nullptr;
    if (!number || *number < 0 || *number > largest || std::trunc(*number) != *number) return std::nullopt;
    return static_cast<uint64_t>(*number);
}

std::optional<std::string> find_text(const JsonValue& line, std::string_view member) {
    const JsonValue* const value = line.find(member);
    const auto* const text = value ? value->get_if<std::string>() : nullptr;
    return text ? std::optional(*text) : std::nullopt;
}

Result<uint64_t> number(const JsonValue& line, const Shape& shape, std::string_view member) {
    if (member.empty()) return uint64_t{0};
    const auto value = find_number(line, member);
    if (!value) return missing(shape.name, member);
    return *value;
}

Result<std::string> text(const JsonValue& line, const Shape& shape, std::string_view member) {
    if (member.empty()) return std::string();
    auto value = find_text(line, member);
    if (!value) return missing(shape.name, member);
    return std::move(*value);
}

}  // namespace

Result<std::optional<StatusEvent>> parse_status_line(std::string_view line) {
    const JsonValue json = TRY(JsonValue::parse(line));
    const auto name = find_text(json, "event");
    if (!name) return Error{ErrorCode::invalid_argument, "there is no \"event\""};
    const Shape* shape = find_shape(*name);
    if (!shape) return std::optional<StatusEvent>();
    StatusEvent event{.kind = shape->kind};
    event.client = TRY(number(json, *shape, shape->client));
    event.number = TRY(number(json, *shape, shape->number));
    event.text = TRY(text(json, *shape, shape->text));
    event.pid = find_number(json, "pid").value_or(0);
    event.path = find_text(json, "path").value_or("");
    event.seen = find_text(json, "seen").value_or("");
    event.done = find_number(json, "done");
    event.steps = find_number(json, "steps");
    return std::optional(std::move(event));
}

}  // namespace xrt::run
