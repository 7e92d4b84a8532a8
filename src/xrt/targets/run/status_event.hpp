// SPDX-License-Identifier: BSL-1.0
//
// What the service, or the runtime inside the command, tells monado-run while it works: one JSON object a line on the
// status socket. Lines of kinds that are not known here are no error, so that an older monado-run understands a newer service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "xrt/result.hpp"

namespace xrt::run {

enum class StatusKind {
    ready,
    client,
    session_created,
    session_state,
    frame,
    exit_requested,
    picture,
    client_gone,
    finished,
    script_failed,
    script_finished,
    capture_failed,
    pictures_left_out,
};

struct StatusEvent {
    StatusKind kind = StatusKind::ready;
    uint64_t client = 0;
    uint64_t pid = 0;  ///< of client
    /// Of frame and picture; of client_gone: all its frames; of script_failed: the line; of script_finished: its steps;
    /// of pictures_left_out: how many.
    uint64_t number = 0;
    /// Of client: the application; of session_state: the state; of picture: the view; of script_failed: what was expected; of
    /// capture_failed: why.
    std::string text;
    std::string path;                     ///< of picture
    std::string seen;                     ///< of script_failed
    std::optional<uint64_t> done, steps;  ///< of script_failed: how far it came
};

/// Nothing for a kind that is not known; an error for a line that breaks the format.
Result<std::optional<StatusEvent>> parse_status_line(std::string_view line);

}  // namespace xrt::run
