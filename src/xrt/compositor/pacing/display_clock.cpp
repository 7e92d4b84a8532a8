// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/display_clock.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace xrt::comp {
namespace {

__extension__ typedef __int128 Wide;  // holds every sum and product of what is computed here

int64_t cut_off(Wide value) {
    constexpr int64_t lowest = std::numeric_limits<int64_t>::min();
    constexpr int64_t highest = std::numeric_limits<int64_t>::max();
    return static_cast<int64_t>(std::clamp<Wide>(value, lowest, highest));
}

Wide index_of(const DisplayTiming& timing, Wide nanoseconds) {
    assert(timing.period.count() > 0);
    const Wide since_epoch = nanoseconds - to_nanoseconds(timing.epoch);
    const Wide remainder = since_epoch % timing.period.count();
    return since_epoch / timing.period.count() - (remainder < 0 ? 1 : 0);
}

Time time_at(const DisplayTiming& timing, Wide index) {
    return time_from_nanoseconds(cut_off(to_nanoseconds(timing.epoch) + index * timing.period.count()));
}

}  // namespace

Duration lead_of(const DisplayTiming& timing) {
    return timing.lead > Duration::zero() ? timing.lead : timing.period / 2;
}

Time display_time_at(const DisplayTiming& timing, int64_t index) { return time_at(timing, index); }

int64_t display_index_of(const DisplayTiming& timing, Time time) {
    return cut_off(index_of(timing, to_nanoseconds(time)));
}

Time next_display_time(const DisplayTiming& timing, Time now) {
    return time_at(timing, index_of(timing, to_nanoseconds(now)) + 1);
}

Time wake_up_time(const DisplayTiming& timing, Time display_time) {
    return time_from_nanoseconds(cut_off(Wide{to_nanoseconds(display_time)} - lead_of(timing).count()));
}

Time next_reachable_display_time(const DisplayTiming& timing, Time now) {
    return time_at(timing, index_of(timing, Wide{to_nanoseconds(now)} + lead_of(timing).count()) + 1);
}

}  // namespace xrt::comp
