// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/acceptor.hpp"

#include "auxiliary/os/test_fd_limit.hpp"
#include "ipc/server/server_testing.hpp"

namespace xrt::ipc {
namespace {

struct AcceptorTest : testing::Test {
    AcceptorTest() {
        ListeningSocket socket = ListeningSocket::bind(path).value();
        listening = socket.fd();
        acceptor = Acceptor::create(
                       loop, std::move(socket), [this](UniqueFd) { ++accepted; }, [this](UniqueFd) { ++refused; })
                       .value();
    }
    void look() { EXPECT_TRUE(loop.wait(Deadline::after(Duration::zero())).ok()); }

    TemporaryFolder folder;
    const std::string path = folder / "socket";
    EventLoop loop = EventLoop::create().value();
    int listening = -1, accepted = 0, refused = 0;
    std::unique_ptr<Acceptor> acceptor;
};

TEST_F(AcceptorTest, RefusesWithTheSpareFdWhileThereIsNoOther) {
#ifdef XRT_UNDEFINED_SANITIZER
    GTEST_SKIP() << "the undefined-behaviour sanitizer's check of vtables needs descriptors of its own";
#endif
    const UniqueFd first = connected_to(unconnected_socket(), path);
    const UniqueFd second = connected_to(unconnected_socket(), path);
    {
        const FdLimit none(FdLimit::lowest_free());
        look();
        EXPECT_EQ(refused, 1);
        EXPECT_TRUE(loop.watches(listening));
    }
    look();
    EXPECT_EQ(accepted, 1);
}

// Story: level-triggered readiness of a connection that cannot be accepted wakes the loop again and again.
TEST_F(AcceptorTest, LooksAwayWhileNotEvenTheSpareFdIsLeft) {
#ifdef XRT_UNDEFINED_SANITIZER
    GTEST_SKIP() << "the undefined-behaviour sanitizer's check of vtables needs descriptors of its own";
#endif
    const UniqueFd waiting = connected_to(unconnected_socket(), path);
    const FdLimit none(0);
    look();
    EXPECT_FALSE(loop.watches(listening));
    look();
    EXPECT_EQ(accepted + refused, 0);
}

}  // namespace
}  // namespace xrt::ipc
