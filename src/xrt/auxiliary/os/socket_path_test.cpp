// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/socket_path.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace xrt {
namespace {

struct SocketPath : testing::Test {
    SocketPath() {
        ::unsetenv("MONADO_SOCKET");
        ::unsetenv("XDG_RUNTIME_DIR");
    }
    const std::string fallback =
        (::geteuid() == 0 ? "/run/monado-" : "/tmp/monado-") + std::to_string(::geteuid()) + "/monado_comp_ipc";
};

TEST_F(SocketPath, LiesInTheRuntimeDirectory) {
    ::setenv("XDG_RUNTIME_DIR", "/run/user/1000", 1);
    EXPECT_EQ(default_socket_path(), "/run/user/1000/monado_comp_ipc");
}

TEST_F(SocketPath, IsWhatTheEnvironmentSays) {
    ::setenv("XDG_RUNTIME_DIR", "/run/user/1000", 1);
    ::setenv("MONADO_SOCKET", "/a/b", 1);
    EXPECT_EQ(default_socket_path(), "/a/b");
}

TEST_F(SocketPath, LiesInAFolderOfTheUsersOwnOtherwise) {
    EXPECT_EQ(default_socket_path(), fallback);
    ::setenv("XDG_RUNTIME_DIR", "", 1);
    ::setenv("MONADO_SOCKET", "", 1);
    EXPECT_EQ(default_socket_path(), fallback);
}

TEST_F(SocketPath, TakesNoRelativeRuntimeDirectory) {
    ::setenv("XDG_RUNTIME_DIR", "run", 1);
    EXPECT_EQ(default_socket_path(), fallback);
}

TEST_F(SocketPath, BecomesAnAddressUpToTheKernelsBound) {
    EXPECT_TRUE(unix_address(std::string(107, 'x')).ok());
    EXPECT_EQ(unix_address(std::string(108, 'x')).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(unix_address("").error().code, ErrorCode::invalid_argument);
}

TEST_F(SocketPath, BecomesAnAbstractAddressWithAnAtSign) {
    const UnixAddress address = unix_address("@name").value();
    EXPECT_EQ(std::memcmp(address.address.sun_path, "\0name", 5), 0);
    EXPECT_EQ(address.length, offsetof(sockaddr_un, sun_path) + 5);
}

}  // namespace
}  // namespace xrt
