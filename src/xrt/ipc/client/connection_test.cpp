// SPDX-License-Identifier: BSL-1.0
#include "ipc/client/connection.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "auxiliary/os/socket_path.hpp"
#include "ipc/wire/error_reply.hpp"
#include "ipc/wire/handshake.hpp"
#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {
namespace {

using namespace std::chrono_literals;

constexpr uint64_t hash = 42;
const Deadline long_enough = Deadline::after(1h);

/// A service on the other end of a socketpair, played by a thread of the test.
struct ConnectionTest : testing::Test {
    ChannelPair pair = ChannelPair::create();
    ConnectOptions options{.protocol_hash = hash, .version = "1.0", .handshake_limit = 1h, .call_limit = 1h};
    std::unique_ptr<IncomingMessage> request = std::make_unique<IncomingMessage>();
    std::unique_ptr<OutgoingMessage> reply = std::make_unique<OutgoingMessage>();

    Result<std::unique_ptr<Connection>> connect_answered(Handshake answer) {
        EXPECT_TRUE(send_handshake(pair.there, answer, long_enough).ok());
        return Connection::create(UniqueFd(::dup(pair.here.fd())), options);
    }
    std::unique_ptr<Connection> connected() {
        auto connection = connect_answered({HandshakeCode::accepted, hash, "1.0"}).value();
        EXPECT_TRUE(receive_handshake(pair.there, long_enough).ok());
        pair.here = Channel(UniqueFd());  // only the connection holds its end now
        return connection;
    }
    MessageHeader receive_request() {
        EXPECT_TRUE(pair.there.receive(*request, long_enough).ok());
        return Reader(*request).header();
    }
    void send_reply(MessageHeader header, uint32_t value) {
        Writer writer(*reply);
        writer.header(header);
        writer.u32(value);
        EXPECT_TRUE(pair.there.send(*reply, long_enough).ok());
    }
    void answer_one(uint32_t value) {
        MessageHeader header = receive_request();
        header.kind = MessageKind::reply;
        send_reply(header, value);
    }
};

Result<uint32_t> ask(Connection& connection, uint16_t call = 5) {
    CallScope scope(connection, 2, call, MessageKind::request);
    Reader& reader = TRY(scope.transact());
    const uint32_t value = reader.u32();
    TRY(reader.finish());
    return value;
}

Result<void> tell(Connection& connection) {
    CallScope scope(connection, 2, 6, MessageKind::one_way);
    return scope.send();
}

void wait_until_lost(const Connection& connection) {
    while (!connection.lost()) std::this_thread::yield();
}

TEST_F(ConnectionTest, SaysHelloWithItsHashAndVersion) {
    const auto connection = connect_answered({HandshakeCode::accepted, hash, "1.0"}).value();
    EXPECT_EQ(receive_handshake(pair.there, long_enough).value(), (Handshake{HandshakeCode::hello, hash, "1.0"}));
}

TEST_F(ConnectionTest, NamesBothVersionsWhenTheyDoNotFit) {
    testing::internal::CaptureStderr();
    const auto connection = connect_answered({HandshakeCode::version_mismatch, 43, "2.0"});
    const auto names_both = testing::AllOf(testing::HasSubstr("1.0 (protocol 000000000000002a)"),
                                           testing::HasSubstr("2.0 (protocol 000000000000002b)"));
    EXPECT_THAT(testing::internal::GetCapturedStderr(), names_both);
    ASSERT_FALSE(connection.ok());
    EXPECT_EQ(connection.error().code, ErrorCode::version_mismatch);
    EXPECT_THAT(connection.error().message, names_both);
}

TEST_F(ConnectionTest, TurnsRefusalsIntoErrors) {
    const auto refused_with = [&](HandshakeCode code) { return connect_answered({code, hash, ""}).error().code; };
    EXPECT_EQ(refused_with(HandshakeCode::too_many_clients), ErrorCode::limit_exceeded);
    EXPECT_EQ(refused_with(HandshakeCode::not_permitted), ErrorCode::permission_denied);
    EXPECT_EQ(refused_with(HandshakeCode::unavailable), ErrorCode::unavailable);
    EXPECT_EQ(refused_with(HandshakeCode{77}), ErrorCode::protocol_violation);
}

TEST_F(ConnectionTest, HearsARefusalOfAServiceThatHungUpAtOnce) {
    ASSERT_TRUE(send_handshake(pair.there, {HandshakeCode::too_many_clients, hash, ""}, long_enough).ok());
    pair.there = Channel(UniqueFd());
    const auto connection = Connection::create(UniqueFd(::dup(pair.here.fd())), options);
    EXPECT_EQ(connection.error().code, ErrorCode::limit_exceeded);
}

TEST_F(ConnectionTest, GivesUpOnAServiceThatDoesNotAnswerTheHandshake) {
    options.handshake_limit = 1ms;
    EXPECT_EQ(Connection::create(UniqueFd(::dup(pair.here.fd())), options).error().code, ErrorCode::timeout);
}

TEST_F(ConnectionTest, CallsAndGetsItsReply) {
    const auto connection = connected();
    std::thread service([&] { answer_one(99); });
    EXPECT_EQ(ask(*connection).value(), 99u);
    service.join();
}

TEST_F(ConnectionTest, CarriesTheServicesErrorAndGoesOn) {
    const auto connection = connected();
    std::thread service([&] {
        write_error_reply(*reply, receive_request(), {ErrorCode::call_order, "not now"});
        EXPECT_TRUE(pair.there.send(*reply, long_enough).ok());
        answer_one(1);
    });
    EXPECT_EQ(ask(*connection).error(), (Error{ErrorCode::call_order, "not now"}));
    EXPECT_TRUE(ask(*connection).ok());
    service.join();
}

TEST_F(ConnectionTest, IsLostWhenTheServicesErrorBreaksTheRules) {
    const auto connection = connected();
    std::thread service([&] {
        MessageHeader header = receive_request();
        header.kind = MessageKind::error;
        Writer(*reply).header(header);  // and no word of what went wrong
        EXPECT_TRUE(pair.there.send(*reply, long_enough).ok());
    });
    EXPECT_EQ(ask(*connection).error().code, ErrorCode::protocol_violation);
    EXPECT_TRUE(connection->lost());
    service.join();
}

TEST_F(ConnectionTest, SendsOneWayMessagesWithoutWaiting) {
    const auto connection = connected();
    EXPECT_TRUE(tell(*connection).ok());
    EXPECT_EQ(receive_request().kind, MessageKind::one_way);
}

TEST_F(ConnectionTest, IsUsedByManyThreads) {
    const auto connection = connected();
    constexpr int threads = 4;
    constexpr int calls = 200;
    std::thread service([&] {
        for (int i = 0; i < threads * calls; ++i) {
            MessageHeader header = receive_request();
            header.kind = MessageKind::reply;
            send_reply(header, header.call);
        }
    });
    std::vector<std::thread> callers;
    for (uint16_t call = 0; call < threads; ++call) {
        callers.emplace_back([&, call] {
            for (int i = 0; i < calls; ++i) EXPECT_EQ(ask(*connection, call).value(), call);
        });
    }
    for (std::thread& caller : callers) caller.join();
    service.join();
}

TEST_F(ConnectionTest, DropsALateReplyAndGoesOn) {
    options.call_limit = 1ms;
    const auto connection = connected();
    EXPECT_EQ(ask(*connection).error().code, ErrorCode::timeout);
    EXPECT_EQ(ask(*connection).error().code, ErrorCode::timeout);
    EXPECT_FALSE(connection->lost());
    answer_one(1);  // both too late
    answer_one(2);
    std::thread service([&] {
        while (pair.there.receive(*request, long_enough)) {
            MessageHeader header = Reader(*request).header();
            header.kind = MessageKind::reply;
            send_reply(header, 3);
        }
    });
    Result<uint32_t> answer = ask(*connection);
    while (!answer && !connection->lost()) answer = ask(*connection);  // this machine may be slow
    EXPECT_EQ(answer.value(), 3u);
    pair.there.shutdown();
    service.join();
}

TEST_F(ConnectionTest, ClosesTheFdsOfALateReply) {
    options.call_limit = 1ms;
    const auto connection = connected();
    EXPECT_EQ(ask(*connection).error().code, ErrorCode::timeout);
    MessageHeader header = receive_request();
    header.kind = MessageKind::reply;
    Writer writer(*reply);
    writer.header(header);
    writer.fd(STDIN_FILENO);
    const int before = count_open_fds();
    ASSERT_TRUE(pair.there.send(*reply, long_enough).ok());
    EXPECT_EQ(connection->wait_for_event(Deadline::after(1ms)).error().code, ErrorCode::timeout);
    EXPECT_EQ(count_open_fds(), before);
    EXPECT_FALSE(connection->lost());
}

TEST_F(ConnectionTest, IsLostWhenTheServiceAnswersNothingAnyMore) {
    options.call_limit = 1ns;
    const auto connection = connected();
    int calls = 0;
    while (!connection->lost()) EXPECT_EQ(ask(*connection).error().code, ErrorCode::timeout) << ++calls;
    EXPECT_EQ(ask(*connection).error().code, ErrorCode::connection_lost);
    EXPECT_EQ(tell(*connection).error().code, ErrorCode::connection_lost);
}

TEST_F(ConnectionTest, KeepsAOneWayMessageThatTheServiceHasNoRoomFor) {
    options.call_limit = 1ms;
    const auto connection = connected();
    Result<void> told;
    int count = 0;
    for (; told.ok(); ++count) told = tell(*connection);
    EXPECT_EQ(told.error().code, ErrorCode::timeout);
    EXPECT_FALSE(connection->lost());
    for (int i = 1; i < count; ++i) receive_request();
    EXPECT_TRUE(tell(*connection).ok());
}

/// Hears events that carry one number.
struct Numbers final : EventDispatcher {
    uint8_t interface() const override { return 3; }
    Result<void> dispatch(Reader& event) override {
        heard.push_back(event.u32());
        return event.finish();
    }
    std::vector<uint32_t> heard;
};

TEST_F(ConnectionTest, BringsEventsInOrderWithinCallsAndBetweenThem) {
    const auto connection = connected();
    Numbers numbers;
    connection->set_event_dispatcher(&numbers);
    const MessageHeader event{.serial = 0, .call = 1, .interface = 3, .kind = MessageKind::event};
    std::thread service([&] {
        MessageHeader header = receive_request();
        send_reply(event, 1);
        send_reply(event, 2);
        header.kind = MessageKind::reply;
        send_reply(header, 99);
        send_reply(event, 3);
    });
    EXPECT_EQ(ask(*connection).value(), 99u);
    EXPECT_EQ(numbers.heard, (std::vector<uint32_t>{1, 2}));
    EXPECT_TRUE(connection->wait_for_event(long_enough).ok());
    EXPECT_EQ(numbers.heard, (std::vector<uint32_t>{1, 2, 3}));
    EXPECT_EQ(connection->wait_for_event(Deadline::at(Time{})).error().code, ErrorCode::timeout);
    EXPECT_FALSE(connection->lost());
    service.join();
}

TEST_F(ConnectionTest, IsLostAtAnEventThatNobodyAskedFor) {
    const auto connection = connected();
    send_reply({.serial = 0, .call = 1, .interface = 3, .kind = MessageKind::event}, 1);
    EXPECT_EQ(connection->wait_for_event(long_enough).error().code, ErrorCode::protocol_violation);
    EXPECT_TRUE(connection->lost());
}

TEST_F(ConnectionTest, IsLostWhenTheServiceAnswersAnotherCall) {
    const auto connection = connected();
    std::thread service([&] {
        MessageHeader header = receive_request();
        header.kind = MessageKind::reply;
        ++header.serial;
        send_reply(header, 1);
    });
    EXPECT_EQ(ask(*connection).error().code, ErrorCode::protocol_violation);
    EXPECT_TRUE(connection->lost());
    service.join();
}

TEST_F(ConnectionTest, LearnsOfTheServicesEndWithoutACall) {
    const auto connection = connected();
    EXPECT_FALSE(connection->lost());
    pair.there = Channel(UniqueFd());
    wait_until_lost(*connection);
    EXPECT_EQ(ask(*connection).error().code, ErrorCode::connection_lost);
}

TEST_F(ConnectionTest, EndsAPendingCallWhenTheServiceIsKilled) {
    const pid_t service = ::fork();
    if (service == 0) {
        pair.here = Channel(UniqueFd());
        if (!send_handshake(pair.there, {HandshakeCode::accepted, hash, ""}, long_enough)) ::_exit(1);
        if (!receive_handshake(pair.there, long_enough)) ::_exit(1);
        if (!pair.there.receive(*request, long_enough)) ::_exit(1);
        ::raise(SIGKILL);
    }
    pair.there = Channel(UniqueFd());
    UniqueFd socket(::dup(pair.here.fd()));
    pair.here = Channel(UniqueFd());
    const auto connection = Connection::create(std::move(socket), options).value();
    EXPECT_EQ(ask(*connection).error().code, ErrorCode::connection_lost);
    int status = 0;
    ASSERT_EQ(::waitpid(service, &status, 0), service);
    EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

TEST_F(ConnectionTest, LeavesNoFdBehind) {
    const int before = count_open_fds();
    { const auto connection = connected(); }
    EXPECT_EQ(count_open_fds(), before - 1);  // our end of the pair
}

TEST(Connect, TellsWhichSocketItTriedAndHowToStartTheService) {
    const auto connection = connect({.socket_path = "/nonexistent/socket"});
    EXPECT_EQ(connection.error().code, ErrorCode::unavailable);
    EXPECT_THAT(connection.error().message,
                testing::AllOf(testing::HasSubstr("/nonexistent/socket"), testing::HasSubstr("`monado-service`"),
                               testing::HasSubstr("systemctl --user start monado.service")));
}

/// Listens, with room for one in its queue, and never accepts.
struct Listener {
    explicit Listener(int type) : socket(::socket(AF_UNIX, type | SOCK_CLOEXEC, 0)) {
        std::string folder = testing::TempDir() + "monado-XXXXXX";
        EXPECT_NE(::mkdtemp(folder.data()), nullptr);
        path = folder + "/socket";
        const UnixAddress address = unix_address(path).value();
        EXPECT_EQ(::bind(socket.get(), address.get(), address.length), 0);
        EXPECT_EQ(::listen(socket.get(), 0), 0);
    }
    ~Listener() { std::filesystem::remove_all(std::filesystem::path(path).parent_path()); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    UniqueFd socket;
    std::string path;
};

TEST(Connect, SaysSoWhenSomethingElseListens) {
    const Listener listener(SOCK_STREAM);
    const auto connection = connect({.socket_path = listener.path});
    EXPECT_EQ(connection.error().code, ErrorCode::unavailable);
    EXPECT_THAT(connection.error().message, testing::HasSubstr("something else"));
}

TEST(Connect, GivesUpOnAServiceThatNeverAccepts) {
    const Listener listener(SOCK_SEQPACKET);
    const ConnectOptions options{.socket_path = listener.path, .handshake_limit = 1ms};
    const Error unanswered = connect(options).error();
    EXPECT_EQ(unanswered.code, ErrorCode::timeout);
    const Error queue_full = connect(options).error();
    EXPECT_EQ(queue_full.code, ErrorCode::timeout);
    EXPECT_THAT(queue_full.message, testing::HasSubstr("no service at " + listener.path));
}

}  // namespace
}  // namespace xrt::ipc
