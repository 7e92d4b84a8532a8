// SPDX-License-Identifier: BSL-1.0
//
// monado-service from its options to its end, in the order of doc/architecture.md: instance, devices, compositor, shared
// memory, socket, readiness, main loop.
#pragma once

#include <memory>
#include <optional>

#include "ipc/server/mainloop.hpp"
#include "service/system.hpp"
#include "targets/common/options.hpp"
#include "targets/common/status_writer.hpp"
#include "targets/service/exit_code.hpp"
#include "targets/service/shutdown.hpp"

namespace xrt {

class ServiceProgram {
 public:
    explicit ServiceProgram(Options options) : options_(std::move(options)) {}

    /// Runs until it is told to stop; nothing if all went well.
    std::optional<Failure> run();

 private:
    std::optional<Failure> start();
    Result<void> start_reports();
    Result<void> start_system();
    Result<void> start_loop();
    Result<void> listen();
    Result<void> tell_everybody_ready();

    const Options options_;
    // Torn down from the last to the first.
    std::unique_ptr<StatusWriter> status_;
    std::unique_ptr<Shutdown> shutdown_;
    std::unique_ptr<System> system_;
    std::unique_ptr<ipc::Mainloop> loop_;
};

}  // namespace xrt
