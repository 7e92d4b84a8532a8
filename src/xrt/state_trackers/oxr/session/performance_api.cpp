// SPDX-License-Identifier: BSL-1.0
//
// XR_EXT_performance_settings, XR_EXT_thermal_query, XR_META_performance_metrics.
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/performance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

/// Kelvins of headroom below which an application should do something, and at which it is too late.
constexpr float headroom_for_warning = 10, headroom_for_impaired = 0;

XrPerfSettingsNotificationLevelEXT level_of(const SharedHeat& heat) {
    if (heat.headroom <= headroom_for_impaired) return XR_PERF_SETTINGS_NOTIF_LEVEL_IMPAIRED_EXT;
    if (heat.headroom <= headroom_for_warning) return XR_PERF_SETTINGS_NOTIF_LEVEL_WARNING_EXT;
    return XR_PERF_SETTINGS_NOTIF_LEVEL_NORMAL_EXT;
}

Outcome<> enumerate_counters(Instance& instance, uint32_t capacity, uint32_t* count, XrPath* atoms) {
    const auto paths = Performance::counter_paths();
    if (!TRY(begin_two_calls(paths.size(), capacity, count, atoms))) return XR_SUCCESS;
    for (const char* path : paths) *atoms++ = TRY(instance.input().paths().intern(path));
    return XR_SUCCESS;
}

}  // namespace

XrResult api::xrPerfSettingsSetPerformanceLevelEXT(XrSession session, XrPerfSettingsDomainEXT domain,
                                                   XrPerfSettingsLevelEXT level) {
    return call<Session>(session, [&](Session& s) { return s.performance().set_level(domain, level); });
}

XrResult api::xrThermalGetTemperatureTrendEXT(XrSession session, XrPerfSettingsDomainEXT domain,
                                              XrPerfSettingsNotificationLevelEXT* level, float* headroom,
                                              float* slope) {
    return call<Session>(session, [&](Session& s) -> Outcome<> {
        TRY(check_domain(domain));
        for (const void* pointer : {static_cast<void*>(level), static_cast<void*>(headroom), static_cast<void*>(slope)})
            TRY(check_pointer(pointer));
        const DeviceSegment& segment = s.instance().device_segment();
        const SharedHeat& heat = domain == XR_PERF_SETTINGS_DOMAIN_CPU_EXT ? segment.cpu_heat : segment.gpu_heat;
        *level = level_of(heat);
        *headroom = heat.headroom;
        *slope = heat.slope;
        return XR_SUCCESS;
    });
}

XrResult api::xrEnumeratePerformanceMetricsCounterPathsMETA(XrInstance instance, uint32_t capacity, uint32_t* count,
                                                            XrPath* paths) {
    return call<Instance>(instance, [&](Instance& i) { return enumerate_counters(i, capacity, count, paths); });
}

XrResult api::xrSetPerformanceMetricsStateMETA(XrSession session, const XrPerformanceMetricsStateMETA* state) {
    return call<Session>(session, [&](Session& s) -> Outcome<> {
        TRY(check_type(state, XR_TYPE_PERFORMANCE_METRICS_STATE_META));
        s.performance().enable_metrics(state->enabled != XR_FALSE);
        return XR_SUCCESS;
    });
}

XrResult api::xrGetPerformanceMetricsStateMETA(XrSession session, XrPerformanceMetricsStateMETA* state) {
    return call<Session>(session, [&](Session& s) -> Outcome<> {
        TRY(check_type(state, XR_TYPE_PERFORMANCE_METRICS_STATE_META));
        state->enabled = s.performance().metrics_enabled() ? XR_TRUE : XR_FALSE;
        return XR_SUCCESS;
    });
}

XrResult api::xrQueryPerformanceMetricsCounterMETA(XrSession session, XrPath path,
                                                   XrPerformanceMetricsCounterMETA* counter) {
    return call<Session>(session, [&](Session& s) -> Outcome<> {
        TRY(check_type(counter, XR_TYPE_PERFORMANCE_METRICS_COUNTER_META));
        return s.performance().read(path, *counter);
    });
}

}  // namespace xrt::oxr
