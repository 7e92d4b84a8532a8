// SPDX-License-Identifier: BSL-1.0
//
// The one clock of a running system, shared by whoever reads it and the compositor, which moves it if it is virtual.
#pragma once

#include <memory>
#include <variant>

#include "compositor/pacing/virtual_clock.hpp"
#include "xrt/clock.hpp"

namespace xrt::comp {

/// A clock that goes by itself, or one that the compositor moves in lock-step.
using SystemClock = std::variant<std::shared_ptr<const Clock>, std::shared_ptr<VirtualClock>>;

SystemClock make_system_clock(ClockMode mode);

const Clock& clock_of(const SystemClock& clock);
ClockMode mode_of(const SystemClock& clock);

}  // namespace xrt::comp
