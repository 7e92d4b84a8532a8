// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/performance.hpp"
#include "state_trackers/oxr/core/failure.hpp"

#include <chrono>

#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

constexpr std::array paths{"/perfmetrics_meta/app/cpu_frametime", "/perfmetrics_meta/compositor/dropped_frame_count"};

void write_frame_time(const RenderingWatch& watch, XrPerformanceMetricsCounterMETA& counter) {
    counter.counterUnit = XR_PERFORMANCE_METRICS_COUNTER_UNIT_MILLISECONDS_META;
    const std::optional<Duration> time = watch.frame_time();
    if (!time) return;
    counter.counterFlags = XR_PERFORMANCE_METRICS_COUNTER_ANY_VALUE_VALID_BIT_META |
                           XR_PERFORMANCE_METRICS_COUNTER_FLOAT_VALUE_VALID_BIT_META;
    counter.floatValue = std::chrono::duration<float, std::milli>(*time).count();
}

void write_dropped(const RenderingWatch& watch, XrPerformanceMetricsCounterMETA& counter) {
    counter.counterUnit = XR_PERFORMANCE_METRICS_COUNTER_UNIT_GENERIC_META;
    counter.counterFlags = XR_PERFORMANCE_METRICS_COUNTER_ANY_VALUE_VALID_BIT_META |
                           XR_PERFORMANCE_METRICS_COUNTER_UINT_VALUE_VALID_BIT_META;
    counter.uintValue = watch.dropped();
}

Outcome<> check_level(XrPerfSettingsLevelEXT level) {
    switch (level) {
        case XR_PERF_SETTINGS_LEVEL_POWER_SAVINGS_EXT:
        case XR_PERF_SETTINGS_LEVEL_SUSTAINED_LOW_EXT:
        case XR_PERF_SETTINGS_LEVEL_SUSTAINED_HIGH_EXT:
        case XR_PERF_SETTINGS_LEVEL_BOOST_EXT:
            return XR_SUCCESS;
        default:
            return fail(XR_ERROR_VALIDATION_FAILURE, "level", "is %d, which is no level", static_cast<int>(level));
    }
}

}  // namespace

Outcome<> check_domain(XrPerfSettingsDomainEXT domain) {
    const bool known = domain == XR_PERF_SETTINGS_DOMAIN_CPU_EXT || domain == XR_PERF_SETTINGS_DOMAIN_GPU_EXT;
    if (known) return XR_SUCCESS;
    return fail(XR_ERROR_VALIDATION_FAILURE, "domain", "is %d, which is no domain", static_cast<int>(domain));
}

void Performance::note_display_time(Time display_time, Duration period) {
    state_.with([&](State& state) { state.watch.note_display_time(display_time, period); });
}

void Performance::note_begin() {
    const Time now = session_.instance().now();
    state_.with([&](State& state) { state.watch.note_begin(now); });
}

void Performance::note_end(Time display_time) {
    Instance& instance = session_.instance();
    const Time now = instance.now();
    const auto change = state_.with([&](State& state) { return state.watch.note_end(now, display_time); });
    if (!change || !instance.has(Feature::EXT_performance_settings)) return;
    // What is measured is when the application's thread is done, so it is the CPU that is told of.
    instance.events().push(
        XrEventDataPerfSettingsEXT{XR_TYPE_EVENT_DATA_PERF_SETTINGS_EXT, nullptr, XR_PERF_SETTINGS_DOMAIN_CPU_EXT,
                                   XR_PERF_SETTINGS_SUB_DOMAIN_RENDERING_EXT, change->from, change->to});
}

Outcome<> Performance::set_level(XrPerfSettingsDomainEXT domain, XrPerfSettingsLevelEXT level) {
    TRY(check_domain(domain));
    TRY(check_level(level));
    state_.with([&](State& state) {
        bool& saving = domain == XR_PERF_SETTINGS_DOMAIN_CPU_EXT ? state.power_saving_cpu : state.power_saving_gpu;
        saving = level == XR_PERF_SETTINGS_LEVEL_POWER_SAVINGS_EXT;
    });
    return XR_SUCCESS;
}

bool Performance::saves_power() const {
    return state_.with([](const State& state) { return state.power_saving_cpu && state.power_saving_gpu; });
}

void Performance::enable_metrics(bool enabled) {
    state_.with([&](State& state) { state.metrics_enabled = enabled; });
}

bool Performance::metrics_enabled() const {
    return state_.with([](const State& state) { return state.metrics_enabled; });
}

std::span<const char* const> Performance::counter_paths() { return paths; }

Outcome<> Performance::read(XrPath path, XrPerformanceMetricsCounterMETA& counter) const {
    const std::string_view text = TRY(session_.instance().input().paths().text(path));
    return state_.with([&](const State& state) -> Outcome<> {
        if (!state.metrics_enabled) {
            return fail(XR_ERROR_VALIDATION_FAILURE, "session",
                        "has no performance metrics: xrSetPerformanceMetricsStateMETA did not enable them");
        }
        const auto write = text == paths[0] ? write_frame_time : text == paths[1] ? write_dropped : nullptr;
        if (write == nullptr) {
            return fail(XR_ERROR_PATH_UNSUPPORTED, "counterPath",
                        "is not among those of xrEnumeratePerformanceMetricsCounterPathsMETA");
        }
        counter.counterFlags = 0;
        counter.uintValue = 0;
        counter.floatValue = 0;
        write(state.watch, counter);
        return XR_SUCCESS;
    });
}

}  // namespace xrt::oxr
