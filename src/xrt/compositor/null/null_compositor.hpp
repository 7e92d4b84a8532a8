// SPDX-License-Identifier: BSL-1.0
//
// The system compositor that shows nothing and needs no Vulkan: for headless sessions. It keeps the same clock as every
// other.
#pragma once

#include <memory>

#include "compositor/multi/multi_compositor.hpp"

namespace xrt::comp {

/// `period` is the simulated display's.
std::unique_ptr<MultiCompositor> create_null_compositor(SystemClock clock, Duration period);

}  // namespace xrt::comp
