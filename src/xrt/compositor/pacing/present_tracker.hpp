// SPDX-License-Identifier: BSL-1.0
//
// Makes the display clock follow a display that says when it really showed pictures. Pure functions of such times: a
// little at a time, so that one that is told late does no harm, and at once where the clock is plainly wrong.
#pragma once

#include "xrt/compositor_native.hpp"

namespace xrt::comp {

class PresentTracker {
 public:
    /// The period is never corrected by more than this part of itself: so much clocks differ, and more is another rate.
    static constexpr int64_t widest_correction = 100;

    /// The display showed something at `presented`. Gives the timing as it is now known.
    DisplayTiming follow(const DisplayTiming& timing, Time presented);

 private:
    Duration nominal_{};  ///< the period without corrections
    Duration last_period_{};
    int last_outliers_ = 0;
};

}  // namespace xrt::comp
