// SPDX-License-Identifier: BSL-1.0
//
// Where times of the GPU's clock lie on the CPU's: pure functions of pairs of them. The host cannot see that the GPU is done
// before it is, so of all that was seen lately the least delay comes closest to the truth.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "xrt/composition_listener.hpp"

namespace xrt::comp {

class GpuClock {
 public:
    /// The GPU worked from `begin` to `end` by its clock, and the host saw that it was done at `seen`.
    TimeSpan place(Duration begin, Duration end, Time seen) {
        if (end < std::exchange(last_end_, end)) next_ = 0;  // it has few bits, and counts from zero again
        offsets_[next_ % offsets_.size()] = seen.time_since_epoch() - end;
        ++next_;
        const auto last = offsets_.begin() + static_cast<std::ptrdiff_t>(std::min(next_, offsets_.size()));
        const Duration offset = *std::min_element(offsets_.begin(), last);
        return {Time(begin + offset), Time(end + offset)};
    }

 private:
    std::array<Duration, 64> offsets_{};  ///< as many as clocks do not drift apart in
    size_t next_ = 0;
    Duration last_end_{};
};

}  // namespace xrt::comp
