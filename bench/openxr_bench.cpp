// SPDX-License-Identifier: BSL-1.0
//
// What OpenXR calls cost an application whose service is another process.
#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>
#include <type_traits>
#include <vector>

#include "allocation_counter.hpp"
#include "bare_peer.hpp"
#include "bare_swapchain.hpp"
#include "client/application.hpp"
#include "driver_calls.hpp"
#include "floors.hpp"
#include "ipc/client/connection.hpp"
#include "processor_time.hpp"
#include "projection_frame.hpp"
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

/// All threads of the application's process, so that a helper thread cannot hide a cost; waiting costs nothing here. And what the frame
/// costs the service.
void frame_cpu(benchmark::State& state, Application& app, pid_t service) {
    const double service_before = processor_seconds(service);
    const uint64_t allocations_before = allocations();
    for (auto _ : state) {
        const double before = processor_seconds();
        if (XR_FAILED(app.frame())) {
            state.SkipWithError("a frame failed");
            break;
        }
        state.SetIterationTime(processor_seconds() - before);
    }
    const auto frames = static_cast<double>(state.iterations());
    state.counters["allocations"] = static_cast<double>(allocations() - allocations_before) / frames;
    state.counters["service_ns"] = (processor_seconds(service) - service_before) / frames * 1e9;
}

/// The same without what is the driver's: its threads, and our calls into it. Only the driver decides what a submission costs, and a driver
/// whose semaphores cross processes has no wait. What measuring costs is ours.
void own_frame_cpu(benchmark::State& state, Application& app) {
    const std::vector<clockid_t> driver = other_threads_but("monado-");
    (void)take_driver_calls();
    double driver_seconds = 0;
    int submissions = 0;
    for (auto _ : state) {
        const double driver_before = thread_seconds(driver);
        const double before = processor_seconds();
        if (XR_FAILED(app.frame())) {
            state.SkipWithError("a frame failed");
            break;
        }
        const double all = processor_seconds() - before;
        const DriverCalls calls = take_driver_calls();
        const double in_driver = thread_seconds(driver) - driver_before + calls.seconds;
        state.SetIterationTime(all - in_driver);
        driver_seconds += in_driver;
        submissions += calls.submissions;
    }
    const auto frames = static_cast<double>(state.iterations());
    state.counters["driver_ns"] = driver_seconds / frames * 1e9;
    state.counters["submissions"] = submissions / frames;
}

constexpr auto frame_period = std::chrono::milliseconds(2);
/// One second: most of a frame is waiting, which counts for nothing, and would go on for minutes.
constexpr int paced_frames = 500;

/// The least that a frame can be: sleep until it is time and send a message of its size. At the frames' pace, for what is done 500 times a
/// second is done with cold caches, and the receiver sleeps.
void bare_frame(benchmark::State& state, size_t bytes, const std::function<void()>& work) {
    BarePeer peer(bytes);
    auto next = std::chrono::steady_clock::now();
    for (auto _ : state) {
        next += frame_period;
        const double before = processor_seconds();
        sleep_until(next);
        work();
        peer.send();
        state.SetIterationTime(processor_seconds() - before - peer.take_receiver_seconds());
    }
}

/// What a frame's one submission to the application's own queue costs, made by hand: where no semaphore crosses processes, somebody
/// has to wait for it.
struct BareSubmissions {
    explicit BareSubmissions(const XrGraphicsBindingVulkan2KHR& binding) : device(binding.device) {
        vkGetDeviceQueue(device, binding.queueFamilyIndex, binding.queueIndex, &queue);
        const VkFenceCreateInfo info{VK_STRUCTURE_TYPE_FENCE_CREATE_INFO, nullptr, 0};
        vkCreateFence(device, &info, nullptr, &fence);
    }
    ~BareSubmissions() { vkDestroyFence(device, fence, nullptr); }
    BareSubmissions(const BareSubmissions&) = delete;
    BareSubmissions& operator=(const BareSubmissions&) = delete;

    void submit_and_wait() {
        vkQueueSubmit(queue, 0, nullptr, fence);
        vkWaitForFences(device, 1, &fence, VK_TRUE, UINT64_MAX);
        vkResetFences(device, 1, &fence);
    }

    VkDevice device;
    VkQueue queue = VK_NULL_HANDLE;
    VkFence fence = VK_NULL_HANDLE;
};

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

/// Creation alone. What was made goes all together now and then, when nobody looks, so that no creation waits for the end of another.
template <typename Create, typename Destroy>
void measure_creation(benchmark::State& state, const Create& create, const Destroy& destroy) {
    constexpr size_t kept = 32;
    constexpr auto for_the_service_to_be_done = std::chrono::milliseconds(5);
    std::vector<typename std::remove_cvref_t<decltype(*create())>> made;
    for (auto _ : state) {
        const auto start = std::chrono::steady_clock::now();
        auto fresh = create();
        state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        if (!fresh.ok()) {
            state.SkipWithError(fresh.error().message.c_str());
            break;
        }
        made.push_back(std::move(*fresh));
        if (made.size() < kept) continue;
        for (auto& one : made) destroy(one);
        made.clear();
        std::this_thread::sleep_for(for_the_service_to_be_done);
    }
    for (auto& one : made) destroy(one);
}

void swapchain_creation(benchmark::State& state, Application& app) {
    const auto destroy = app.get<PFN_xrDestroySwapchain>("xrDestroySwapchain");
    measure_creation(
        state, [&] { return app.create_swapchain(swapchain_size); }, destroy);
}

void bare_images(benchmark::State& state, Application& app) {
    const VkDevice device = app.vulkan()->binding().device;
    measure_creation(
        state, [&] { return BareSwapchain::create(device, swapchain_size, swapchain_images); },
        [](auto& swapchain) { swapchain.reset(); });
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

struct FrameApplications {
    Application& headless;
    Application& vulkan;
    Application& measured;  ///< Vulkan, through measured_instance_proc_addr()
};

/// Bytes of what the floors send.
struct FrameSizes {
    size_t headless;
    size_t one_layer;
};

void add_frames(const FrameApplications& apps, const FrameSizes& sizes, BareSubmissions& submissions, pid_t service) {
    const auto add_one = [](const char* name, const std::function<void(benchmark::State&)>& measured) {
        benchmark::RegisterBenchmark(name, measured)->UseManualTime()->Iterations(paced_frames);
    };
    add_one("floor/frame_headless", [&](benchmark::State& state) { bare_frame(state, sizes.headless, [] {}); });
    add_one("frame/headless", [&apps, service](benchmark::State& state) { frame_cpu(state, apps.headless, service); });
    add_one("floor/frame_one_layer", [&](benchmark::State& state) {
        bare_frame(state, sizes.one_layer, [&] { submissions.submit_and_wait(); });
    });
    add_one("floor/frame_one_layer_sent", [&](benchmark::State& state) { bare_frame(state, sizes.one_layer, [] {}); });
    add_one("frame/one_layer", [&apps, service](benchmark::State& state) { frame_cpu(state, apps.vulkan, service); });
    add_one("frame/one_layer_own", [&apps](benchmark::State& state) { own_frame_cpu(state, apps.measured); });
    add_aim({"frame/headless", "floor/frame_headless", 3});
    add_aim({"frame/headless", {}, 0, 0, "allocations"});
    add_aim({"frame/one_layer_own", "floor/frame_one_layer_sent", 3});
    // With software Vulkan the submission alone costs more than that.
    add_aim({"frame/one_layer", "floor/frame_one_layer_sent", 3});
    add_aim({"frame/one_layer", "floor/frame_one_layer", 3});
    add_aim({"create/swapchain", "floor/vulkan_images", 1.5});
}

void add_creations(const Runtime& runtime, Application& vulkan) {
    const auto add_one = [&](const char* name, void (*function)(benchmark::State&, const Runtime&)) {
        benchmark::RegisterBenchmark(name, [function, &runtime](benchmark::State& state) { function(state, runtime); })
            ->UseRealTime()
            ->Iterations(100);
    };
    add_one("create/instance", instance_creation);
    add_one("create/session_headless", session_creation);
    const auto add_manual = [&](const char* name, void (*function)(benchmark::State&, Application&)) {
        benchmark::RegisterBenchmark(name, [function, &vulkan](benchmark::State& state) {
            function(state, vulkan);
        })->UseManualTime();
    };
    add_manual("create/swapchain", swapchain_creation);
    add_manual("floor/vulkan_images", bare_images);
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
Result<std::unique_ptr<Application>> start(const Runtime& runtime, Graphics graphics,
                                           PFN_vkGetInstanceProcAddr vulkan = nullptr) {
    std::unique_ptr<Application> app =
        TRY(Application::create(runtime, graphics, [](const std::string&) {}, {.projection = true, .vulkan = vulkan}));
    for (int frame = 0; frame < 10; ++frame) {
        app->handle_events();
        if (app->running()) TRY(end_to_end::expect_success(app->frame(), "a frame"));
    }
    return app;
}

Result<int> measure(int argc, char** argv) {
    const std::string rates = "swapchain=1000000/1000000";  // far more than any application makes
    const ServiceProcess service = TRY(ServiceProcess::start(
        {"--compositor", "vulkan", "--refresh-rate", "500", "--client-rates", rates, "--user-rates", rates}));
    const Runtime runtime = TRY(Runtime::load(std::string(XRT_BUILD_DIR) + "/lib/libopenxr_monado.so"));
    const std::unique_ptr<Application> vulkan = TRY(start(runtime, Graphics::vulkan));
    const std::unique_ptr<Application> measured = TRY(start(runtime, Graphics::vulkan, measured_instance_proc_addr));
    const std::unique_ptr<Application> headless = TRY(start(runtime, Graphics::none));
    const std::unique_ptr<ipc::Connection> connection = TRY(connect());
    proto::ServiceProxy proxy(*connection);
    TRY(proxy.introduce({.application_name = "openxr_bench", .engine_name = "", .api_version = XR_API_VERSION_1_0}));
    register_floors();
    add_empty_call(proxy);
    add_calls(*headless);
    BareSubmissions submissions(vulkan->vulkan()->binding());
    const FrameApplications frames{*headless, *vulkan, *measured};
    const FrameSizes sizes{TRY(message_size(projection_frame(0))), TRY(message_size(projection_frame(1)))};
    add_frames(frames, sizes, submissions, service.pid());
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
