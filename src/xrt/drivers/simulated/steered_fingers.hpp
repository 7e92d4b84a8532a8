// SPDX-License-Identifier: BSL-1.0
//
// The fingers of a hand that somebody bends, or stretches out, instead of leaving them to the inputs of what it holds.
#pragma once

#include <optional>

#include "drivers/simulated/hand_model.hpp"
#include "xrt/steerable_device.hpp"

namespace xrt::simulated {

class SteeredFingers {
 public:
    /// SteerableDevice::curl_fingers(). invalid_argument for a curl outside 0 to 1.
    Result<void> curl(const FingerCurls& curls, const Period& period);
    void release() { bent_.reset(); }

    /// `own`: as they are when nobody bends them.
    FingerCurls curls_at(Time time, const FingerCurls& own) const;

 private:
    struct Bent {
        std::optional<FingerCurls> from;  ///< none: from their own
        FingerCurls to{};
        Period period;
    };
    std::optional<Bent> bent_;
};

}  // namespace xrt::simulated
