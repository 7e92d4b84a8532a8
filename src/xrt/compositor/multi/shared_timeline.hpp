// SPDX-License-Identifier: BSL-1.0
//
// A client's timeline semaphore, as the compositor's device imported it.
#pragma once

#include <cstdint>

#include "xrt/result.hpp"
#include "xrt/time.hpp"

namespace xrt::comp {

class SharedTimeline {
 public:
    virtual ~SharedTimeline() = default;
    /// Whether it reaches the value within this time. On any thread.
    virtual Result<bool> wait(uint64_t value, Duration timeout) const = 0;
};

}  // namespace xrt::comp
