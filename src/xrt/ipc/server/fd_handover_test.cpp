// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/fd_handover.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <atomic>
#include <thread>
#include <vector>

#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {
namespace {

struct FdHandoverTest : testing::Test {
    std::unique_ptr<FdHandover> handover = std::make_unique<FdHandover>(EventFd::create().value());

    static UniqueFd some_fd() { return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }
    /// Returns once somebody waits inside give().
    void wait_for_an_offer() const {
        pollfd offered{handover->fd(), POLLIN, 0};
        ASSERT_EQ(::poll(&offered, 1, -1), 1);
    }
};

TEST_F(FdHandoverTest, BringsTheFdOverAndTheAnswerBack) {
    std::thread giver([&] { EXPECT_TRUE(handover->give(some_fd()).ok()); });
    wait_for_an_offer();
    UniqueFd taken;
    handover->take([&](UniqueFd fd) -> Result<void> {
        taken = std::move(fd);
        return {};
    });
    giver.join();
    EXPECT_TRUE(taken.valid());
}

TEST_F(FdHandoverTest, CarriesTheTakersRefusal) {
    std::thread giver([&] { EXPECT_EQ(handover->give(some_fd()).error().code, ErrorCode::limit_exceeded); });
    wait_for_an_offer();
    handover->take([](UniqueFd) -> Result<void> { return Error{ErrorCode::limit_exceeded, "full"}; });
    giver.join();
}

TEST_F(FdHandoverTest, RefusesAllWhoWaitWhenItIsClosed) {
    std::vector<std::thread> givers;
    for (int i = 0; i < 3; ++i) {
        givers.emplace_back([&] { EXPECT_EQ(handover->give(some_fd()).error().code, ErrorCode::unavailable); });
    }
    wait_for_an_offer();
    handover->close();
    for (std::thread& giver : givers) giver.join();
}

TEST_F(FdHandoverTest, TakesOneAtATime) {
    std::thread first([&] { EXPECT_TRUE(handover->give(some_fd()).ok()); });
    std::thread second([&] { EXPECT_TRUE(handover->give(some_fd()).ok()); });
    int taken = 0;
    const auto take = [&](UniqueFd) -> Result<void> { return ++taken, Result<void>(); };
    wait_for_an_offer();
    handover->take(take);
    EXPECT_EQ(taken, 1);
    handover->take(take);  // nothing there, or the second already
    while (taken < 2) {
        wait_for_an_offer();
        handover->take(take);
    }
    first.join();
    second.join();
}

// Every fd is with the loop or closed, whoever was inside when it ended.
TEST_F(FdHandoverTest, LosesNoAnswerAndNoFdOfHundredsWhenItIsClosedInTheMiddle) {
    constexpr int givers = 300;
    const int before = count_open_fds();
    std::atomic<int> accepted{0};
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < givers; ++i) {
        threads.emplace_back([&] { ++(handover->give(some_fd()).ok() ? accepted : refused); });
    }
    std::vector<UniqueFd> taken;
    while (taken.size() < givers / 2) {
        wait_for_an_offer();
        handover->take([&](UniqueFd fd) -> Result<void> { return taken.push_back(std::move(fd)), Result<void>(); });
    }
    handover->close();
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(accepted, static_cast<int>(taken.size()));
    EXPECT_EQ(accepted + refused, givers);
    taken.clear();
    EXPECT_EQ(count_open_fds(), before);
}

TEST_F(FdHandoverTest, MayBeDestroyedWhileSomebodyWaits) {
    std::thread giver([raw = handover.get()] { EXPECT_EQ(raw->give(some_fd()).error().code, ErrorCode::unavailable); });
    wait_for_an_offer();
    handover.reset();
    giver.join();
}

}  // namespace
}  // namespace xrt::ipc
