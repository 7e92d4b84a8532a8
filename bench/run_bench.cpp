// SPDX-License-Identifier: BSL-1.0
//
// What monado-run costs: its own part of a run, and how long it takes to the first picture of an application, beside what that
// application takes by itself.
#include <benchmark/benchmark.h>
#include <poll.h>
#include <sys/inotify.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <string>
#include <vector>

#include "floors.hpp"
#include "ratio_reporter.hpp"
#include "support/service.hpp"
#include "targets/run/exit_code.hpp"
#include "targets/run/stdin_policy.hpp"

namespace xrt::bench {
namespace {

using namespace end_to_end;
using SteadyClock = std::chrono::steady_clock;
using Words = std::vector<std::string>;

constexpr int never_reached = static_cast<int>(run::ExitCode::never_reached);

double seconds_since(SteadyClock::time_point start) {
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

/// Programs that run from their start to their end.
void whole_run(benchmark::State& state, const Words& words, int code) {
    for (auto _ : state) {
        const Finished run = Program::run(words);
        if (run.end != exited(code)) return state.SkipWithError(run.err.c_str());
        state.SetIterationTime(run.took.count());
    }
}

/// A command that does nothing at all, and so never reaches OpenXR.
void run_true(benchmark::State& state, const Words& options) {
    Words words{built("monado-run"), "--quiet"};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), {"--", "true"});
    whole_run(state, words, never_reached);
}

/// A service alone: until it is ready, and until it has ended.
void service_alone(benchmark::State& state, const Words& options) {
    for (auto _ : state) {
        const auto start = SteadyClock::now();
        const auto service = Service::start(options);
        if (!service) return state.SkipWithError("no service");
        service->program().signal(SIGTERM);
        service->program().wait();
        state.SetIterationTime(seconds_since(start));
    }
}

/// Sees every file that is written into a folder from now on.
class FolderWatch {
 public:
    explicit FolderWatch(const std::string& folder) : watch_(::inotify_init1(IN_CLOEXEC)) {
        ::inotify_add_watch(watch_.get(), folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO);
    }

    /// Until there is a whole file of that name.
    bool await(const std::string& name) const {
        constexpr int most_milliseconds = 30'000;
        for (;;) {
            pollfd waited{watch_.get(), POLLIN, 0};
            alignas(inotify_event) char events[4096];
            if (::poll(&waited, 1, most_milliseconds) <= 0) return false;
            const ssize_t size = ::read(watch_.get(), events, sizeof events);
            for (ssize_t at = 0; at < size;) {
                const auto* const event = reinterpret_cast<const inotify_event*>(events + at);
                if (event->len > 0 && name == event->name) return true;
                at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
            }
        }
    }

 private:
    const UniqueFd watch_;
};

/// From the start of monado-run until the first picture of hello_xr is written. It ends by itself afterwards.
void first_picture(benchmark::State& state, const Words& options) {
    for (auto _ : state) {
        const run::PrivateFolder pictures = temporary_folder();
        Words words{built("monado-run"), "--frames", "2", "--capture", pictures.path()};
        words.insert(words.end(), options.begin(), options.end());
        words.insert(words.end(), {"--", "hello_xr", "-g", "Vulkan2"});
        const FolderWatch watch(pictures.path());
        const auto start = SteadyClock::now();
        Program program = Program::start({.arguments = std::move(words)});
        if (!watch.await("frame-000001-left.png")) return state.SkipWithError(program.err().c_str());
        state.SetIterationTime(seconds_since(start));
        program.wait();
    }
}

/// hello_xr alone, with a service that runs already and draws nothing: until its first frame is there.
void application_start(benchmark::State& state) {
    const auto held = run::HeldPipe::create();
    for (auto _ : state) {
        const auto service = Service::start({"--clock", "virtual"});
        if (!service || !held.ok()) return state.SkipWithError("no service");
        Program::Settings settings{{"hello_xr", "-g", "Vulkan2"}, service->environment(), held->read_end.get()};
        const auto start = SteadyClock::now();
        Program program = Program::start(std::move(settings));
        if (!service->await(run::StatusKind::frame)) return state.SkipWithError(program.err().c_str());
        state.SetIterationTime(seconds_since(start));
        program.signal(SIGKILL);
        program.wait();
    }
}

void add(const char* name, const std::function<void(benchmark::State&)>& measured, int iterations) {
    benchmark::RegisterBenchmark(name, measured)->UseManualTime()->Iterations(iterations);
}

void add_overhead() {
    const auto run_true_with = [](Words options) {
        return [options = std::move(options)](benchmark::State& state) { run_true(state, options); };
    };
    add(
        "floor/true", [](benchmark::State& state) { whole_run(state, {"true"}, 0); }, 10);
    add(
        "floor/service_null",
        [](benchmark::State& state) {
            service_alone(state, {"--compositor", "null"});
        },
        10);
    add(
        "floor/service_vulkan", [](benchmark::State& state) { service_alone(state, {}); }, 5);
    add("run/true_in_process", run_true_with({"--in-process"}), 10);
    add("run/true_null", run_true_with({"--compositor", "null"}), 10);
    add("run/true_vulkan", run_true_with({}), 5);
    add_aim({"run/true_in_process", "floor/true", 1, 50e6});
    add_aim({"run/true_null", "floor/service_null", 1, 50e6});
    add_aim({"run/true_vulkan", "floor/service_vulkan", 1, 50e6});
}

void add_first_pictures() {
    add("floor/hello_xr_start", application_start, 3);
    add(
        "run/first_picture", [](benchmark::State& state) { first_picture(state, {}); }, 3);
    add(
        "run/first_picture_in_process", [](benchmark::State& state) { first_picture(state, {"--in-process"}); }, 3);
    add_aim({"run/first_picture", "floor/hello_xr_start", 2});
    add_aim({"run/first_picture_in_process", "floor/hello_xr_start", 2});
}

}  // namespace
}  // namespace xrt::bench

int main(int argc, char** argv) {
    xrt::bench::register_floors();
    xrt::bench::add_overhead();
    xrt::bench::add_first_pictures();
    return xrt::bench::run(argc, argv);
}
