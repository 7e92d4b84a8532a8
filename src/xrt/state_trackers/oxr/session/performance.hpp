// SPDX-License-Identifier: BSL-1.0
//
// How a session performs: what the application wants (XR_EXT_performance_settings), how it keeps up, which it is told of,
// and the counters that it can read (XR_META_performance_metrics). Owned by the Session. Thread-safe.
#pragma once

#include <array>
#include <span>

#include "auxiliary/util/guarded.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/session/rendering_watch.hpp"

namespace xrt::oxr {

class Session;

/// XR_ERROR_VALIDATION_FAILURE unless it is CPU or GPU.
Outcome<> check_domain(XrPerfSettingsDomainEXT domain);

class Performance {
 public:
    explicit Performance(Session& session) : session_(session) {}

    // From the frame loop.
    void note_display_time(Time display_time, Duration period);
    void note_begin();
    /// Queues an event if the application keeps up better or worse than before.
    void note_end(Time display_time);

    Outcome<> set_level(XrPerfSettingsDomainEXT domain, XrPerfSettingsLevelEXT level);
    /// Every other display time is enough: the application asked to save power, which puts that before smoothness.
    bool saves_power() const;

    void enable_metrics(bool enabled);
    bool metrics_enabled() const;
    /// XR_ERROR_VALIDATION_FAILURE unless enabled, XR_ERROR_PATH_UNSUPPORTED if it is none of counter_paths().
    Outcome<> read(XrPath path, XrPerformanceMetricsCounterMETA& counter) const;
    static std::span<const char* const> counter_paths();

 private:
    struct State {
        RenderingWatch watch;
        bool power_saving_cpu = false, power_saving_gpu = false;
        bool metrics_enabled = false;
    };

    Session& session_;
    Guarded<State> state_;
};

}  // namespace xrt::oxr
