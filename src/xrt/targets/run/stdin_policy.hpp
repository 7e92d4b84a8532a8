// SPDX-License-Identifier: BSL-1.0
//
// What the command gets as its standard input. Applications such as hello_xr end as soon as their standard input does, so where ours
// is closed or /dev/null (CI, systemd, ssh -n) the command gets a pipe that stays open and empty until monado-run ends.
#pragma once

#include <optional>

#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::run {

enum class StdinMode { automatic, inherit, hold };

/// What standard input is, seen before anything was opened.
enum class StdinKind { closed, null_device, other };

StdinKind inspect_stdin(int fd);

constexpr bool must_hold(StdinMode mode, StdinKind kind) {
    if (mode == StdinMode::automatic) return kind != StdinKind::other;
    return mode == StdinMode::hold;
}

/// A pipe into which nobody writes and whose writing end nobody closes.
struct HeldPipe {
    UniqueFd read_end;
    UniqueFd write_end;

    static Result<HeldPipe> create();
};

}  // namespace xrt::run
