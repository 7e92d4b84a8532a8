// SPDX-License-Identifier: BSL-1.0
// Messages that are wrong in themselves.
#include <functional>
#include <random>
#include <set>

#include "hostile_fixture.hpp"
#include "proto/probe.hpp"
#include "proto/protocol_hash.hpp"

namespace xrt::hostile {
namespace {

Bytes garbage(std::mt19937& random, size_t size) {
    Bytes bytes(size);
    for (std::byte& byte : bytes) byte = std::byte(random() & 0xff);
    return bytes;
}

TEST_F(Hostile, GarbageInsteadOfAHandshake) {
    std::mt19937 random(1);
    for (const size_t size : {1, 7, 79, 80, 81, 4096, 4097, 65536, 200'000}) {
        for (int round = 0; round < 5; ++round) {
            const auto client = RawClient::connect(path());
            ASSERT_TRUE(client);
            (void)client->send(garbage(random, size));
            EXPECT_TRUE(client->is_hung_up_on()) << size;
        }
    }
}

TEST_F(Hostile, GarbageInsteadOfACall) {
    std::mt19937 random(2);
    for (const size_t size : {1, 7, 8, 9, 64, 1000, 65536, 65537, 200'000}) {
        for (int round = 0; round < 10; ++round) attack(garbage(random, size));
    }
}

TEST_F(Hostile, GarbageBehindAGoodHeader) {
    std::mt19937 random(3);
    for (const Message& good_message : all_messages()) {
        for (const size_t size : {8, 9, 16, 100, 5000}) {
            Bytes bytes = garbage(random, size);
            std::copy_n(good_message.bytes.begin(), 8, bytes.begin());
            attack(bytes, good_message.fds);
        }
    }
}

TEST_F(Hostile, AHashOfAnotherProtocol) {
    for (const uint64_t hash : {uint64_t{0}, ~uint64_t{0}, proto::protocol_hash + 1}) {
        const auto client = RawClient::connect(path());
        ASSERT_TRUE(client && client->send(hello(hash)));
        EXPECT_EQ(handshake_code(client->receive()), version_mismatch_code);
        EXPECT_TRUE(client->is_hung_up_on());
    }
}

TEST_F(Hostile, AHandshakeTwice) { attack(hello(proto::protocol_hash)); }

TEST_F(Hostile, MessagesOfEveryWrongLength) {
    for (const Message& good_message : all_messages()) {
        for (const Bytes& bytes : wrong_lengths(good_message)) attack(bytes, good_message.fds);
    }
}

/// More than any union of the protocol has.
constexpr size_t most_alternatives = 8;

/// What the interface compiler knows: a message for each rule of the language that a field can break.
void break_every_rule(const ipc::ProbedInterface& interface, const ipc::ProbedMessage& probed,
                      const std::function<void(const ipc::OutgoingMessage&)>& send) {
    const auto outgoing = std::make_unique<ipc::OutgoingMessage>();
    const ipc::MessageHeader header{1, probed.call, interface.number, probed.kind};
    std::set<std::string> known;  // what lies before a union does not depend on its alternative
    for (size_t alternative = 0, rule = 0; alternative < most_alternatives; ++rule) {
        ipc::BoundsProbe probe(*outgoing, header, {.rule = rule, .alternative = alternative});
        probed.walk(probe);
        if (!probe.broke()) {
            ++alternative;
            rule = SIZE_MAX;  // the next is the first
        } else if (known.insert(probe.what() + probe.violation() + std::to_string(outgoing->size)).second) {
            send(*outgoing);
        }
    }
}

TEST_F(Hostile, EveryFieldOfEveryMessagePushedPastItsBound) {
    size_t attacks = 0;
    for (const ipc::ProbedInterface& interface : proto::probed_interfaces()) {
        for (const ipc::ProbedMessage& probed : interface.messages) {
            break_every_rule(interface, probed, [&](const ipc::OutgoingMessage& wrong) {
                const std::span fds(wrong.fds.data(), wrong.fds.size());
                attack(std::span(wrong.bytes).first(wrong.size), fds);
                ++attacks;
            });
        }
    }
    EXPECT_GT(attacks, 200u);
}

TEST_F(Hostile, EveryByteOfEveryMessageSpoilt) {
    for (const Message& good_message : all_messages()) {
        for (const Bytes& bytes : wrong_values(good_message)) attack(bytes, good_message.fds);
    }
}

TEST_F(Hostile, EveryCallAndInterfaceThatThereIsNot) {
    for (const int interface : {0, 1, 2, 3, 4, 5, 99, 255}) {
        for (const int number : {0, 13, 14, 50, 255}) {
            for (const int kind : {0, 1, 2, 3, 4, 5, 6, 255}) {
                const Bytes bytes{std::byte{1},   {}, {}, {}, std::byte(number), {}, std::byte(interface),
                                  std::byte(kind)};
                attack(bytes);
            }
        }
    }
}

// The one line in the log is what a person has to go by.
TEST_F(Hostile, AViolationIsNamedInOneLineOfTheLog) {
    attack(garbage(*std::make_unique<std::mt19937>(4), 3));
    ASSERT_TRUE(is_as_before());
    const std::string log = service->program().err();
    EXPECT_EQ(std::ranges::count(log, '\n'), 1) << log;
    EXPECT_THAT(log, testing::HasSubstr("disconnected: message has no valid header"));
}

}  // namespace
}  // namespace xrt::hostile
