// SPDX-License-Identifier: BSL-1.0
#include "ipc/client/inherited_socket.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <thread>

#include "ipc/client/connection.hpp"
#include "ipc/wire/connected_socket.hpp"
#include "ipc/wire/handshake.hpp"

namespace xrt::ipc {
namespace {

struct InheritedSocketOfAClient : testing::Test {
    InheritedSocketOfAClient() {
        auto ends = make_socket_pair().value();
        service = std::move(ends.first);
        client = std::move(ends.second);
        name(client.get());
    }
    ~InheritedSocketOfAClient() override { ::unsetenv(inherited_socket_variable); }
    static void name(int fd) { ::setenv(inherited_socket_variable, std::to_string(fd).c_str(), 1); }
    static std::string complaint() {
        const auto taken = take_inherited_socket();
        return taken ? "" : taken.error().message;
    }

    UniqueFd service;
    UniqueFd client;
};

TEST_F(InheritedSocketOfAClient, IsTakenAndClosedOnExec) {
    const std::optional<UniqueFd> taken = take_inherited_socket().value();
    ASSERT_TRUE(taken.has_value());
    EXPECT_TRUE(::fcntl(taken->get(), F_GETFD) & FD_CLOEXEC);
    EXPECT_TRUE(check_connected_socket(taken->get()).ok());
}

// Story: an engine makes an instance to look around, destroys it, and makes another; in between its own file got the number.
TEST_F(InheritedSocketOfAClient, ServesOneConnectionAndKeepsItsNumberForGood) {
    ASSERT_TRUE(take_inherited_socket().ok());
    EXPECT_THAT(complaint(), testing::HasSubstr("not connected"));
    EXPECT_THAT(complaint(), testing::HasSubstr("serves one connection"));
    EXPECT_GE(::fcntl(client.get(), F_GETFD), 0);
}

TEST_F(InheritedSocketOfAClient, IsNoneWithoutTheVariable) {
    ::setenv(inherited_socket_variable, "", 1);
    EXPECT_EQ(take_inherited_socket().value(), std::nullopt);
    ::unsetenv(inherited_socket_variable);
    EXPECT_EQ(take_inherited_socket().value(), std::nullopt);
}

TEST_F(InheritedSocketOfAClient, IsRefusedIfItIsSomethingElse) {
    const auto complaint_about = [](const char* value) {
        ::setenv(inherited_socket_variable, value, 1);
        return complaint();
    };
    EXPECT_THAT(complaint_about("three"), testing::HasSubstr("MONADO_SOCKET_FD=three: this is no number"));
    EXPECT_THAT(complaint_about("-1"), testing::HasSubstr("no number"));
    EXPECT_THAT(complaint_about("5x"), testing::HasSubstr("no number"));
    EXPECT_THAT(complaint_about("9999"), testing::HasSubstr("not open"));
    const UniqueFd file(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    EXPECT_THAT(complaint_about(std::to_string(file.get()).c_str()), testing::HasSubstr("no socket"));
}

TEST_F(InheritedSocketOfAClient, ComesBeforeEveryNameButOneThatIsAskedFor) {
    ::setenv("MONADO_SOCKET", "/nonexistent/by-variable", 1);
    ASSERT_TRUE(
        send_handshake(Channel(UniqueFd(::dup(service.get()))), {HandshakeCode::accepted, 42, ""}, Deadline::never())
            .ok());
    EXPECT_THAT(connect({.socket_path = "/nonexistent/asked-for"}).error().message, testing::HasSubstr("asked-for"));
    EXPECT_TRUE(connect({.protocol_hash = 42}).ok());
    EXPECT_THAT(connect({.protocol_hash = 42}).error().message, testing::HasSubstr("MONADO_SOCKET_FD"));
    ::unsetenv(inherited_socket_variable);
    EXPECT_THAT(connect({}).error().message, testing::HasSubstr("/nonexistent/by-variable (MONADO_SOCKET)"));
    ::unsetenv("MONADO_SOCKET");
    ::setenv("XDG_RUNTIME_DIR", "/nonexistent", 1);
    EXPECT_THAT(connect({}).error().message,
                testing::HasSubstr("/nonexistent/monado_comp_ipc (the usual place, as neither MONADO_SOCKET_FD nor"));
}

TEST_F(InheritedSocketOfAClient, SaysThatItsServiceIsGone) {
    service.reset();
    const Error error = connect({}).error();
    EXPECT_EQ(error.code, ErrorCode::connection_lost);
    EXPECT_THAT(error.message, testing::HasSubstr("inherited socket (MONADO_SOCKET_FD)"));
}

}  // namespace
}  // namespace xrt::ipc
