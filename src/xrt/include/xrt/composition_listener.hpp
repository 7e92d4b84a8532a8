// SPDX-License-Identifier: BSL-1.0
//
// Hears of every composition, on the compositor's thread or on whichever submits or ends a session; of one at a time. Must
// return at once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "xrt/time.hpp"

namespace xrt {

struct FrameStatistics;

/// From when to when, on CLOCK_MONOTONIC.
struct TimeSpan {
    Time begin{};
    Time end{};
};

/// A session's frame that a composition was the first to take.
struct TakenFrame {
    FrameStatistics* statistics = nullptr;  ///< may be null
    uint64_t number = 0;
    int64_t periods_late = 0;
};

struct CompositionTimes {
    TimeSpan draw;
    TimeSpan present;  ///< empty where nothing is handed on
    std::optional<TimeSpan> gpu{};
};

class CompositionListener {
 public:
    virtual ~CompositionListener() = default;
    /// A composition takes what the sessions show. `now` is CLOCK_MONOTONIC, `display_time` the system's clock.
    virtual void latched(uint64_t composition, Time now, Time display_time, std::span<const TakenFrame> frames) = 0;
    /// It has been drawn, or was to be.
    virtual void drawn(uint64_t composition, Time display_time, const CompositionTimes& times) = 0;
};

}  // namespace xrt
