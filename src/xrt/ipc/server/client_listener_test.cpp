// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/client_listener.hpp"

#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>

#include "auxiliary/util/log.hpp"
#include "ipc/server/server_testing.hpp"

namespace xrt::ipc {
namespace {

using namespace std::chrono_literals;

struct ClientListenerTest : testing::Test {
    ClientListenerTest() { service.start(); }
    TestService service;
};

TEST_F(ClientListenerTest, CarriesAHandlersErrorAndGoesOn) {
    TestPeer peer = service.connect_greeted();
    ASSERT_TRUE(peer.send(fail_call, MessageKind::request).ok());
    ASSERT_TRUE(peer.receive().ok());
    Reader reader(peer.last_message());
    EXPECT_EQ(read_error_reply(reader), (Error{ErrorCode::call_order, "as wished"}));
    EXPECT_TRUE(peer.is_served());
}

TEST_F(ClientListenerTest, HangsUpOnAViolationAndServesTheOthers) {
    testing::internal::CaptureStderr();
    TestPeer good = service.connect_greeted();
    const auto is_cut_off_after = [&](uint16_t call, MessageKind kind, uint8_t interface) {
        TestPeer bad = service.connect_greeted();
        EXPECT_TRUE(bad.send(call, kind, interface).ok());
        return bad.is_hung_up_on();
    };
    EXPECT_TRUE(is_cut_off_after(echo, MessageKind::request, 99));            // unknown interface
    EXPECT_TRUE(is_cut_off_after(echo, MessageKind::reply, test_interface));  // not a client's to send
    EXPECT_TRUE(is_cut_off_after(echo, static_cast<MessageKind>(9), test_interface));
    TestPeer shortened = service.connect_greeted();
    ASSERT_EQ(::send(shortened.channel().fd(), "abc", 3, MSG_NOSIGNAL), 3);
    EXPECT_TRUE(shortened.is_hung_up_on());
    EXPECT_TRUE(good.is_served());
    service.wait_for_clients(1);
    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 4) << log;
}

TEST_F(ClientListenerTest, LosesOnlyTheClientWhoseHandlerThrows) {
    testing::internal::CaptureStderr();
    TestPeer good = service.connect_greeted();
    TestPeer bad = service.connect_greeted();
    ASSERT_TRUE(bad.send(throw_exception, MessageKind::request).ok());
    EXPECT_TRUE(bad.is_hung_up_on());
    EXPECT_TRUE(good.is_served());
    EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::HasSubstr("thrown by a handler"));
}

TEST_F(ClientListenerTest, DoesNotFillTheLogWithOneWayErrors) {
    testing::internal::CaptureStderr();
    TestPeer peer = service.connect_greeted();
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(peer.send(fail_one_way, MessageKind::one_way).ok());
    EXPECT_TRUE(peer.is_served());
    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 10);
}

TEST_F(ClientListenerTest, KeepsNoFdThatAHandlerLeft) {
    TestPeer peer = service.connect_greeted();
    EXPECT_TRUE(peer.is_served());
    const int before = count_open_fds();
    auto message = std::make_unique<OutgoingMessage>();
    Writer writer(*message);
    writer.header({.serial = 1, .call = fail_one_way, .interface = test_interface, .kind = MessageKind::one_way});
    writer.fd(STDIN_FILENO);
    ASSERT_TRUE(peer.channel().send(*message, long_enough).ok());
    EXPECT_TRUE(peer.is_served());
    EXPECT_EQ(count_open_fds(), before);
}

TEST(ClientListener, HangsUpOnAReaderThatDoesNotRead) {
    ServerOptions options = TestService::default_options();
    options.send_limit = 1ms;
    TestService service(options);
    service.start();
    TestPeer lazy = service.connect_greeted();
    TestPeer other = service.connect_greeted();
    Result<void> sent;
    while (sent.ok()) sent = lazy.send(large_reply, MessageKind::request);
    EXPECT_EQ(sent.error().code, ErrorCode::connection_lost);
    EXPECT_TRUE(other.is_served());
}

/// In a forked child: connects, calls once, tells the parent, and waits to be killed.
[[noreturn]] void live_until_killed(TestService& service, int told) {
    TestPeer peer = service.connect();
    if (!peer.greet().ok() || !peer.is_served()) ::_exit(1);
    if (::write(told, "x", 1) != 1) ::_exit(1);
    while (true) ::pause();
}

// Story: whatever a client holds when it is killed must come back: its thread, its fds, its place among the clients.
TEST_F(ClientListenerTest, LeavesNothingBehindOfTwoHundredKilledClients) {
    const int fds = count_open_fds();
    const int threads = count_threads();
    for (int i = 0; i < 200; ++i) {
        std::array<int, 2> told{-1, -1};
        ASSERT_EQ(::pipe2(told.data(), O_CLOEXEC), 0);
        const pid_t child = ::fork();
        if (child == 0) live_until_killed(service, told[1]);
        const UniqueFd read_end(told[0]);
        UniqueFd(told[1]).reset();
        char byte = 0;
        ASSERT_EQ(::read(read_end.get(), &byte, 1), 1);
        ::kill(child, SIGKILL);
        ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    }
    service.wait_for_clients(0);
    EXPECT_EQ(service.census.alive, 0);
    EXPECT_EQ(count_open_fds(), fds);
    EXPECT_EQ(count_threads(), threads);
}

TEST_F(ClientListenerTest, KeepsNoFdOfAReplyThatItHasSent) {
    TestPeer peer = service.connect_greeted();
    const int before = count_open_fds();
    ASSERT_TRUE(peer.send(give_fd, MessageKind::request).ok());
    ASSERT_TRUE(peer.receive().ok());
    EXPECT_EQ(peer.last_message().fds.size(), 1u);
    peer.last_message().clear();
    while (count_open_fds() != before) std::this_thread::yield();  // nothing more is asked of it
}

/// As few fds as are open already, for as long as it lives.
class NoMoreFds {
 public:
    NoMoreFds() {
        ::getrlimit(RLIMIT_NOFILE, &usual_);
        const UniqueFd lowest_free(::dup(STDIN_FILENO));
        const rlimit exhausted{.rlim_cur = static_cast<rlim_t>(lowest_free.get()), .rlim_max = usual_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &exhausted);
    }
    ~NoMoreFds() { ::setrlimit(RLIMIT_NOFILE, &usual_); }
    NoMoreFds(const NoMoreFds&) = delete;
    NoMoreFds& operator=(const NoMoreFds&) = delete;

 private:
    rlimit usual_{};
};

TEST_F(ClientListenerTest, RefusesNewClientsWithoutFdsAndKeepsTheOldOnes) {
#ifdef XRT_UNDEFINED_SANITIZER
    GTEST_SKIP() << "the undefined-behaviour sanitizer's check of vtables needs descriptors of its own";
#endif
    testing::internal::CaptureStderr();
    TestPeer old = service.connect_greeted();
    {
        std::vector<UniqueFd> sockets;
        for (int i = 0; i < 3; ++i) sockets.push_back(unconnected_socket());
        std::vector<TestPeer> all_refused;  // none may give its fd back before the end
        const NoMoreFds no_more_fds;
        for (UniqueFd& socket : sockets) {
            all_refused.emplace_back(connected_to(std::move(socket), service.path));
            const auto answer = receive_handshake(all_refused.back().channel(), long_enough);
            EXPECT_EQ(answer.value().code, HandshakeCode::too_many_clients);
            EXPECT_TRUE(old.is_served());
        }
    }
    EXPECT_TRUE(service.connect_greeted().is_served());
    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 1) << log;  // said once
}

TEST(ClientEventsTest, AreSentUntilTheClientsSocketIsFullAndWaitForNobody) {
    TestService service;
    service.start();
    TestPeer peer = service.connect_greeted();
    ASSERT_TRUE(peer.send(send_events, MessageKind::request).ok());
    uint32_t expected = 0;
    for (; peer.receive(); ++expected) {
        Reader event(peer.last_message());
        EXPECT_EQ(event.header().kind, MessageKind::event);
        EXPECT_EQ(event.header().serial, 0u);
        EXPECT_EQ(event.u32(), expected);
    }
    EXPECT_GT(expected, 10u);
}

}  // namespace
}  // namespace xrt::ipc
