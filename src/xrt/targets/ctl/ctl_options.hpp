// SPDX-License-Identifier: BSL-1.0
//
// The command line of monado-ctl.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "xrt/result.hpp"

namespace xrt::ctl {

enum class Subject { everything, clients, devices };
enum class Format { text, json };
enum class Request { list, trace, help, version };

struct Options {
    Request request = Request::list;
    Subject subject = Subject::everything;
    Format format = Format::text;
    std::optional<uint32_t> client;  ///< whom to trace; nothing: all
    std::string socket;              ///< empty: where applications look
};

/// `arguments` without the program's name.
Result<Options> parse(std::span<const std::string> arguments);

extern const char* const help_text;

}  // namespace xrt::ctl
