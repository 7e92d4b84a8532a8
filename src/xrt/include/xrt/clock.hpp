// SPDX-License-Identifier: BSL-1.0
//
// Where the time comes from. Injected everywhere; nobody asks the system.
#pragma once

#include "xrt/time.hpp"

namespace xrt {

class Clock {
   public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

/// How time passes for the whole system.
enum class ClockMode : uint32_t {
    real = 0,      ///< CLOCK_MONOTONIC
    lockstep = 1,  ///< virtual: stands still until the application ends its frame, then advances by one display period
};

}  // namespace xrt
