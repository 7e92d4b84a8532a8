// SPDX-License-Identifier: BSL-1.0
//
// The command line of monado-ctl.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "targets/ctl/capture_options.hpp"
#include "targets/ctl/timeline.hpp"
#include "xrt/result.hpp"

namespace xrt::ctl {

enum class Subject {
    everything,
    allow_input,
    battery,
    block_input,
    brightness,
    capture,
    clients,
    devices,
    focus,
    limits,
    metrics,
    primary,
    properties,
    quit,
    recentre,
    refresh_rate,
    get,
    inject,
    set,
    shift,
    toggle_input,
    trace,
    watch,
    pose,
    input,
    press,
    release,
    let_go,
    play
};
enum class Format { text, json };
enum class Request { list, trace, help, version };

struct Options {
    Request request = Request::list;
    Subject subject = Subject::everything;
    Format format = Format::text;
    std::optional<uint32_t> client;           ///< whose messages to trace; nothing: all
    std::optional<CaptureOptions> capture;    ///< of capture
    std::optional<TimelineOptions> timeline;  ///< of trace, if frames are meant and not messages
    std::string socket;                       ///< empty: where applications look
    std::vector<std::string> operands;        ///< of get, set and shift as many as they want; kinds to watch
};

/// `arguments` without the program's name.
Result<Options> parse(std::span<const std::string> arguments);

extern const char* const help_text;

}  // namespace xrt::ctl
