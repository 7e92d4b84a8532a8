// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/system_clock.hpp"

#include "auxiliary/os/monotonic_clock.hpp"

namespace xrt::comp {

SystemClock make_system_clock(ClockMode mode) {
    if (mode == ClockMode::lockstep) return std::make_shared<VirtualClock>();
    return std::shared_ptr<const Clock>(std::make_shared<MonotonicClock>());
}

const Clock& clock_of(const SystemClock& clock) {
    return std::visit([](const auto& owned) -> const Clock& { return *owned; }, clock);
}

ClockMode mode_of(const SystemClock& clock) {
    return std::holds_alternative<std::shared_ptr<VirtualClock>>(clock) ? ClockMode::lockstep : ClockMode::real;
}

}  // namespace xrt::comp
