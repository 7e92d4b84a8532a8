// SPDX-License-Identifier: BSL-1.0
//
// Lends the terminal to the command while it runs, as a shell does: only a process group in the foreground may read from it, and
// Ctrl-C goes to that group. Does nothing if standard input is no terminal or not ours to lend.
#pragma once

#include <sys/types.h>

namespace xrt::run {

class Terminal {
 public:
    Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal() { take_back(); }

    void lend(pid_t group);
    void take_back();
    bool lent() const { return lent_; }

 private:
    bool ours_ = false;
    bool lent_ = false;
};

}  // namespace xrt::run
