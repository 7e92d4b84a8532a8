// SPDX-License-Identifier: BSL-1.0
//
// The service of one run: a process of its own, whose log is kept to be shown if the run goes wrong. It dies with monado-run.
#pragma once

#include "targets/run/child_process.hpp"
#include "targets/run/environment.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::run {

class PrivateService {
 public:
    /// `stream` is where a video goes that is one stream, if it is open. The log is a file at `log_path`, or what we say ourselves if
    /// that is to be verbose.
    static Result<PrivateService> start(const RunOptions& options, const RuntimeAddress& address, std::string log_path,
                                        const UniqueFd& stream, const sigset_t& signal_mask);

    ChildProcess& process() { return process_; }
    const ChildProcess& process() const { return process_; }
    /// Its last lines, indented; nothing if they went where ours go.
    std::string log_tail() const;

 private:
    PrivateService(ChildProcess process, std::string log_path)
        : process_(std::move(process)), log_path_(std::move(log_path)) {}

    ChildProcess process_;
    std::string log_path_;  ///< empty if there is none
};

}  // namespace xrt::run
