// SPDX-License-Identifier: BSL-1.0
//
// A child in a process group of its own, which dies with us however we end. The owner stops it before it lets go; the destructor
// kills what is left of the group.
#pragma once

#include <sys/types.h>

#include <csignal>
#include <optional>
#include <string>
#include <vector>

#include "targets/run/verdict.hpp"
#include "xrt/result.hpp"

namespace xrt::run {

struct ChildSettings {
    std::vector<std::string> arguments;    ///< the first is the program, searched for on PATH if it has no slash
    std::vector<std::string> environment;  ///< NAME=value
    int stdin_fd = 0;
    int stdout_fd = 1;
    int stderr_fd = 2;
    std::optional<int> inherited_fd{};  ///< one more, under its own number
    int death_signal = SIGTERM;         ///< what the child gets if we are killed
    sigset_t signal_mask{};             ///< what the child starts with
};

enum class ChildState { running, stopped, ended };

class ChildProcess {
 public:
    /// not_found or permission_denied if the program cannot be run.
    static Result<ChildProcess> start(const ChildSettings& settings);

    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess();

    pid_t pid() const { return pid_; }
    /// After SIGCHLD. `stopped` is told once for every time that it is stopped.
    ChildState look();
    /// Once look() said `ended`.
    const std::optional<ProcessEnd>& end() const { return end_; }

    void signal_group(int signal) const;
    /// Collects descendants that were left to us and says whether anybody is left in the group.
    bool group_is_empty() const;

 private:
    explicit ChildProcess(pid_t pid) : pid_(pid) {}

    pid_t pid_ = -1;
    std::optional<ProcessEnd> end_;
};

}  // namespace xrt::run
