// SPDX-License-Identifier: BSL-1.0
#include "targets/run/status_listener.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "targets/run/private_folder.hpp"

namespace xrt::run {
namespace {

class StatusListenerTest : public testing::Test {
 protected:
    UniqueFd connect() const {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        folder_.file("status").copy(address.sun_path, sizeof address.sun_path - 1);
        UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        EXPECT_EQ(::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        return fd;
    }
    static void write(const UniqueFd& fd, std::string_view text) {
        EXPECT_EQ(::send(fd.get(), text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
    }

    PrivateFolder folder_ = PrivateFolder::create(std::vector<std::string>{"/tmp"}, Leftovers::remove).value();
    StatusListener listener_ = StatusListener::create(folder_.file("status")).value();
};

TEST_F(StatusListenerTest, TakesWholeLinesOnly) {
    const UniqueFd service = connect();
    write(service, "{\"event\":\"ready\"}\n{\"event\":\"fini");
    auto events = listener_.take();
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].kind, StatusKind::ready);
    write(service, "shed\"}\n");
    events = listener_.take();
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].kind, StatusKind::finished);
}

TEST_F(StatusListenerTest, TakesWhatWasWrittenBeforeAConnectionEnded) {
    write(connect(), "{\"event\":\"ready\"}\n");
    write(connect(), "{\"event\":\"ready\"}\n");
    EXPECT_EQ(listener_.take().size(), 2u);
}

TEST_F(StatusListenerTest, CutsOffWhoeverBreaksTheFormatAndKeepsTheOthers) {
    const UniqueFd good = connect();
    const UniqueFd bad = connect();
    write(bad, "nonsense\n");
    write(good, "{\"event\":\"ready\"}\n");
    EXPECT_EQ(listener_.take().size(), 1u);
    char byte;
    EXPECT_EQ(::recv(bad.get(), &byte, 1, MSG_DONTWAIT), 0);  // the other end was closed
    write(good, "{\"event\":\"finished\"}\n");
    EXPECT_EQ(listener_.take().size(), 1u);
}

TEST_F(StatusListenerTest, WaitsForItsSocketAndEveryConnection) {
    const UniqueFd first = connect();
    listener_.take();
    std::vector<pollfd> waits;
    listener_.add_to(waits);
    EXPECT_EQ(waits.size(), 2u);
}

}  // namespace
}  // namespace xrt::run
