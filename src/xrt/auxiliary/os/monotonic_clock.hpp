// SPDX-License-Identifier: BSL-1.0
//
// The real clock: CLOCK_MONOTONIC, the same in all processes of the machine.
#pragma once

#include "xrt/clock.hpp"

namespace xrt {

class MonotonicClock final : public Clock {
 public:
    Time now() const override;
};

}  // namespace xrt
