// SPDX-License-Identifier: BSL-1.0
//
// Points in real time, as monado-run's limits count it. Whoever needs the present one is given it, so tests choose it.
#pragma once

#include <chrono>

namespace xrt::run {

using Moment = std::chrono::steady_clock::time_point;
using Seconds = std::chrono::duration<double>;

}  // namespace xrt::run
