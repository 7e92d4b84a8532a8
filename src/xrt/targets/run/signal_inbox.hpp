// SPDX-License-Identifier: BSL-1.0
//
// The signals that end monado-run, or that tell of its children, as something to wait for. Blocks them for the process; one of them at
// a time exists. Signals that were ignored when monado-run started (nohup) stay ignored.
#pragma once

#include <csignal>
#include <optional>

#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::run {

class SignalInbox {
 public:
    static Result<SignalInbox> create();

    int fd() const { return fd_.get(); }
    /// The next signal that waits, if there is one.
    std::optional<int> take();
    /// As it was before, for children.
    const sigset_t& original_mask() const { return original_mask_; }

 private:
    SignalInbox(UniqueFd fd, const sigset_t& original) : fd_(std::move(fd)), original_mask_(original) {}

    UniqueFd fd_;
    sigset_t original_mask_;
};

}  // namespace xrt::run
