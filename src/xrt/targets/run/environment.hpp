// SPDX-License-Identifier: BSL-1.0
//
// The environment of the service and of the command: ours, without what would mislead them, and with what leads to our runtime.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "targets/run/run_options.hpp"

namespace xrt::run {

class Environment {
 public:
    Environment() = default;
    explicit Environment(std::span<const std::string> variables) : variables_(variables.begin(), variables.end()) {}
    static Environment of_this_process();

    void set(std::string_view name, std::string_view value);
    void unset(std::string_view name);

    const std::vector<std::string>& variables() const { return variables_; }

 private:
    std::vector<std::string> variables_;  // NAME=value
};

/// What leads a command to the runtime of this run.
struct RuntimeAddress {
    std::string manifest;
    std::string socket;  ///< of the service; not used in process
    std::string status;
    std::string libmonado = {};  ///< the library for tools; empty: none
};

Environment service_environment(Environment ours);
Environment command_environment(Environment ours, const RunOptions& options, const RuntimeAddress& address);
/// For an application, and for the service in a process of its own, if somebody else starts both.
Environment wired_environment(Environment ours, const RunOptions& options, const RuntimeAddress& address);

}  // namespace xrt::run
