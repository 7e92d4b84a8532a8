// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/fd_handover.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <thread>
#include <vector>

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
    handover->take_all([&](UniqueFd fd) -> Result<void> {
        taken = std::move(fd);
        return {};
    });
    giver.join();
    EXPECT_TRUE(taken.valid());
}

TEST_F(FdHandoverTest, CarriesTheTakersRefusal) {
    std::thread giver([&] { EXPECT_EQ(handover->give(some_fd()).error().code, ErrorCode::limit_exceeded); });
    wait_for_an_offer();
    handover->take_all([](UniqueFd) -> Result<void> { return Error{ErrorCode::limit_exceeded, "full"}; });
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

TEST_F(FdHandoverTest, MayBeDestroyedWhileSomebodyWaits) {
    std::thread giver([raw = handover.get()] { EXPECT_EQ(raw->give(some_fd()).error().code, ErrorCode::unavailable); });
    wait_for_an_offer();
    handover.reset();
    giver.join();
}

}  // namespace
}  // namespace xrt::ipc
