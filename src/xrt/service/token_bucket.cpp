// SPDX-License-Identifier: BSL-1.0
#include "service/token_bucket.hpp"

#include <algorithm>

namespace xrt {

TokenBucket::TokenBucket(const proto::RateLimit& limit, const Clock& clock)
    : limit_(limit), clock_(clock), state_(std::in_place, State{double(limit.burst), clock.now(), false}) {}

TokenBucket::Answer TokenBucket::take() const {
    return state_.with([&](State& state) {
        const Time now = clock_.now();
        const double seconds = std::chrono::duration<double>(now - std::exchange(state.filled, now)).count();
        state.tokens = std::min(state.tokens + std::max(seconds, 0.0) * limit_.per_second, double(limit_.burst));
        if (state.tokens >= limit_.burst) state.said = false;
        if (state.tokens < 1) return std::exchange(state.said, true) ? Answer::refused : Answer::refused_first;
        state.tokens -= 1;
        return Answer::granted;
    });
}

}  // namespace xrt
