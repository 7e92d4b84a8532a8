// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/thread.hpp"

#include <pthread.h>

#include <cassert>
#include <csignal>
#include <cstring>
#include <string>
#include <system_error>

namespace xrt {
namespace {

class AllSignalsBlocked {
 public:
    AllSignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &previous_);
    }
    ~AllSignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &previous_, nullptr); }
    AllSignalsBlocked(const AllSignalsBlocked&) = delete;
    AllSignalsBlocked& operator=(const AllSignalsBlocked&) = delete;

 private:
    sigset_t previous_;
};

}  // namespace

Result<std::thread> start_thread(const char* name, std::function<void()> function) {
    assert(std::strlen(name) <= 15);
    const AllSignalsBlocked inherited_by_the_thread;
    try {
        // It names itself: naming another thread opens a file, and there may be no descriptor left for it.
        return std::thread([name = std::string(name), function = std::move(function)] {
            ::pthread_setname_np(::pthread_self(), name.c_str());
            function();
        });
    } catch (const std::system_error& failure) {
        return os_error("cannot start a thread", failure.code().value());
    }
}

}  // namespace xrt
