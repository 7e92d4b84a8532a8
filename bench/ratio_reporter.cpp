// SPDX-License-Identifier: BSL-1.0
#include "ratio_reporter.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "floors.hpp"

namespace xrt::bench {
namespace {

std::vector<Aim>& aims() {
    static std::vector<Aim> all;
    return all;
}

/// Keeps what the console shows, to put the medians side by side afterwards.
class RatioReporter : public benchmark::ConsoleReporter {
 public:
    RatioReporter() : ConsoleReporter(OO_None) {}

    void ReportRuns(const std::vector<Run>& runs) override {
        ConsoleReporter::ReportRuns(runs);
        for (const Run& run : runs) {
            if (run.run_type == Run::RT_Iteration && !run.error_occurred) keep(run);
        }
    }

    void print_ratios() const {
        std::printf("\n%-44s %12s %14s %12s %12s\n", "median", "ns", "x round trip", "x own floor", "CPU x floor");
        const double round_trip = median(times_, socket_round_trip_floor);  // 0 if it was filtered out
        for (const std::string& name : order_) {
            const double nanoseconds = median(times_, name);
            std::printf("%-44s %12.1f", name.c_str(), nanoseconds);
            if (round_trip > 0) {
                std::printf(" %14.3f", nanoseconds / round_trip);
            } else {
                std::printf(" %14s", "");
            }
            print_own(times_, name);
            print_own(processor_times_, name);
            std::printf("\n");
        }
    }

    void print_aims() const {
        if (aims().empty()) return;
        std::printf("\n%-56s %14s %14s %9s\n", "aim", "figure", "floor", "ratio");
        for (const Aim& aim : aims()) print(aim);
    }

 private:
    using Times = std::map<std::string, std::vector<double>>;

    void keep(const Run& run) {
        const std::string& arguments = run.run_name.args;
        const std::string name = run.run_name.function_name + (arguments.empty() ? "" : "/" + arguments);
        const double nanoseconds = 1e9 / static_cast<double>(run.iterations);
        if (times_[name].empty()) order_.push_back(name);
        times_[name].push_back(run.real_accumulated_time * nanoseconds);
        processor_times_[name].push_back(run.cpu_accumulated_time * nanoseconds);
        for (const auto& [counter, value] : run.counters) counters_[counter][name].push_back(value);
    }

    /// Times, or a counter's values.
    const Times& figures_of(const Aim& aim) const {
        static const Times none;
        if (aim.counter.empty()) return times_;
        const auto found = counters_.find(aim.counter);
        return found == counters_.end() ? none : found->second;
    }

    void print(const Aim& aim) const {
        const Times& figures = figures_of(aim);
        const auto measured =
            std::ranges::find_if(figures, [&](const auto& figure) { return is_named(figure.first, aim.name); });
        if (measured == figures.end()) return;  // filtered out
        const auto below = std::ranges::find_if(
            figures, [&](const auto& figure) { return !aim.floor.empty() && is_named(figure.first, aim.floor); });
        if (!aim.floor.empty() && below == figures.end()) return;  // likewise
        const double figure = median(figures, measured->first);
        const double floor = below == figures.end() ? 0 : median(figures, below->first);
        const double most = aim.factor * floor + aim.constant;
        const std::string what = aim.counter.empty() ? aim.name : aim.name + " " + aim.counter;
        std::printf("%-56s %14.2f %14.2f ", what.c_str(), figure, floor);
        if (floor > 0) {
            std::printf("%9.3f", figure / floor);
        } else {
            std::printf("%9s", "");
        }
        std::printf("  at most %.2f: %s\n", most, figure <= most ? "holds" : "MISSED");
    }

    /// "start/null" is measured as "start/null/iterations:10".
    static bool is_named(std::string_view measured, std::string_view name) {
        return measured == name || (measured.starts_with(name) && measured.substr(name.size()).starts_with("/iter"));
    }

    static void print_own(const Times& times, const std::string& name) {
        const double floor = own_floor(times, name);
        if (floor > 0) std::printf(" %12.3f", median(times, name) / floor);
    }

    /// "floor/4KiB" for "call/4KiB", if it was measured; the send floor for one-way messages that have none of their own.
    static double own_floor(const Times& times, const std::string& name) {
        if (!name.starts_with("call/")) return 0;
        const double floor = median(times, "floor/" + name.substr(5));
        return floor > 0 || name.find("one_way") == std::string::npos ? floor : median(times, socket_send_floor);
    }

    static double median(const Times& times, const std::string& name) {
        const auto found = times.find(name);
        if (found == times.end()) return 0;
        std::vector<double> sorted = found->second;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2];
    }

    Times times_;
    Times processor_times_;
    std::map<std::string, Times> counters_;
    std::vector<std::string> order_;
};

}  // namespace

void add_aim(Aim aim) { aims().push_back(std::move(aim)); }

int run(int argc, char** argv) {
    std::vector<char*> arguments(argv, argv + argc);
    // First, so that the user's own win. Interleaved: a neighbour's work then hits floor and figure alike.
    std::string repetitions = "--benchmark_repetitions=5";
    std::string interleaving = "--benchmark_enable_random_interleaving=true";
    arguments.insert(arguments.begin() + 1, {repetitions.data(), interleaving.data()});
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 1;
    RatioReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    reporter.print_ratios();
    reporter.print_aims();
    return 0;
}

}  // namespace xrt::bench
