// SPDX-License-Identifier: BSL-1.0
#include "targets/run/status_event.hpp"

#include <array>

#include "targets/run/flat_json.hpp"

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

Result<uint64_t> number(const FlatJson& line, const Shape& shape, std::string_view member) {
    if (member.empty()) return uint64_t{0};
    const auto value = line.number(member);
    if (!value) return missing(shape.name, member);
    return *value;
}

Result<std::string> text(const FlatJson& line, const Shape& shape, std::string_view member) {
    if (member.empty()) return std::string();
    auto value = line.text(member);
    if (!value) return missing(shape.name, member);
    return std::move(*value);
}

}  // namespace

Result<std::optional<StatusEvent>> parse_status_line(std::string_view line) {
    const FlatJson json = TRY(FlatJson::parse(line));
    const auto name = json.text("event");
    if (!name) return Error{ErrorCode::invalid_argument, "there is no \"event\""};
    const Shape* shape = find_shape(*name);
    if (!shape) return std::optional<StatusEvent>();
    StatusEvent event{.kind = shape->kind};
    event.client = TRY(number(json, *shape, shape->client));
    event.number = TRY(number(json, *shape, shape->number));
    event.text = TRY(text(json, *shape, shape->text));
    event.pid = json.number("pid").value_or(0);
    event.path = json.text("path").value_or("");
    event.seen = json.text("seen").value_or("");
    event.done = json.number("done");
    event.steps = json.number("steps");
    return std::optional(std::move(event));
}

}  // namespace xrt::run
