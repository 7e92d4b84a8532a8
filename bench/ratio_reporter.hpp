// SPDX-License-Identifier: BSL-1.0
//
// The usual console report, followed by a table of medians and their ratios to the floors of the same run, and by one that says
// which aims hold.
//
//     add_aim({"start/null", {}, 0, 30e6});                       // below 30 ms
//     add_aim({"compose/drawn", "floor/compose_drawn", 1.5});     // at most 1.5 times its floor
//     int main(int argc, char** argv) { return xrt::bench::run(argc, argv); }   // after registering
#pragma once

#include <string>

namespace xrt::bench {

/// At most `factor` times the floor and `constant` more. Of times in nanoseconds, or of one of the benchmark's counters.
struct Aim {
    std::string name;
    std::string floor{};  ///< empty: none
    double factor = 0;
    double constant = 0;
    std::string counter{};  ///< of both; empty: times
};
void add_aim(Aim aim);

/// Runs all registered benchmarks, each several times, and prints medians, ratios and aims. Returns the exit code: missed aims are
/// no failure, for the machine may have been busy.
int run(int argc, char** argv);

}  // namespace xrt::bench
