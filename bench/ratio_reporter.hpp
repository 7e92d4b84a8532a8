// SPDX-License-Identifier: BSL-1.0
//
// The usual console report, followed by a table of medians and their ratios to the floors of the same run.
//
//     int main(int argc, char** argv) { return xrt::bench::run(argc, argv); }   // after registering
#pragma once

namespace xrt::bench {

/// Runs all registered benchmarks, each several times, and prints medians and ratios. Returns the exit code.
int run(int argc, char** argv);

}  // namespace xrt::bench
