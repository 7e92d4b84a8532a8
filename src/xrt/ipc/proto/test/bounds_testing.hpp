// SPDX-License-Identifier: BSL-1.0
//
// For tests: a test case for each rule of each message of a protocol, and one for each reply, generated from proto/probe.hpp.
// What breaks a rule is refused with the right words: by the dispatcher before the handler hears of it, by the proxy before
// the caller does.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "ipc/wire/probed_interface.hpp"
#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {

/// More than any union of a protocol under test has.
inline constexpr size_t max_probed_alternatives = 8;

struct BrokenRule {
    const ProbedInterface* interface;
    const ProbedMessage* message;
    BoundsProbe::Choice choice;
    std::string name;
};

inline void PrintTo(const BrokenRule& rule, std::ostream* stream) { *stream << rule.name; }

inline MessageHeader header_of(const ProbedInterface& interface, const ProbedMessage& message) {
    return {.serial = 1, .call = message.call, .interface = interface.number, .kind = message.kind};
}

inline void add_rules(const ProbedInterface& interface, const ProbedMessage& message, size_t alternative,
                      std::set<std::string>& known, std::vector<BrokenRule>& rules) {
    const auto outgoing = std::make_unique<OutgoingMessage>();
    for (size_t rule = 0;; ++rule) {
        const BoundsProbe::Choice choice{.rule = rule, .alternative = alternative};
        BoundsProbe probe(*outgoing, header_of(interface, message), choice);
        message.walk(probe);
        if (!probe.broke()) return;
        const std::string name = std::string(interface.name) + "." + message.name + ": " + probe.what() + ": " +
                                 probe.violation() + " " + std::to_string(outgoing->size);
        if (known.insert(name).second) rules.push_back({&interface, &message, choice, name});
    }
}

inline std::vector<BrokenRule> all_rules(std::span<const ProbedInterface> interfaces) {
    std::vector<BrokenRule> rules;
    std::set<std::string> known;
    for (const ProbedInterface& interface : interfaces) {
        for (const ProbedMessage& message : interface.messages) {
            for (size_t i = 0; i < max_probed_alternatives; ++i) add_rules(interface, message, i, known, rules);
        }
    }
    return rules;
}

class BoundTest : public testing::TestWithParam<BrokenRule> {};

TEST_P(BoundTest, IsRefusedBeforeTheHandlerHearsOfIt) {
    const BrokenRule& rule = GetParam();
    const auto outgoing = std::make_unique<OutgoingMessage>();
    BoundsProbe probe(*outgoing, header_of(*rule.interface, *rule.message), rule.choice);
    rule.message->walk(probe);
    const auto target = rule.interface->make_target();
    const Result<void> outcome = target->dispatch(*carried_over(*outgoing));
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.error(), (Error{ErrorCode::protocol_violation, probe.violation()}));
    EXPECT_EQ(target->calls(), 0u);
}

/// The same messages with no rule broken are taken, so what is refused above is refused for the one reason. Cut or with
/// something left over they are not.
inline void expect_right_messages_to_be_taken(std::span<const ProbedInterface> interfaces) {
    const auto outgoing = std::make_unique<OutgoingMessage>();
    for (const ProbedInterface& interface : interfaces) {
        for (const ProbedMessage& message : interface.messages) {
            for (size_t i = 0; i < max_probed_alternatives; ++i) {
                BoundsProbe probe(*outgoing, header_of(interface, message), {.rule = SIZE_MAX, .alternative = i});
                message.walk(probe);
                const auto target = interface.make_target();
                const auto taken = target->dispatch(*carried_over(*outgoing));
                EXPECT_TRUE(taken.ok()) << message.name << ": " << taken.error().message;
                EXPECT_EQ(target->calls(), 1u) << message.name;
                for (const int change : {-1, 1}) {
                    const auto damaged = carried_over(*outgoing);
                    damaged->size += static_cast<size_t>(change);
                    EXPECT_FALSE(target->dispatch(*damaged).ok()) << message.name << " " << change;
                }
                EXPECT_EQ(target->calls(), 1u) << message.name;
            }
        }
    }
}

/// Answers every call with the message that it was given.
class CannedReplies final : public CallChannel {
 public:
    std::unique_ptr<IncomingMessage> reply;

    OutgoingMessage& begin() override { return *request_; }
    uint32_t next_serial() override { return 1; }
    Result<IncomingMessage*> transact(uint32_t) override { return reply.get(); }
    Result<void> send() override { return {}; }
    void end() override {}

 private:
    std::unique_ptr<OutgoingMessage> request_ = std::make_unique<OutgoingMessage>();
};

struct ProbedReply {
    const ProbedInterface* interface;
    const ProbedMessage* message;
};

inline void PrintTo(const ProbedReply& reply, std::ostream* stream) {
    *stream << reply.interface->name << "." << reply.message->name;
}

inline std::vector<ProbedReply> all_replies(std::span<const ProbedInterface> interfaces) {
    std::vector<ProbedReply> replies;
    for (const ProbedInterface& interface : interfaces) {
        for (const ProbedMessage& message : interface.messages) {
            if (message.walk_reply != nullptr) replies.push_back({&interface, &message});
        }
    }
    return replies;
}

/// Asks the generated proxy with a request that is right, and lets a channel answer.
class ReplyTest : public testing::TestWithParam<ProbedReply> {
 protected:
    BoundsProbe probe_reply(const BoundsProbe::Choice& choice) {
        MessageHeader header = header_of(*GetParam().interface, *GetParam().message);
        header.kind = MessageKind::reply;
        BoundsProbe probe(*answer, header, choice);
        GetParam().message->walk_reply(probe);
        return probe;
    }
    /// What the proxy makes of `answer` with so many bytes more, and its caller writes again into `handed_on`.
    Result<DispatchOutcome> outcome_of_answer(int more_bytes = 0) {
        BoundsProbe request(*asked, header_of(*GetParam().interface, *GetParam().message), {});
        GetParam().message->walk(request);
        channel.reply = carried_over(*answer);
        channel.reply->size += static_cast<size_t>(more_bytes);
        const auto carried = carried_over(*asked);
        Reader reader(*carried);
        return GetParam().interface->make_relay(channel)->dispatch(reader, *handed_on);
    }

    CannedReplies channel;
    std::unique_ptr<OutgoingMessage> asked = std::make_unique<OutgoingMessage>();
    std::unique_ptr<OutgoingMessage> answer = std::make_unique<OutgoingMessage>();
    std::unique_ptr<OutgoingMessage> handed_on = std::make_unique<OutgoingMessage>();
};

TEST_P(ReplyTest, IsRefusedByTheProxyIfAnyOfItsRulesIsBroken) {
    for (size_t alternative = 0; alternative < max_probed_alternatives; ++alternative) {
        for (size_t rule = 0;; ++rule) {
            const BoundsProbe probe = probe_reply({.rule = rule, .alternative = alternative});
            if (!probe.broke()) break;
            const auto outcome = outcome_of_answer();
            ASSERT_FALSE(outcome.ok()) << probe.what() << ": " << probe.violation();
            EXPECT_EQ(outcome.error(), (Error{ErrorCode::protocol_violation, probe.violation()})) << probe.what();
        }
    }
}

TEST_P(ReplyTest, IsTakenByTheProxyAsItIsAndOnlyWhole) {
    for (size_t alternative = 0; alternative < max_probed_alternatives; ++alternative) {
        const BoundsProbe probe = probe_reply({.rule = SIZE_MAX, .alternative = alternative});
        EXPECT_FALSE(outcome_of_answer(-1).ok());
        EXPECT_FALSE(outcome_of_answer(1).ok());
        ASSERT_TRUE(outcome_of_answer().ok());
        const auto bytes = [](const OutgoingMessage& message) { return std::span(message.bytes).first(message.size); };
        EXPECT_TRUE(std::ranges::equal(bytes(*handed_on), bytes(*answer)));
        EXPECT_EQ(handed_on->fds.size(), answer->fds.size());
    }
}

inline std::string reply_name(const testing::TestParamInfo<ProbedReply>& info) {
    return std::string(info.param.interface->name) + "_" + info.param.message->name;
}

inline std::string rule_number(const testing::TestParamInfo<BrokenRule>& info) {
    return std::string(info.param.interface->name) + "_" + info.param.message->name + "_" + std::to_string(info.index);
}

}  // namespace xrt::ipc
