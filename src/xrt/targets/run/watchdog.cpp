// SPDX-License-Identifier: BSL-1.0
#include "targets/run/watchdog.hpp"

namespace xrt::run {

void Watchdog::exit_requested(Moment now) {
    if (!exit_requested_) exit_requested_ = now;
}

std::optional<Watchdog::Deadline> Watchdog::next(const Activity& activity) const {
    std::optional<Deadline> first;
    const auto consider = [&first](Limit limit, std::optional<Moment> since, std::optional<Seconds> length) {
        if (!since || !length) return;
        const Moment at = *since + std::chrono::duration_cast<Moment::duration>(*length);
        if (!first || at < first->at) first = Deadline{limit, at, *length};
    };
    consider(Limit::overall, started_, limits_.overall);
    consider(Limit::exit, exit_requested_, limits_.exit);
    if (exit_requested_) return first;
    if (!activity.reached_openxr()) consider(Limit::start, started_, limits_.start);
    if (activity.frames_expected()) consider(Limit::stall, activity.last_heard(), limits_.stall);
    return first;
}

}  // namespace xrt::run
