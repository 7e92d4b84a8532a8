// SPDX-License-Identifier: BSL-1.0
//
// Time that stands still until the compositor moves it. Starts at the same moment in every run, so that runs are alike.
#pragma once

#include <atomic>

#include "xrt/clock.hpp"

namespace xrt::comp {

inline constexpr Time virtual_epoch = time_from_nanoseconds(1'000'000'000);

class VirtualClock final : public Clock {
 public:
    Time now() const override { return time_from_nanoseconds(now_.load(std::memory_order_acquire)); }

    /// Only the compositor moves time, and only on.
    void move_to(Time time) { now_.store(to_nanoseconds(time), std::memory_order_release); }

 private:
    std::atomic<int64_t> now_{to_nanoseconds(virtual_epoch)};
};

}  // namespace xrt::comp
