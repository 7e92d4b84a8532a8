// SPDX-License-Identifier: BSL-1.0
//
// A monado-service of a test's own, on a private socket: ready when start() returns, stopped by the destructor.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "support/program.hpp"
#include "targets/run/activity.hpp"
#include "targets/run/status_listener.hpp"

namespace xrt::end_to_end {

/// What a process holds, as /proc tells it.
struct Footprint {
    size_t fds = 0;
    size_t threads = 0;
    size_t resident_kib = 0;

    static Footprint of(pid_t pid);
};

class Service {
 public:
    /// nullptr, with a test failure, if it did not become ready.
    static std::unique_ptr<Service> start(std::vector<std::string> options = {},
                                          run::Environment environment = run::Environment::of_this_process());

    const std::string& socket() const { return socket_; }
    Program& program() { return program_; }
    Footprint footprint() const { return Footprint::of(program_.pid()); }

    /// Takes status events in until the predicate holds for one of them; false if the time is up.
    bool await(const std::function<bool(const run::StatusEvent&)>& wanted, std::chrono::seconds limit = 30s);
    bool await(run::StatusKind kind, std::chrono::seconds limit = 30s);
    /// Waits until /proc says so; the service has no event for a thread that is gone.
    bool await_footprint(const std::function<bool(const Footprint&)>& wanted, std::chrono::seconds limit = 10s) const;
    const run::Activity& activity() const { return activity_; }

    /// An environment that leads to this service.
    run::Environment environment() const;
    /// monado-ctl, led to this service.
    Program::Settings ctl(std::vector<std::string> arguments) const;

 private:
    Service(run::PrivateFolder folder, run::StatusListener listener, Program program);

    run::PrivateFolder folder_;
    std::string socket_;
    run::StatusListener listener_;
    Program program_;
    run::Activity activity_;
    std::vector<run::StatusEvent> pending_;
};

}  // namespace xrt::end_to_end
