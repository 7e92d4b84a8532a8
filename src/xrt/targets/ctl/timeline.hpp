// SPDX-License-Identifier: BSL-1.0
//
// `monado-ctl trace --out FILE`: records what frames go through, and writes it as a trace that Perfetto opens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ipc/client/connection.hpp"
#include "xrt/time.hpp"

namespace xrt::ctl {

struct TimelineOptions {
    std::string file;
    std::optional<uint32_t> client;  ///< nothing: all
    Duration duration = std::chrono::seconds(5);
    std::optional<uint64_t> frames;  ///< ends when some client has had so many, or the time is up
};

/// `words` is what follows "trace" on the command line; nothing if messages are to be traced, and not frames.
Result<std::optional<TimelineOptions>> parse_timeline(const std::vector<std::string>& words);

Result<void> record_timeline(ipc::Connection& connection, const TimelineOptions& options);

}  // namespace xrt::ctl
