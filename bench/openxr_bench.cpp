// SPDX-License-Identifier: BSL-1.0
//
// What OpenXR calls cost an application whose service is another process.
#include <benchmark/benchmark.h>
#include <time.h>

#include <array>
#include <cstdio>

#include "application.hpp"
#include "floors.hpp"
#include "ratio_reporter.hpp"
#include "runtime.hpp"

namespace xrt::bench {
namespace {

void locate_space(benchmark::State& state, Application& app) {
    XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
    for (auto _ : state) benchmark::DoNotOptimize(app.xr.locate_space(app.view, app.local, app.time, &location));
}

void locate_views(benchmark::State& state, Application& app) {
    XrViewLocateInfo info{XR_TYPE_VIEW_LOCATE_INFO};
    info.viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
    info.displayTime = app.time;
    info.space = app.local;
    XrViewState view_state{XR_TYPE_VIEW_STATE};
    std::array<XrView, 2> views{{{XR_TYPE_VIEW}, {XR_TYPE_VIEW}}};
    uint32_t count = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(app.xr.locate_views(app.session, &info, &view_state, 2, &count, views.data()));
    }
}

void sync_actions(benchmark::State& state, Application& app) {
    const XrActiveActionSet active{app.action_set, XR_NULL_PATH};
    XrActionsSyncInfo sync{XR_TYPE_ACTIONS_SYNC_INFO};
    sync.countActiveActionSets = 1;
    sync.activeActionSets = &active;
    for (auto _ : state) benchmark::DoNotOptimize(app.xr.sync_actions(app.session, &sync));
}

void get_action_state(benchmark::State& state, Application& app) {
    XrActionStateGetInfo info{XR_TYPE_ACTION_STATE_GET_INFO};
    info.action = app.select;
    XrActionStateBoolean value{XR_TYPE_ACTION_STATE_BOOLEAN};
    for (auto _ : state) benchmark::DoNotOptimize(app.xr.get_action_state_boolean(app.session, &info, &value));
}

void poll_event(benchmark::State& state, Application& app) {
    XrEventDataBuffer event{XR_TYPE_EVENT_DATA_BUFFER};
    for (auto _ : state) benchmark::DoNotOptimize(app.xr.poll_event(app.instance, &event));
}

double seconds_of(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// All threads of the application's process, so that a helper thread cannot hide a cost; sleeping costs nothing here.
void frame_cpu(benchmark::State& state, Application& app) {
    for (auto _ : state) {
        const double before = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
        if (const Result<void> done = app.frame(); !done.ok()) {
            state.SkipWithError(done.error().message.c_str());
            break;
        }
        state.SetIterationTime(seconds_of(CLOCK_PROCESS_CPUTIME_ID) - before);
    }
}

void instance_creation(benchmark::State& state, const Runtime& runtime) {
    for (auto _ : state) {
        const Result<XrInstance> instance = create_instance(runtime);
        if (!instance.ok()) {
            state.SkipWithError(instance.error().message.c_str());
            break;
        }
        state.PauseTiming();
        Functions(runtime, *instance).destroy_instance(*instance);
        state.ResumeTiming();
    }
}

void session_creation(benchmark::State& state, const Runtime& runtime) {
    const Result<XrInstance> instance = create_instance(runtime);
    if (!instance.ok()) return state.SkipWithError(instance.error().message.c_str());
    const Functions xr(runtime, *instance);
    for (auto _ : state) {
        const Result<XrSession> session = create_headless_session(xr, *instance);
        if (!session.ok()) {
            state.SkipWithError(session.error().message.c_str());
            break;
        }
        state.PauseTiming();
        xr.destroy_session(*session);
        state.ResumeTiming();
    }
    xr.destroy_instance(*instance);
}

void register_calls(Application& app, const Runtime& runtime) {
    const auto add = [&](const char* name, void (*function)(benchmark::State&, Application&)) {
        benchmark::RegisterBenchmark(name, [function, &app](benchmark::State& state) { function(state, app); })->UseRealTime();
    };
    add("xrLocateSpace", locate_space);
    add("xrLocateViews", locate_views);
    add("xrSyncActions", sync_actions);
    add("xrGetActionStateBoolean", get_action_state);
    add("xrPollEvent/empty", poll_event);
    benchmark::RegisterBenchmark("frame/headless_client_cpu", [&app](benchmark::State& state) { frame_cpu(state, app); })
        ->UseManualTime();
    benchmark::RegisterBenchmark("xrCreateInstance", [&](benchmark::State& state) { instance_creation(state, runtime); })
        ->UseRealTime()
        ->Iterations(100);
    benchmark::RegisterBenchmark("xrCreateSession/headless", [&](benchmark::State& state) { session_creation(state, runtime); })
        ->UseRealTime()
        ->Iterations(200);
}

Result<int> measure(int argc, char** argv) {
    const ServiceProcess service = TRY(ServiceProcess::start("null"));
    const Runtime runtime = TRY(Runtime::load());
    Application app = TRY(Application::create(runtime));
    register_floors();
    register_calls(app, runtime);
    const int code = run(argc, argv);
    app.xr.destroy_instance(app.instance);
    return code;
}

}  // namespace
}  // namespace xrt::bench

int main(int argc, char** argv) {
    const xrt::Result<int> code = xrt::bench::measure(argc, argv);
    if (code.ok()) return *code;
    std::fprintf(stderr, "openxr_bench: %s\n", code.error().message.c_str());
    return 1;
}
