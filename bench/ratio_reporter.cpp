// SPDX-License-Identifier: BSL-1.0
#include "ratio_reporter.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "floors.hpp"

namespace xrt::bench {
namespace {

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
        std::printf("\n%-44s %12s %14s %12s\n", "median", "ns", "x round trip", "x send");
        for (const std::string& name : order_) {
            const double nanoseconds = median(name);
            std::printf("%-44s %12.1f %14.3f %12.3f\n", name.c_str(), nanoseconds,
                        nanoseconds / median(socket_round_trip_floor), nanoseconds / median(socket_send_floor));
        }
    }

 private:
    void keep(const Run& run) {
        const std::string& name = run.run_name.function_name;
        if (times_[name].empty()) order_.push_back(name);
        times_[name].push_back(run.real_accumulated_time / static_cast<double>(run.iterations) * 1e9);
    }

    double median(const std::string& name) const {
        const auto found = times_.find(name);
        if (found == times_.end()) return 0;
        std::vector<double> sorted = found->second;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2];
    }

    std::map<std::string, std::vector<double>> times_;
    std::vector<std::string> order_;
};

}  // namespace

int run(int argc, char** argv) {
    std::vector<char*> arguments(argv, argv + argc);
    std::string repetitions = "--benchmark_repetitions=5";
    arguments.insert(arguments.begin() + 1, repetitions.data());  // first, so that the user's own wins
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 1;
    RatioReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    reporter.print_ratios();
    return 0;
}

}  // namespace xrt::bench
