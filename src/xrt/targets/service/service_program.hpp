// SPDX-License-Identifier: BSL-1.0
//
// monado-service from its options to its end, in the order of doc/architecture.md: instance, devices, compositor, shared
// memory, socket, readiness, main loop.
#pragma once

#include <memory>
#include <optional>

#include "auxiliary/os/monotonic_clock.hpp"
#include "ipc/server/idle_exit.hpp"
#include "targets/service/exit_code.hpp"
#include "targets/service/service_host.hpp"
#include "targets/service/shutdown.hpp"

namespace xrt {

class ServiceProgram {
 public:
    explicit ServiceProgram(Options options) : host_(std::move(options)) {}

    /// Runs until it is told to stop; nothing if all went well.
    std::optional<Failure> run();

 private:
    std::optional<Failure> start();
    Result<void> block_signals();
    Result<void> start_loop();
    Result<void> exit_when_idle();
    Result<void> listen();
    Result<void> tell_everybody_ready();
    const Options& options() const { return host_.options(); }

    const MonotonicClock clock_;
    std::unique_ptr<Shutdown> shutdown_;
    ServiceHost host_;
    std::unique_ptr<TimerQueue> timers_;
    std::unique_ptr<ipc::IdleExit> idle_exit_;
};

}  // namespace xrt
