// SPDX-License-Identifier: BSL-1.0
//
// The limits on a running command, as a pure function of what happened and of the time it is given. No limit at all is
// std::nullopt ("0" on the command line).
#pragma once

#include <optional>

#include "targets/run/activity.hpp"
#include "targets/run/moment.hpp"

namespace xrt::run {

enum class Limit {
    start,    ///< the command must reach OpenXR
    stall,    ///< a client must show a sign of life
    exit,     ///< the command must end once its session was asked to, or it was interrupted
    overall,  ///< the command must end
};

struct Limits {
    std::optional<Seconds> start;
    std::optional<Seconds> stall;
    std::optional<Seconds> exit;
    std::optional<Seconds> overall;
};

class Watchdog {
 public:
    struct Deadline {
        Limit limit;
        Moment at;
        Seconds length{};  ///< of the limit
    };

    Watchdog(Limits limits, Moment command_started) : limits_(limits), started_(command_started) {}

    /// The exit limit runs from the first call.
    void exit_requested(Moment now);
    /// The deadline that comes first, if there is one.
    std::optional<Deadline> next(const Activity& activity) const;

 private:
    Limits limits_;
    Moment started_;
    std::optional<Moment> exit_requested_;
};

}  // namespace xrt::run
