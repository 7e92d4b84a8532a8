// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/performance.hpp"

#include <cstring>

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

class PerformanceTest : public RuntimeFixture {
 protected:
    PerformanceTest() : RuntimeFixture(ClockMode::real) {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance({Feature::EXT_performance_settings, Feature::META_performance_metrics});
        session = make_running_session();
        run_to(session, XR_SESSION_STATE_FOCUSED);
    }
    XrResult set_level(XrPerfSettingsLevelEXT level, XrPerfSettingsDomainEXT domain = XR_PERF_SETTINGS_DOMAIN_CPU_EXT) {
        return api::xrPerfSettingsSetPerformanceLevelEXT(session, domain, level);
    }
    std::vector<XrPath> counters() {
        uint32_t count = 0;
        EXPECT_EQ(api::xrEnumeratePerformanceMetricsCounterPathsMETA(instance, 0, &count, nullptr), XR_SUCCESS);
        std::vector<XrPath> paths(count);
        EXPECT_EQ(api::xrEnumeratePerformanceMetricsCounterPathsMETA(instance, count, &count, paths.data()),
                  XR_SUCCESS);
        return paths;
    }
    XrResult query(XrPath path) { return api::xrQueryPerformanceMetricsCounterMETA(session, path, &counter); }
    void enable() {
        const XrPerformanceMetricsStateMETA state{XR_TYPE_PERFORMANCE_METRICS_STATE_META, nullptr, XR_TRUE};
        EXPECT_EQ(api::xrSetPerformanceMetricsStateMETA(session, &state), XR_SUCCESS);
    }

    XrSession session = XR_NULL_HANDLE;
    XrPerformanceMetricsCounterMETA counter{XR_TYPE_PERFORMANCE_METRICS_COUNTER_META};
};

TEST_F(PerformanceTest, LevelsAndDomainsAreThoseOfTheSpecification) {
    EXPECT_EQ(set_level(XR_PERF_SETTINGS_LEVEL_BOOST_EXT), XR_SUCCESS);
    EXPECT_EQ(set_level(XrPerfSettingsLevelEXT(26)), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(set_level(XR_PERF_SETTINGS_LEVEL_BOOST_EXT, XrPerfSettingsDomainEXT(3)), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(PerformanceTest, SavingPowerOnBothSidesHalvesTheRate) {
    const XrTime first = begin_frame(session).predictedDisplayTime;
    const XrTime second = begin_frame(session).predictedDisplayTime;
    EXPECT_EQ(second - first, FakeService::period.count());
    EXPECT_EQ(set_level(XR_PERF_SETTINGS_LEVEL_POWER_SAVINGS_EXT), XR_SUCCESS);
    const XrTime third = begin_frame(session).predictedDisplayTime;
    EXPECT_EQ(third - second, FakeService::period.count());
    EXPECT_EQ(set_level(XR_PERF_SETTINGS_LEVEL_POWER_SAVINGS_EXT, XR_PERF_SETTINGS_DOMAIN_GPU_EXT), XR_SUCCESS);
    EXPECT_EQ(begin_frame(session).predictedDisplayTime - third, 2 * FakeService::period.count());
}

TEST_F(PerformanceTest, LateFramesAreToldOf) {
    for (size_t i = 0; i < RenderingWatch::late_for_warning; ++i) {
        const XrFrameState state = begin_frame(session);
        time.now = time_from_nanoseconds(state.predictedDisplayTime);
        EXPECT_EQ(end_frame(session, state), XR_SUCCESS);
    }
    const XrEventDataBuffer buffer = poll();
    ASSERT_EQ(buffer.type, XR_TYPE_EVENT_DATA_PERF_SETTINGS_EXT);
    XrEventDataPerfSettingsEXT event;
    std::memcpy(static_cast<void*>(&event), &buffer, sizeof(event));
    EXPECT_EQ(event.subDomain, XR_PERF_SETTINGS_SUB_DOMAIN_RENDERING_EXT);
    EXPECT_EQ(event.fromLevel, XR_PERF_SETTINGS_NOTIF_LEVEL_NORMAL_EXT);
    EXPECT_EQ(event.toLevel, XR_PERF_SETTINGS_NOTIF_LEVEL_WARNING_EXT);
}

TEST_F(PerformanceTest, CountersAreReadOnlyWhenEnabled) {
    for (const XrPath path : counters()) EXPECT_EQ(query(path), XR_ERROR_VALIDATION_FAILURE);
    enable();
    for (const XrPath path : counters()) EXPECT_EQ(query(path), XR_SUCCESS);
    XrPath other = XR_NULL_PATH;
    EXPECT_EQ(api::xrStringToPath(instance, "/perfmetrics_meta/app/gpu_frametime", &other), XR_SUCCESS);
    EXPECT_EQ(query(other), XR_ERROR_PATH_UNSUPPORTED);
    EXPECT_EQ(query(XR_NULL_PATH), XR_ERROR_PATH_INVALID);
    XrPerformanceMetricsStateMETA state{XR_TYPE_PERFORMANCE_METRICS_STATE_META};
    EXPECT_EQ(api::xrGetPerformanceMetricsStateMETA(session, &state), XR_SUCCESS);
    EXPECT_EQ(state.enabled, XrBool32{XR_TRUE});
}

TEST_F(PerformanceTest, FrameTimeAndDroppedFramesAreMeasured) {
    enable();
    const XrFrameState state = begin_frame(session);
    time.now += std::chrono::milliseconds(42);
    EXPECT_EQ(end_frame(session, state), XR_SUCCESS);
    run_frame(session);
    ASSERT_EQ(query(counters()[1]), XR_SUCCESS);
    EXPECT_EQ(counter.uintValue,
              4u);  // four display times went by, and the next is in reach of a frame that takes a period
    const XrFrameState last = begin_frame(session);
    time.now += std::chrono::milliseconds(3);
    EXPECT_EQ(end_frame(session, last), XR_SUCCESS);
    ASSERT_EQ(query(counters()[0]), XR_SUCCESS);
    EXPECT_EQ(counter.floatValue, 3);
    EXPECT_EQ(counter.counterUnit, XR_PERFORMANCE_METRICS_COUNTER_UNIT_MILLISECONDS_META);
}

TEST_F(PerformanceTest, HeatIsTheDevices) {
    service.devices().gpu_heat = {8, 0.5f};
    XrPerfSettingsNotificationLevelEXT level;
    float headroom = 0, slope = 0;
    EXPECT_EQ(api::xrThermalGetTemperatureTrendEXT(session, XR_PERF_SETTINGS_DOMAIN_GPU_EXT, &level, &headroom, &slope),
              XR_SUCCESS);
    EXPECT_EQ(level, XR_PERF_SETTINGS_NOTIF_LEVEL_WARNING_EXT);
    EXPECT_EQ(headroom, 8);
    EXPECT_EQ(slope, 0.5f);
    EXPECT_EQ(api::xrThermalGetTemperatureTrendEXT(session, XrPerfSettingsDomainEXT(0), &level, &headroom, &slope),
              XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrThermalGetTemperatureTrendEXT(session, XR_PERF_SETTINGS_DOMAIN_GPU_EXT, &level, nullptr, &slope),
              XR_ERROR_VALIDATION_FAILURE);
}

}  // namespace
}  // namespace xrt::oxr
