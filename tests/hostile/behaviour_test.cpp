// SPDX-License-Identifier: BSL-1.0
// Clients whose messages are good and who behave badly: too many, too slow, too often, dead.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "hostile_fixture.hpp"
#include "proto/control_proxy.hpp"
#include "proto/protocol_hash.hpp"
#include "proto/service_proxy.hpp"

namespace xrt::hostile {
namespace {

/// The life of an application, call by call.
const std::vector<std::string> life{"Service.introduce",      "Service.create_session", "Service.begin_session",
                                    "Service.end_frame",      "Control.subscribe",      "Control.shift_property",
                                    "Service.take_events",    "Service.apply_haptic",   "Service.request_exit_session",
                                    "Control.list_limits",    "Service.end_session",    "Control.unsubscribe",
                                    "Service.destroy_session"};

TEST_F(Hostile, HundredsOfHalfHandshakes) {
    std::vector<RawClient> silent;
    for (int i = 0; i < 300; ++i) {
        if (auto client = RawClient::connect(path())) silent.push_back(std::move(*client));
    }
    EXPECT_GT(silent.size(), 250u);
    good->await_frames(20);
    EXPECT_TRUE(is_as_before()) << "they have not been dropped though they are still there; " << now();
    EXPECT_TRUE(RawClient::greeted(path()));
}

TEST_F(Hostile, SilenceInsteadOfAHandshakeIsNotWaitedForLongerThanASecond) {
    const auto silent = RawClient::connect(path());
    ASSERT_TRUE(silent);
    EXPECT_TRUE(silent->is_hung_up_on());
}

TEST_F(Hostile, AFloodOfConnections) {
    for (int i = 0; i < 3000; ++i) (void)RawClient::connect(path());
    good->await_frames(20);
    ASSERT_TRUE(is_as_before()) << now();
    EXPECT_TRUE(RawClient::greeted(path()));
}

TEST_F(Hostile, AUserWithMoreConnectionsThanHeMayHave) {
    std::vector<RawClient> clients;
    while (clients.size() < 200) {
        auto client = RawClient::greeted(path());
        if (!client) break;
        clients.push_back(std::move(*client));
    }
    EXPECT_EQ(clients.size(), 127u) << "128, and the good client is one of them";
    clients.pop_back();
    EXPECT_TRUE(service->await_footprint([&](const auto& it) { return it.threads == before.threads + 126; }));
    EXPECT_TRUE(RawClient::greeted(path()));
}

TEST_F(Hostile, AReaderThatDoesNotReadItsReplies) {
    const auto client = RawClient::greeted(path());
    ASSERT_TRUE(client);
    const Message question = message("Control.list_properties");
    for (int i = 0; i < 20'000 && client->send(question.bytes); ++i) continue;
    good->await_frames(20);
    EXPECT_TRUE(is_as_before()) << "it is still there; " << now();
}

TEST_F(Hostile, ASubscriberThatDoesNotReadItsEvents) {
    const auto client = RawClient::greeted(path());
    ASSERT_TRUE(client);
    ASSERT_TRUE(client->send(message("Control.subscribe").bytes));
    ipc::ConnectOptions options;
    options.socket_path = path();
    options.protocol_hash = proto::protocol_hash;
    const auto connection = std::move(*ipc::connect(options));
    proto::ControlProxy tool(*connection);
    for (int i = 0; i < 3000; ++i) ASSERT_TRUE(tool.set_property("brightness", i % 2 ? 1.0f : 0.5f).ok());
    EXPECT_TRUE(client->is_hung_up_on());
    EXPECT_THAT(service->program().err(), testing::HasSubstr("a subscriber is disconnected"));
}

/// In the middle of its session it makes one call, of whatever kind.
std::optional<RawClient> busy_client(const std::string& socket, const Message& last) {
    auto client = RawClient::greeted(socket);
    for (const char* const name : {"Service.introduce", "Service.create_session", "Service.begin_session"}) {
        if (client) (void)client->send(message(name).bytes);
    }
    if (client) (void)client->send(last.bytes, last.fds);
    return client;
}

TEST_F(Hostile, DeathAfterEveryCall) {
    for (const Message& last : all_messages()) {
        const auto client = busy_client(path(), last);
        ASSERT_TRUE(client);
        for (int replies = last.is_request() ? 4 : 3; replies > 0; --replies) (void)client->receive();
    }
    for (size_t calls = 0; calls <= life.size(); ++calls) {
        const auto client = RawClient::greeted(path());
        ASSERT_TRUE(client);
        for (size_t i = 0; i < calls; ++i) {
            const Message good_message = message(life[i]);
            ASSERT_TRUE(client->send(good_message.bytes, good_message.fds));
            if (good_message.is_request()) (void)client->receive();
        }
    }
}

TEST_F(Hostile, DeathInTheMiddleOfEveryCall) {
    for (const Message& last : all_messages()) ASSERT_TRUE(busy_client(path(), last));
    for (int round = 0; round < 20; ++round) {
        for (size_t calls = 0; calls <= life.size(); ++calls) {
            const auto client = RawClient::greeted(path());
            ASSERT_TRUE(client);
            for (size_t i = 0; i < calls; ++i) {
                const Message good_message = message(life[i]);
                (void)client->send(good_message.bytes, good_message.fds);
            }
        }
    }
}

TEST_F(Hostile, SessionsMadeFasterThanTheRateAllows) {
    const auto client = RawClient::greeted(path());
    ASSERT_TRUE(client);
    call(*client, "Service.introduce");
    for (int i = 0; i < 1000; ++i) {
        call(*client, "Service.create_session");
        call(*client, "Service.destroy_session");
    }
    const std::string log = service->program().err();
    EXPECT_THAT(log, testing::HasSubstr("makes a new session more often than 100"));
    EXPECT_LE(std::ranges::count(log, '\n'), 3) << log;
}

// Its thread is in the middle of something, its session runs, and it neither reads nor goes away.
TEST_F(Hostile, AStallInTheMiddleOfTeardown) {
    const auto client = RawClient::greeted(path());
    ASSERT_TRUE(client);
    for (const std::string& name : life) {
        if (name == "Service.end_session") break;
        const Message good_message = message(name);
        ASSERT_TRUE(client->send(good_message.bytes, good_message.fds));
    }
    const Message question = message("Control.list_properties");
    while (client->send(question.bytes)) continue;
    good->stop();
    EXPECT_EQ(good->failure(), "");
    service->program().signal(SIGTERM);
    EXPECT_EQ(service->program().wait(30s).end, end_to_end::exited(0));
    good.reset();
}

TEST_F(Hostile, EveryCallReturnsWhenTheServiceIsKilled) {
    service->program().signal(SIGKILL);
    good->stop();  // joins its thread, which was in the middle of a call or before one
    EXPECT_NE(good->failure(), "");
    good.reset();
}

/// The answer that a process of that user gets.
std::optional<uint32_t> answer_to_user(uid_t user, const std::string& socket) {
    const pid_t child = ::fork();
    if (child == 0) {
        if (::setgid(user) != 0 || ::setuid(user) != 0) ::_exit(99);
        const auto client = RawClient::connect(socket);
        if (!client || !client->send(hello(proto::protocol_hash))) ::_exit(98);
        ::_exit(static_cast<int>(handshake_code(client->receive()).value_or(97)));
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? std::optional(static_cast<uint32_t>(WEXITSTATUS(status))) : std::nullopt;
}

class HostileUser : public Hostile {
 protected:
    static constexpr uid_t stranger = 65534;
    void SetUp() override {
        if (::geteuid() != 0) GTEST_SKIP() << "only root can be somebody else";
    }
    const std::string name = "@monado-hostile-" + std::to_string(::getpid());
};

TEST_F(HostileUser, IsRefused) {
    start({"--compositor", "null", "--socket", name});
    EXPECT_EQ(answer_to_user(stranger, name), not_permitted_code);
}

TEST_F(HostileUser, IsServedIfAllowedByNumber) {
    start({"--compositor", "null", "--socket", name, "--allow-user", "65534"});
    EXPECT_EQ(answer_to_user(stranger, name), accepted_code);
    EXPECT_EQ(answer_to_user(stranger - 1, name), not_permitted_code);
}

TEST_F(HostileUser, IsServedIfItsGroupIsAllowed) {
    start({"--compositor", "null", "--socket", name, "--allow-group", "65534"});
    EXPECT_EQ(answer_to_user(stranger, name), accepted_code);
}

}  // namespace
}  // namespace xrt::hostile
