// SPDX-License-Identifier: BSL-1.0
//
// What OpenXR calls cost an application whose service is another process.
#include <benchmark/benchmark.h>
#include <time.h>

#include <array>
#include <cstdio>
#include <functional>

#include "bare_swapchain.hpp"
#include "client/application.hpp"
#include "floors.hpp"
#include "ipc/client/connection.hpp"
#include "proto/protocol_hash.hpp"
#include "proto/service_proxy.hpp"
#include "ratio_reporter.hpp"
#include "service_process.hpp"

namespace xrt::bench {
namespace {

using end_to_end::Application;
using end_to_end::Graphics;
using end_to_end::Runtime;

constexpr uint32_t swapchain_size = 1024;
constexpr size_t swapchain_images = 3;

void locate_space(benchmark::State& state, Application& app) {
    const auto locate = app.get<PFN_xrLocateSpace>("xrLocateSpace");
    XrSpaceLocation location{.type = XR_TYPE_SPACE_LOCATION};
    for (auto _ : state) {
        benchmark::DoNotOptimize(locate(app.view_space(), app.local_space(), app.last_display_time(), &location));
    }
}

void locate_views(benchmark::State& state, Application& app) {
    const auto locate = app.get<PFN_xrLocateViews>("xrLocateViews");
    const XrViewLocateInfo info{.type = XR_TYPE_VIEW_LOCATE_INFO,
                                .viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO,
                                .displayTime = app.last_display_time(),
                                .space = app.local_space()};
    XrViewState view_state{.type = XR_TYPE_VIEW_STATE};
    std::array<XrView, 2> views{{{.type = XR_TYPE_VIEW}, {.type = XR_TYPE_VIEW}}};
    uint32_t count = 0;
    for (auto _ : state) benchmark::DoNotOptimize(locate(app.session(), &info, &view_state, 2, &count, views.data()));
}

void sync_actions(benchmark::State& state, Application& app) {
    const auto sync = app.get<PFN_xrSyncActions>("xrSyncActions");
    const XrActiveActionSet active{app.action_set(), XR_NULL_PATH};
    const XrActionsSyncInfo info{
        .type = XR_TYPE_ACTIONS_SYNC_INFO, .countActiveActionSets = 1, .activeActionSets = &active};
    for (auto _ : state) benchmark::DoNotOptimize(sync(app.session(), &info));
}

void get_action_state(benchmark::State& state, Application& app) {
    const auto get = app.get<PFN_xrGetActionStateBoolean>("xrGetActionStateBoolean");
    const XrActionStateGetInfo info{.type = XR_TYPE_ACTION_STATE_GET_INFO, .action = app.select()};
    XrActionStateBoolean value{.type = XR_TYPE_ACTION_STATE_BOOLEAN};
    for (auto _ : state) benchmark::DoNotOptimize(get(app.session(), &info, &value));
}

void poll_event(benchmark::State& state, Application& app) {
    const auto poll = app.get<PFN_xrPollEvent>("xrPollEvent");
    XrEventDataBuffer event{.type = XR_TYPE_EVENT_DATA_BUFFER};
    for (auto _ : state) benchmark::DoNotOptimize(poll(app.instance(), &event));
}

/// The whole way there and back: proxy, socket, listener thread, dispatcher, handler. No application waits for this in a frame.
void empty_call(benchmark::State& state, proto::Service& service) {
    for (auto _ : state) {
        if (!service.take_events().ok()) {
            state.SkipWithError("the call failed");
            break;
        }
    }
}

double cpu_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// All threads of the application's process, so that a helper thread cannot hide a cost; waiting costs nothing here.
void frame_cpu(benchmark::State& state, Application& app) {
    for (auto _ : state) {
        const double before = cpu_seconds();
        if (XR_FAILED(app.frame())) {
            state.SkipWithError("a frame failed");
            break;
        }
        state.SetIterationTime(cpu_seconds() - before);
    }
}

void instance_creation(benchmark::State& state, const Runtime& runtime) {
    for (auto _ : state) {
        XrInstance instance = XR_NULL_HANDLE;
        if (XR_FAILED(runtime.create_instance({}, XR_API_VERSION_1_0, &instance))) {
            state.SkipWithError("no instance");
            break;
        }
        state.PauseTiming();
        runtime.get<PFN_xrDestroyInstance>(instance, "xrDestroyInstance")(instance);
        state.ResumeTiming();
    }
}

void session_creation(benchmark::State& state, const Runtime& runtime) {
    XrInstance instance = XR_NULL_HANDLE;
    XrSessionCreateInfo info{.type = XR_TYPE_SESSION_CREATE_INFO};
    const XrSystemGetInfo system{.type = XR_TYPE_SYSTEM_GET_INFO, .formFactor = XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY};
    if (XR_FAILED(runtime.create_instance({"XR_MND_headless"}, XR_API_VERSION_1_0, &instance)) ||
        XR_FAILED(runtime.get<PFN_xrGetSystem>(instance, "xrGetSystem")(instance, &system, &info.systemId))) {
        return state.SkipWithError("no instance");
    }
    const auto create = runtime.get<PFN_xrCreateSession>(instance, "xrCreateSession");
    const auto destroy = runtime.get<PFN_xrDestroySession>(instance, "xrDestroySession");
    for (auto _ : state) {
        XrSession session = XR_NULL_HANDLE;
        if (XR_FAILED(create(instance, &info, &session))) {
            state.SkipWithError("no session");
            break;
        }
        state.PauseTiming();
        destroy(session);
        state.ResumeTiming();
    }
    runtime.get<PFN_xrDestroyInstance>(instance, "xrDestroyInstance")(instance);
}

void swapchain_creation(benchmark::State& state, Application& app) {
    const auto destroy = app.get<PFN_xrDestroySwapchain>("xrDestroySwapchain");
    for (auto _ : state) {
        const Result<XrSwapchain> swapchain = app.create_swapchain(swapchain_size);
        if (!swapchain.ok()) {
            state.SkipWithError(swapchain.error().message.c_str());
            break;
        }
        destroy(*swapchain);
    }
}

void bare_images(benchmark::State& state, Application& app) {
    const VkDevice device = app.vulkan()->binding().device;
    for (auto _ : state) {
        const Result<void> made = make_and_destroy_images(device, swapchain_size, swapchain_images);
        if (!made.ok()) {
            state.SkipWithError(made.error().message.c_str());
            break;
        }
    }
}

void add(const char* name, void (*function)(benchmark::State&, Application&), Application& app) {
    benchmark::RegisterBenchmark(name, [function, &app](benchmark::State& state) {
        function(state, app);
    })->UseRealTime();
}

void add_calls(Application& app) {
    add("xrLocateSpace", locate_space, app);
    add("xrLocateViews", locate_views, app);
    add("xrSyncActions", sync_actions, app);
    add("xrGetActionStateBoolean", get_action_state, app);
    add("xrPollEvent/empty", poll_event, app);
}

void add_frame(const char* name, Application& app) {
    benchmark::RegisterBenchmark(name, [&app](benchmark::State& state) { frame_cpu(state, app); })->UseManualTime();
}

void add_creations(const Runtime& runtime, Application& vulkan) {
    const auto add_one = [&](const char* name, void (*function)(benchmark::State&, const Runtime&)) {
        benchmark::RegisterBenchmark(name, [function, &runtime](benchmark::State& state) { function(state, runtime); })
            ->UseRealTime()
            ->Iterations(100);
    };
    add_one("create/instance", instance_creation);
    add_one("create/session_headless", session_creation);
    add("create/swapchain_and_destroy", swapchain_creation, vulkan);
    add("floor/vulkan_images_and_destroy", bare_images, vulkan);
}

void add_empty_call(proto::Service& service) {
    benchmark::RegisterBenchmark("call/empty", [&service](benchmark::State& state) {
        empty_call(state, service);
    })->UseRealTime();
}

Result<std::unique_ptr<ipc::Connection>> connect() {
    ipc::ConnectOptions options;
    options.protocol_hash = proto::protocol_hash;
    return ipc::connect(options);
}

/// Into the frame loop, focused.
Result<std::unique_ptr<Application>> start(const Runtime& runtime, Graphics graphics) {
    std::unique_ptr<Application> app = TRY(Application::create(runtime, graphics, [](const std::string&) {}));
    for (int frame = 0; frame < 10; ++frame) {
        app->handle_events();
        if (app->running()) TRY(end_to_end::expect_success(app->frame(), "a frame"));
    }
    return app;
}

Result<int> measure(int argc, char** argv) {
    const ServiceProcess service = TRY(ServiceProcess::start("vulkan"));
    const Runtime runtime = TRY(Runtime::load(std::string(XRT_BUILD_DIR) + "/lib/libopenxr_monado.so"));
    const std::unique_ptr<Application> vulkan = TRY(start(runtime, Graphics::vulkan));
    const std::unique_ptr<Application> headless = TRY(start(runtime, Graphics::none));
    const std::unique_ptr<ipc::Connection> connection = TRY(connect());
    proto::ServiceProxy proxy(*connection);
    TRY(proxy.introduce({.application_name = "openxr_bench", .engine_name = "", .api_version = XR_API_VERSION_1_0}));
    register_floors();
    add_empty_call(proxy);
    add_calls(*headless);
    add_frame("frame/headless_client_cpu", *headless);
    add_frame("frame/one_layer_client_cpu", *vulkan);
    add_creations(runtime, *vulkan);
    return run(argc, argv);
}

}  // namespace
}  // namespace xrt::bench

int main(int argc, char** argv) {
    const xrt::Result<int> code = xrt::bench::measure(argc, argv);
    if (code.ok()) return *code;
    std::fprintf(stderr, "openxr_bench: %s\n", code.error().message.c_str());
    return 1;
}
