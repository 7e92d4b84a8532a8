// SPDX-License-Identifier: BSL-1.0
//
// What the service costs: its start, its frames, its idleness, and what becomes of it with many clients and after many frames.
#include <benchmark/benchmark.h>
#include <sched.h>
#include <spawn.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <thread>

#include "bare_device.hpp"
#include "bare_peer.hpp"
#include "floors.hpp"
#include "frame_client.hpp"
#include "processor_time.hpp"
#include "ratio_reporter.hpp"
#include "service_process.hpp"

namespace xrt::bench {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr auto ninety_hertz = std::chrono::nanoseconds(11'111'111);
constexpr size_t many_clients = 64;
constexpr auto crowd_time = 12s;  ///< more than a thousand frames of each

double seconds_since(SteadyClock::time_point start) {
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

template <typename T>
bool skipped(benchmark::State& state, const Result<T>& result) {
    if (!result.ok()) state.SkipWithError(result.error().message.c_str());
    return !result.ok();
}

/// From the start of the process until the first client has been introduced.
void start_service(benchmark::State& state, const std::string& compositor) {
    for (auto _ : state) {
        const auto start = SteadyClock::now();
        const auto service = ServiceProcess::start({"--compositor", compositor});
        if (skipped(state, service)) return;
        const auto client = FrameClient::connect();
        if (skipped(state, client)) return;
        state.SetIterationTime(seconds_since(start));
    }
}

/// A process that makes an instance and a device and ends.
void start_bare_device(benchmark::State& state) {
    const char* const arguments[] = {"/proc/self/exe", "--bare-device", nullptr};
    for (auto _ : state) {
        pid_t child = -1;
        int status = 1;
        const auto start = SteadyClock::now();
        ::posix_spawn(&child, arguments[0], nullptr, nullptr, const_cast<char* const*>(arguments), environ);
        ::waitpid(child, &status, 0);
        state.SetIterationTime(seconds_since(start));
        if (status != 0) return state.SkipWithError("no Vulkan device");
    }
}

/// Processor time of the service for one frame of one client, at the display's pace.
void service_frame(benchmark::State& state) {
    const auto service = ServiceProcess::start({"--compositor", "null", "--refresh-rate", "500"});
    if (skipped(state, service)) return;
    auto client = FrameClient::begin();
    if (skipped(state, client)) return;
    for (auto _ : state) {
        const double before = processor_seconds(service->pid());
        if (skipped(state, (*client)->frame())) return;
        state.SetIterationTime(processor_seconds(service->pid()) - before);
    }
}

/// The processor time of both ends of a round trip, at the same pace.
void round_trip_cpu(benchmark::State& state) {
    EchoPeer peer(64);
    auto next = SteadyClock::now();
    for (auto _ : state) {
        next += 2ms;
        sleep_until(next);
        const double before = processor_seconds();
        peer.round_trip();
        state.SetIterationTime(processor_seconds() - before);
    }
}

void add_misses(benchmark::State& state, const std::vector<Misses>& all) {
    double frames = 0, missed = 0, worst = 0;
    for (const Misses& misses : all) {
        frames += static_cast<double>(misses.frames);
        missed += static_cast<double>(misses.missed);
        worst = std::max(worst, 1000.0 * static_cast<double>(misses.missed) / static_cast<double>(misses.frames));
    }
    state.counters["frames"] = frames;
    state.counters["missed_per_1000"] = 1000 * missed / frames;
    state.counters["worst_client_missed_per_1000"] = worst;
}

/// This thread, and the threads and processes that it starts, share two processors for as long as it lives.
class TwoProcessors {
 public:
    TwoProcessors() {
        ::sched_getaffinity(0, sizeof before_, &before_);
        cpu_set_t two;
        CPU_ZERO(&two);
        for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&two) < 2; ++cpu) {
            if (CPU_ISSET(cpu, &before_)) CPU_SET(cpu, &two);
        }
        ::sched_setaffinity(0, sizeof two, &two);
    }
    ~TwoProcessors() { ::sched_setaffinity(0, sizeof before_, &before_); }
    TwoProcessors(const TwoProcessors&) = delete;
    TwoProcessors& operator=(const TwoProcessors&) = delete;

 private:
    cpu_set_t before_{};
};

/// Everybody in a thread of its own, for a while.
template <typename Body>
void run_crowd(benchmark::State& state, const Body& body) {
    std::vector<Misses> all(many_clients);
    std::vector<std::thread> threads;
    const auto start = SteadyClock::now();
    for (size_t i = 0; i < many_clients; ++i) threads.emplace_back([&, i] { all[i] = body(i, start + crowd_time); });
    for (std::thread& thread : threads) thread.join();
    state.SetIterationTime(seconds_since(start));
    add_misses(state, all);
}

void crowd_of_clients(benchmark::State& state) {
    const TwoProcessors two;
    const auto service = ServiceProcess::start({"--compositor", "null", "--refresh-rate", "90"});
    if (skipped(state, service)) return;
    std::vector<std::unique_ptr<FrameClient>> clients;
    for (size_t i = 0; i < many_clients; ++i) {
        auto client = FrameClient::begin();
        if (skipped(state, client)) return;
        clients.push_back(std::move(*client));
    }
    for (auto _ : state) {
        run_crowd(state, [&](size_t i, SteadyClock::time_point end) { return clients[i]->run_until(end); });
    }
}

void crowd_of_threads(benchmark::State& state) {
    const TwoProcessors two;
    const auto epoch = SteadyClock::now();
    for (auto _ : state) {
        run_crowd(state, [&](size_t, SteadyClock::time_point end) { return wake_up_until(end, epoch, ninety_hertz); });
    }
}

/// 100,000 frames as fast as they are taken in: what the service holds afterwards and did not hold before.
void growth(benchmark::State& state) {
    constexpr int warm_up = 5'000;
    constexpr int frames = 100'000;
    const auto service = ServiceProcess::start({"--compositor", "null", "--clock", "virtual"});
    if (skipped(state, service)) return;
    auto client = FrameClient::begin();
    if (skipped(state, client)) return;
    for (auto _ : state) {
        for (int i = 0; i < warm_up; ++i) (void)(*client)->frame();
        const ProcessState before = look_at(service->pid());
        const auto start = SteadyClock::now();
        for (int i = 0; i < frames; ++i) {
            if (skipped(state, (*client)->frame())) return;
        }
        state.SetIterationTime(seconds_since(start) / frames);
        const ProcessState after = look_at(service->pid());
        state.counters["grown_kib"] = after.resident_kib - before.resident_kib;
        state.counters["grown_fds"] = after.fds - before.fds;
        state.counters["grown_threads"] = after.threads - before.threads;
    }
}

void idleness(benchmark::State& state) {
    constexpr auto watched = 5s;
    const auto service = ServiceProcess::start({"--compositor", "null"});
    if (skipped(state, service)) return;
    { const auto somebody = FrameClient::begin(); }  // and gone
    std::this_thread::sleep_for(1s);
    for (auto _ : state) {
        const ProcessState before = look_at(service->pid());
        const double seconds_before = processor_seconds(service->pid());
        std::this_thread::sleep_for(watched);
        const ProcessState after = look_at(service->pid());
        state.SetIterationTime(processor_seconds(service->pid()) - seconds_before);
        state.counters["resident_kib"] = after.resident_kib;
        state.counters["wake_ups"] = after.wake_ups - before.wake_ups;
    }
}

void add(const char* name, const std::function<void(benchmark::State&)>& measured, int iterations) {
    benchmark::RegisterBenchmark(name, measured)->UseManualTime()->Iterations(iterations);
}

void add_starts() {
    add(
        "start/null", [](benchmark::State& state) { start_service(state, "null"); }, 10);
    add(
        "start/vulkan", [](benchmark::State& state) { start_service(state, "vulkan"); }, 3);
    add("floor/start_vulkan", start_bare_device, 3);
    add_aim({"start/null", {}, 0, 30e6});
    add_aim({"start/vulkan", "floor/start_vulkan", 1, 50e6});
}

void add_frames() {
    // One second: most of it is waiting, which counts for nothing, and would go on for minutes.
    constexpr int paced_frames = 500;
    add("floor/round_trip_cpu", round_trip_cpu, paced_frames);
    add("service/frame_cpu", service_frame, paced_frames);
    add_aim({"service/frame_cpu", "floor/round_trip_cpu", 2});
}

/// Long ones: once is enough.
void add_endurance() {
    const auto once = [](const char* name, void (*measured)(benchmark::State&)) {
        benchmark::RegisterBenchmark(name, measured)->UseManualTime()->Iterations(1)->Repetitions(1);
    };
    once("floor/crowd_of_64", crowd_of_threads);
    once("service/crowd_of_64", crowd_of_clients);
    once("service/100000_frames", growth);
    once("service/idle", idleness);
    add_aim({"service/crowd_of_64", "floor/crowd_of_64", 1, 1, "worst_client_missed_per_1000"});
    add_aim({"service/100000_frames", {}, 0, 256, "grown_kib"});
    add_aim({"service/100000_frames", {}, 0, 0, "grown_fds"});
    add_aim({"service/idle", {}, 0, 15'000, "resident_kib"});
    add_aim({"service/idle", {}, 0, 0, "wake_ups"});
}

}  // namespace
}  // namespace xrt::bench

int main(int argc, char** argv) {
    if (argc == 2 && std::strcmp(argv[1], "--bare-device") == 0) return xrt::bench::make_bare_device() ? 0 : 1;
    xrt::bench::register_floors();
    xrt::bench::add_starts();
    xrt::bench::add_frames();
    xrt::bench::add_endurance();
    return xrt::bench::run(argc, argv);
}
