// SPDX-License-Identifier: BSL-1.0
//
// Until when to wait for another process: a moment of CLOCK_MONOTONIC, whatever clock the XR system runs on.
//
//     TRY(channel.receive(message, Deadline::after(5s)));
#pragma once

#include <ctime>
#include <limits>

#include "xrt/time.hpp"

namespace xrt {

class Deadline {
 public:
    static Deadline after(Duration duration);
    static Deadline at(Time time) { return Deadline(time); }
    static Deadline never() { return Deadline(Time::max()); }

    bool is_never() const { return time_ == Time::max(); }
    bool passed() const { return remaining() == Duration::zero(); }
    /// Never negative.
    Duration remaining() const;
    Time time() const { return time_; }

 private:
    explicit Deadline(Time time) : time_(time) {}
    Time time_;
};

timespec to_timespec(Duration duration);

}  // namespace xrt
