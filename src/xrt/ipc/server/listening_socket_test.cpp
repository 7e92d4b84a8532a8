// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/listening_socket.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ipc/server/server_testing.hpp"
#include "ipc/server/service_manager.hpp"

namespace xrt::ipc {
namespace {

struct ListeningSocketTest : testing::Test {
    TemporaryFolder folder;
    const std::string path = folder / "socket";

    mode_t mode_of(const std::string& file) const {
        struct stat status {};
        EXPECT_EQ(::lstat(file.c_str(), &status), 0);
        return status.st_mode & 0777;
    }
    bool exists() const { return std::filesystem::exists(std::filesystem::symlink_status(path)); }
};

/// What a killed service leaves: a socket file that nobody listens to, and a pid file that nobody locks.
void leave_stale_socket(const std::string& path, int type) {
    const UniqueFd socket(::socket(AF_UNIX, type | SOCK_CLOEXEC, 0));
    const UnixAddress address = unix_address(path).value();
    ASSERT_EQ(::bind(socket.get(), address.get(), address.length), 0);
    std::ofstream(path + ".pid") << "1";
}

TEST_F(ListeningSocketTest, ListensForThisUserAlone) {
    const ListeningSocket socket = ListeningSocket::bind(path).value();
    EXPECT_EQ(mode_of(path), 0600u);
    EXPECT_TRUE(connected_to(unconnected_socket(), path).valid());
}

TEST_F(ListeningSocketTest, RemovesWhatItMade) {
    { const ListeningSocket socket = ListeningSocket::bind(path).value(); }
    EXPECT_FALSE(exists());
    EXPECT_FALSE(std::filesystem::exists(path + ".pid"));
}

TEST_F(ListeningSocketTest, RemovesNothingThatSomebodyElseMade) {
    {
        const ListeningSocket socket = ListeningSocket::bind(path).value();
        std::filesystem::remove(path);
        std::ofstream(path) << "not ours";
    }
    EXPECT_TRUE(exists());
}

TEST_F(ListeningSocketTest, ReplacesAStaleSocket) {
    leave_stale_socket(path, SOCK_SEQPACKET);
    EXPECT_TRUE(ListeningSocket::bind(path).ok());
    leave_stale_socket(path, SOCK_STREAM);
    EXPECT_TRUE(ListeningSocket::bind(path).ok());
}

TEST_F(ListeningSocketTest, NeverRobsALiveServiceAndNamesIt) {
    const ListeningSocket first = ListeningSocket::bind(path).value();
    const auto second = ListeningSocket::bind(path);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, ErrorCode::already_exists);
    EXPECT_THAT(second.error().message, testing::HasSubstr("pid " + std::to_string(::getpid())));
    EXPECT_TRUE(connected_to(unconnected_socket(), path).valid());
}

TEST_F(ListeningSocketTest, NeverRobsAProgramThatKnowsNothingOfOurLock) {
    for (const int type : {SOCK_SEQPACKET, SOCK_STREAM}) {
        const UniqueFd other(::socket(AF_UNIX, type | SOCK_CLOEXEC, 0));
        const UnixAddress address = unix_address(path).value();
        ASSERT_EQ(::bind(other.get(), address.get(), address.length), 0);
        ASSERT_EQ(::listen(other.get(), 1), 0);
        EXPECT_EQ(ListeningSocket::bind(path).error().code, ErrorCode::already_exists);
        EXPECT_TRUE(exists());
        std::filesystem::remove(path);
    }
}

TEST_F(ListeningSocketTest, ReplacesNoOtherFile) {
    std::ofstream(path) << "precious";
    EXPECT_EQ(ListeningSocket::bind(path).error().code, ErrorCode::already_exists);
    std::filesystem::remove(path);
    std::filesystem::create_symlink(folder / "elsewhere", path);
    EXPECT_EQ(ListeningSocket::bind(path).error().code, ErrorCode::already_exists);
}

TEST_F(ListeningSocketTest, MakesItsFolderForThisUserAlone) {
    EXPECT_TRUE(ListeningSocket::bind(folder / "new/socket").ok());
    EXPECT_EQ(mode_of(folder / "new"), 0700u);
}

TEST_F(ListeningSocketTest, SaysWhichFolderItCannotUse) {
    const auto socket = ListeningSocket::bind("/proc/nothing/socket");
    ASSERT_FALSE(socket.ok());
    EXPECT_THAT(socket.error().message, testing::HasSubstr("/proc/nothing"));
    EXPECT_FALSE(ListeningSocket::bind(folder / std::string(120, 'x').c_str()).ok());
}

TEST_F(ListeningSocketTest, ListensAtAnAbstractNameThatGoesWithIt) {
    const std::string name = "@monado-test-" + std::to_string(::getpid());
    {
        const ListeningSocket socket = ListeningSocket::bind(name).value();
        EXPECT_EQ(socket.description(), name);
        EXPECT_TRUE(connected_to(unconnected_socket(), name).valid());
        EXPECT_EQ(ListeningSocket::bind(name).error().code, ErrorCode::already_exists);
    }
    EXPECT_TRUE(ListeningSocket::bind(name).ok());
    EXPECT_FALSE(ListeningSocket::bind("@" + std::string(120, 'x')).ok());
}

TEST_F(ListeningSocketTest, UsesNoFolderOfAnotherUser) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can make one";
    ASSERT_EQ(::chown(folder.path().c_str(), 12345, 12345), 0);
    EXPECT_EQ(ListeningSocket::bind(path).error().code, ErrorCode::permission_denied);
}

/// The environment as systemd would set it.
struct InheritedSocketTest : ListeningSocketTest {
    static constexpr int first_fd = 200;

    void hand_over(int fd, pid_t pid = ::getpid()) {
        ASSERT_EQ(::dup2(fd, first_fd), first_fd);  // without CLOEXEC, as systemd does
        ::setenv("LISTEN_PID", std::to_string(pid).c_str(), 1);
        ::setenv("LISTEN_FDS", "1", 1);
    }
    ~InheritedSocketTest() override { ::close(first_fd); }
};

TEST_F(InheritedSocketTest, IsTakenFromTheServiceManager) {
    const ListeningSocket original = ListeningSocket::bind(path).value();
    hand_over(original.fd());
    {
        const auto sockets = ListeningSocket::inherited(first_fd).value();
        ASSERT_EQ(sockets.size(), 1u);
        EXPECT_TRUE(::fcntl(sockets[0].fd(), F_GETFD) & FD_CLOEXEC);
        EXPECT_TRUE(::fcntl(sockets[0].fd(), F_GETFL) & O_NONBLOCK);
    }
    EXPECT_TRUE(exists());  // the path is the manager's
    EXPECT_EQ(::getenv("LISTEN_PID"), nullptr);
    EXPECT_TRUE(ListeningSocket::inherited(first_fd).value().empty());
}

TEST_F(InheritedSocketTest, IsNotTakenIfItWasMeantForAnotherProcess) {
    const ListeningSocket original = ListeningSocket::bind(path).value();
    hand_over(original.fd(), ::getpid() + 1);
    EXPECT_TRUE(ListeningSocket::inherited(first_fd).value().empty());
    EXPECT_GE(::fcntl(first_fd, F_GETFD), 0);
}

TEST_F(InheritedSocketTest, IsRefusedIfItIsOfAnotherKind) {
    const UniqueFd stream(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    hand_over(stream.get());
    const auto sockets = ListeningSocket::inherited(first_fd);
    EXPECT_EQ(sockets.error().code, ErrorCode::invalid_argument);
    EXPECT_THAT(sockets.error().message, testing::HasSubstr("ListenSequentialPacket="));
}

struct ServiceManagerTest : ListeningSocketTest {
    ~ServiceManagerTest() override { ::unsetenv("NOTIFY_SOCKET"); }
    /// A manager that listens at `address`; what it is told first.
    std::string told_at(const std::string& where) {
        const UniqueFd manager(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        const UnixAddress address = unix_address(where).value();
        EXPECT_EQ(::bind(manager.get(), address.get(), address.length), 0);
        ::setenv("NOTIFY_SOCKET", where.c_str(), 1);
        EXPECT_TRUE(notify_service_manager("READY=1").ok());
        std::array<char, 100> text{};
        const ssize_t size = ::recv(manager.get(), text.data(), text.size(), MSG_DONTWAIT);
        return {text.data(), static_cast<size_t>(std::max<ssize_t>(size, 0))};
    }
};

TEST_F(ServiceManagerTest, IsToldAtAPathOrAnAbstractAddress) {
    EXPECT_EQ(told_at(path), "READY=1");
    EXPECT_EQ(told_at("@monado-test-" + std::to_string(::getpid())), "READY=1");
}

TEST_F(ServiceManagerTest, IsNotToldWhereThereIsNone) {
    ::unsetenv("NOTIFY_SOCKET");
    EXPECT_TRUE(notify_service_manager("READY=1").ok());
    ::setenv("NOTIFY_SOCKET", "/nonexistent/notify", 1);
    EXPECT_FALSE(notify_service_manager("READY=1").ok());
}

}  // namespace
}  // namespace xrt::ipc
