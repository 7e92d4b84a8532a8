// SPDX-License-Identifier: BSL-1.0
//
// Starts a thread that takes no signals: in a service they belong to the main loop, in an application to the
// application.
#pragma once

#include <functional>
#include <thread>

#include "xrt/result.hpp"

namespace xrt {

/// `name` is seen in /proc and debuggers; at most 15 bytes. Whoever gets the thread joins it.
Result<std::thread> start_thread(const char* name, std::function<void()> function);

}  // namespace xrt
