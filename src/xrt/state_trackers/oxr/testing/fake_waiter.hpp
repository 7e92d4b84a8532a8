// SPDX-License-Identifier: BSL-1.0
//
// For tests: time that passes only when somebody waits.
#pragma once

#include <atomic>
#include <functional>
#include <utility>
#include <vector>

#include "state_trackers/oxr/frame/waiter.hpp"

namespace xrt::oxr {

/// A time that threads may look at while another sleeps.
class SharedTime {
 public:
    explicit SharedTime(Time time) { *this = time; }
    operator Time() const { return time_from_nanoseconds(nanoseconds_.load()); }
    SharedTime& operator=(Time time) {
        nanoseconds_ = to_nanoseconds(time);
        return *this;
    }
    SharedTime& operator+=(Duration more) { return *this = *this + more; }
    Time operator+(Duration more) const { return Time(*this) + more; }

 private:
    std::atomic<int64_t> nanoseconds_;
};

/// What a FakeWaiter shares with its test, which does not own it.
struct FakeTime {
    SharedTime now{time_from_nanoseconds(5'000'000'000)};
    std::vector<Time> slept_until;
    size_t waits = 0;
    std::function<void()> on_wait;   ///< what happens while a thread waits on a word
    std::function<void()> on_sleep;  ///< what happens while a thread sleeps; taken away before it is called
};

class FakeWaiter final : public Waiter {
 public:
    explicit FakeWaiter(FakeTime& time) : time_(time) {}

    Time now() const override { return time_.now; }
    void sleep_until(Time time) override {
        if (const auto happen = std::exchange(time_.on_sleep, nullptr)) happen();
        time_.slept_until.push_back(time);
        time_.now = std::max<Time>(time_.now, time);
    }
    void wait_while(const std::atomic<uint32_t>&, uint32_t, Time time) override {
        ++time_.waits;
        time_.now = std::max<Time>(time_.now, time);
        if (time_.on_wait) time_.on_wait();
    }

 private:
    FakeTime& time_;
};

}  // namespace xrt::oxr
