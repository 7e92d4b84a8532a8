// SPDX-License-Identifier: BSL-1.0
//
// Limits how often something is done: so many at once, and so many a second after that. Safe on any thread.
#pragma once

#include "auxiliary/util/guarded.hpp"
#include "proto/limits.hpp"
#include "xrt/clock.hpp"

namespace xrt {

class TokenBucket {
 public:
    enum class Answer {
        granted,
        refused_first,  ///< since the bucket was last full: worth a line in the log
        refused,
    };

    /// Full at first. `clock` outlives it.
    TokenBucket(const proto::RateLimit& limit, const Clock& clock);
    Answer take() const;
    const proto::RateLimit& limit() const { return limit_; }

 private:
    struct State {
        double tokens = 0;
        Time filled{};
        bool said = false;
    };

    const proto::RateLimit limit_;
    const Clock& clock_;
    const Guarded<State> state_;
};

}  // namespace xrt
