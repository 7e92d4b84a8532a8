// SPDX-License-Identifier: BSL-1.0
#include "targets/run/terminal.hpp"

#include <unistd.h>

namespace xrt::run {

Terminal::Terminal() : ours_(::isatty(STDIN_FILENO) == 1 && ::tcgetpgrp(STDIN_FILENO) == ::getpgrp()) {}

void Terminal::lend(pid_t group) { lent_ = ours_ && ::tcsetpgrp(STDIN_FILENO, group) == 0; }

void Terminal::take_back() {
    if (lent_) ::tcsetpgrp(STDIN_FILENO, ::getpgrp());
    lent_ = false;
}

}  // namespace xrt::run
