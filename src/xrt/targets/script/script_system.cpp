// SPDX-License-Identifier: BSL-1.0
//
// What lines say that are about the whole system or its clients.
#include "targets/script/script_parts.hpp"
#include "targets/script/script_values.hpp"

namespace xrt::script {
namespace {

Result<Do> read_play_space(const JsonValue& object) {
    const proto::MovePose move = TRY(read_place(object));
    return Do{MovePlaySpace{move.target}};
}

Result<Do> read_reference_space(const JsonValue& object) {
    const proto::MovePose move = TRY(read_place(object));
    return Do{MoveReferenceSpace{named<proto::ReferenceSpace>(space_names(), text(object, "space")), move.target}};
}

Result<Do> read_tracking_origin(const JsonValue& object) {
    const proto::MovePose move = TRY(read_place(object));
    return Do{MoveTrackingOrigin{text(object, "name"), move.target}};
}

Result<Do> read_slow_compositor(const JsonValue& object) {
    Do slow{SlowCompositor{static_cast<uint32_t>(number(object, "periods"))}};
    const auto length = find_seconds(object, "for");
    if (length && number(object, "periods") == 0) return wrong("\"for\" is for more than 0 \"periods\"");
    if (length) slow.later = Later{*length, SlowCompositor{}};
    return slow;
}

proto::IoKinds io_kinds(const JsonValue& object) {
    proto::IoKinds kinds{};
    for (size_t i = 0; i < io_kind_names().size(); ++i) {
        if (object.find(io_kind_names()[i])) kinds.value |= 1u << i;
    }
    return kinds;
}

/// What is of a word or a number, or of nothing but the key.
Do read_plain(std::string_view key, const JsonValue& value) {
    if (key == "user") return Do{SetUserPresence{named<Presence>(presence_names(), *value.get_if<std::string>())}};
    if (key == "refresh_rate") return Do{SetRefreshRate{static_cast<float>(*value.get_if<double>())}};
    if (key == "brightness") return Do{SetBrightness{static_cast<float>(*value.get_if<double>())}};
    if (key == "prominence") {
        return Do{LimitProminence{named<Prominence>(prominence_names(), *value.get_if<std::string>())}};
    }
    if (key == "request_exit") return Do{RequestExit{}};
    if (key == "session_lost") return Do{LoseSessionsAtOnce{}};
    if (key == "lose_session") return Do{LoseSessions{}};
    if (key == "gpu_lost") return Do{LoseGpu{}};
    return Do{Recentre{}};
}

}  // namespace

Result<Do> read_system_work(std::string_view key, const JsonValue& value) {
    if (key == "play_space") return read_play_space(value);
    if (key == "reference_space") return read_reference_space(value);
    if (key == "tracking_origin") return read_tracking_origin(value);
    if (key == "slow_compositor") return read_slow_compositor(value);
    if (key == "view_resolution") return Do{SetViewResolution{extent(value)}};
    if (key == "primary") return Do{SetPrimary{client(value)}};
    if (key == "focus") return Do{SetFocus{client(value)}};
    if (key == "blocked") return Do{BlockIo{client(value), io_kinds(value)}};
    return read_plain(key, value);
}

}  // namespace xrt::script
