// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/mainloop.hpp"

#include <csignal>

#include "auxiliary/util/log.hpp"
#include "ipc/server/server_testing.hpp"
#include "ipc/wire/connected_socket.hpp"

namespace xrt::ipc {
namespace {

using namespace std::chrono_literals;

TEST(Mainloop, ServesClientsThatConnect) {
    TestService service;
    service.start();
    TestPeer first = service.connect_greeted();
    TestPeer second = service.connect_greeted();
    EXPECT_TRUE(first.is_served());
    EXPECT_TRUE(second.is_served());
    EXPECT_TRUE(first.is_served());
    EXPECT_EQ(service.census.alive, 2);
}

TEST(Mainloop, FreesEverythingOfAClientThatLeaves) {
    TestService service;
    service.start();
    { TestPeer peer = service.connect_greeted(); }
    service.wait_for_clients(0);
    EXPECT_EQ(service.census.alive, 0);
}

TEST(Mainloop, TakesAnFdFromAnyThread) {
    TestService service;
    service.start();
    ChannelPair pair = ChannelPair::create();
    ASSERT_TRUE(service.loop->add_fd(UniqueFd(::dup(pair.there.fd()))).ok());
    EXPECT_EQ(service.loop->client_count(), 1u);
    TestPeer peer(UniqueFd(::dup(pair.here.fd())));
    EXPECT_EQ(peer.greet().value().code, HandshakeCode::accepted);
    EXPECT_TRUE(peer.is_served());
}

TEST(Mainloop, RefusesAnFdThatIsNoSocketOfTheRightKind) {
    TestService service;
    service.start();
    EXPECT_FALSE(service.loop->add_fd(UniqueFd(::open("/dev/null", O_RDWR | O_CLOEXEC))).ok());
    const UniqueFd stream(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto added = service.loop->add_fd(UniqueFd(::dup(stream.get())));
    EXPECT_EQ(added.error().code, ErrorCode::invalid_argument);
}

TEST(Mainloop, WakesWhoWaitsToHandOverAnFdWhenItStops) {
    auto service = std::make_unique<TestService>();
    const ChannelPair pair = ChannelPair::create();
    std::thread waiting([&] {
        const auto added = service->loop->add_fd(UniqueFd(::dup(pair.there.fd())));
        // Taken at once or refused, depending on who comes first; but never left waiting.
        EXPECT_TRUE(added.ok() || added.error().code == ErrorCode::unavailable);
    });
    service->loop->stop();
    service->start();
    waiting.join();
    EXPECT_EQ(service->loop->add_fd(UniqueFd(::dup(pair.there.fd()))).error().code, ErrorCode::unavailable);
}

TEST(Mainloop, RefusesMoreClientsThanItsLimitAndTellsThem) {
    ServerOptions options = TestService::default_options();
    options.max_clients = 1;
    TestService service(options);
    service.start();
    {
        TestPeer first = service.connect_greeted();
        TestPeer second = service.connect();
        EXPECT_EQ(receive_handshake(second.channel(), long_enough).value().code, HandshakeCode::too_many_clients);
        EXPECT_TRUE(second.is_hung_up_on());
        EXPECT_TRUE(first.is_served());
    }
    service.wait_for_clients(0);
    EXPECT_TRUE(service.connect_greeted().is_served());
}

TEST(Mainloop, NamesBothVersionsToAClientOfAnotherVersionAndInTheLog) {
    testing::internal::CaptureStderr();
    TestService service;
    service.start();
    TestPeer peer = service.connect();
    EXPECT_EQ(peer.greet(43).value(), (Handshake{HandshakeCode::version_mismatch, test_hash, "service-version"}));
    EXPECT_TRUE(peer.is_hung_up_on());
    service.wait_for_clients(0);
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                testing::AllOf(testing::HasSubstr("client-version (protocol 000000000000002b)"),
                               testing::HasSubstr("service-version (protocol 000000000000002a)")));
}

TEST(Mainloop, HangsUpOnWhoNeverSaysHello) {
    ServerOptions options = TestService::default_options();
    options.handshake_limit = 1ms;
    TestService service(options);
    service.start();
    TestPeer peer = service.connect();
    ASSERT_TRUE(receive_handshake(peer.channel(), long_enough).ok());  // a refusal
    EXPECT_TRUE(peer.is_hung_up_on());
    service.wait_for_clients(0);
}

TEST(Mainloop, TellsAClientThatTheServiceCannotMakeIt) {
    TestService service;
    service.refuse_clients = true;
    service.start();
    EXPECT_EQ(service.connect().greet().value().code, HandshakeCode::unavailable);
}

TEST(Mainloop, TellsItsClientsBeforeItHangsUpOnThem) {
    TestService service;
    bool hook_came_first = false;
    service.loop->call_before_stopping([&] { hook_came_first = service.census.told_of_stopping == 0; });
    service.start();
    TestPeer first = service.connect_greeted();
    TestPeer second = service.connect_greeted();
    EXPECT_TRUE(first.is_served() && second.is_served());
    service.stop();
    EXPECT_TRUE(hook_came_first);
    EXPECT_EQ(service.census.told_of_stopping, 2);
    EXPECT_EQ(service.census.alive, 0);
    EXPECT_TRUE(first.is_hung_up_on());
    EXPECT_FALSE(std::filesystem::exists(service.path));
    EXPECT_FALSE(std::filesystem::exists(service.path + ".pid"));
}

TEST(Mainloop, StopsWithAClientThatHasNotSaidHello) {
    TestService service;
    service.start();
    TestPeer peer = service.connect();
    service.wait_for_clients(1);
    service.stop();
    EXPECT_EQ(service.loop->client_count(), 0u);
}

TEST(Mainloop, StopsOnASignal) {
    SignalFd signals = SignalFd::create({SIGTERM, SIGINT}).value();
    TestService service;
    ASSERT_TRUE(service.loop->stop_on(std::move(signals)).ok());
    service.start();
    TestPeer peer = service.connect_greeted();
    ::kill(::getpid(), SIGTERM);
    EXPECT_TRUE(peer.is_hung_up_on());
}

TEST(Mainloop, RefusesWhatIsNoConnectedSocket) {
    TestService service;
    service.start();
    EXPECT_FALSE(service.loop->add_fd(UniqueFd()).ok());
    EXPECT_FALSE(service.loop->add_fd(unconnected_socket()).ok());
    EXPECT_TRUE(service.connect_greeted().is_served());
}

// Every caller learns what became of its fd, whether the service was there, was full, or ended in the middle.
TEST(Mainloop, AnswersHundredsOfThreadsThatHandClientsInWhileItStops) {
    constexpr int threads = 200;
    const int fds_before = count_open_fds();
    {
        ServerOptions options = TestService::default_options();
        options.max_clients = 1000;
        TestService service(options);
        service.start();
        std::atomic<int> served{0};
        std::atomic<int> refused{0};
        const auto hand_in = [&] {
            auto ends = make_socket_pair().value();
            const auto added = service.loop->add_fd(std::move(ends.first));
            if (!added) {
                EXPECT_EQ(added.error().code, ErrorCode::unavailable);
                ++refused;
                return;
            }
            TestPeer peer(std::move(ends.second));
            if (const auto greeted = peer.greet(); greeted && greeted->code == HandshakeCode::accepted) ++served;
        };
        std::vector<std::thread> callers;
        for (int i = 0; i < threads; ++i) callers.emplace_back(hand_in);
        while (served < threads / 4) std::this_thread::yield();
        service.loop->stop();
        for (std::thread& caller : callers) caller.join();
        EXPECT_GE(served, threads / 4);
        EXPECT_LE(served + refused, threads);
    }
    EXPECT_EQ(count_open_fds(), fds_before);
}

}  // namespace
}  // namespace xrt::ipc
