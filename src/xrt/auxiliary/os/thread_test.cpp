// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/thread.hpp"

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <string>

namespace xrt {
namespace {

bool blocks(int signal) {
    sigset_t mask;
    ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
    return sigismember(&mask, signal) == 1;
}

TEST(Thread, TakesNoSignals) {
    bool blocked = false;
    start_thread("test", [&] { blocked = blocks(SIGTERM) && blocks(SIGINT) && blocks(SIGCHLD); }).value().join();
    EXPECT_TRUE(blocked);
}

TEST(Thread, LeavesTheSignalsOfItsCreatorAlone) {
    start_thread("test", [] {}).value().join();
    EXPECT_FALSE(blocks(SIGTERM));
}

}  // namespace
}  // namespace xrt
