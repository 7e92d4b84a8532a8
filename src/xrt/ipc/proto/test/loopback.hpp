// SPDX-License-Identifier: BSL-1.0
//
// For tests: a proxy's messages carried straight to a dispatcher, and its replies back, with no socket. On the way a test
// may damage them.
#pragma once

#include <functional>

#include "ipc/wire/call_channel.hpp"
#include "ipc/wire/dispatcher.hpp"
#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {

class Loopback final : public CallChannel {
 public:
    using Damage = std::function<void(IncomingMessage&)>;

    explicit Loopback(Dispatcher& dispatcher) : dispatcher_(dispatcher) {}

    Damage on_request = [](IncomingMessage&) {};
    Damage on_reply = [](IncomingMessage&) {};
    /// How the last message was answered.
    const Result<DispatchOutcome>& outcome() const { return outcome_; }
    const IncomingMessage& request() const { return *request_; }

    OutgoingMessage& begin() override { return *outgoing_; }
    uint32_t next_serial() override { return ++serial_; }
    void end() override {}

    Result<IncomingMessage*> transact(uint32_t serial) override {
        dispatch();
        if (!outcome_.ok()) return outcome_.error();
        if (!outcome_->has_reply) return Error{ErrorCode::timeout, "no reply"};
        incoming_ = carried_over(*reply_);
        reply_->clear();
        on_reply(*incoming_);
        const MessageHeader header = header_of(*incoming_);
        EXPECT_EQ(header.serial, serial);
        if (header.kind != MessageKind::error) return incoming_.get();
        Reader reader(*incoming_);
        return read_error_reply(reader);
    }

    Result<void> send() override {
        dispatch();
        if (!outcome_.ok()) return outcome_.error();
        EXPECT_FALSE(outcome_->has_reply);
        return {};
    }

 private:
    void dispatch() {
        request_ = carried_over(*outgoing_);
        on_request(*request_);
        Reader reader(*request_);
        outcome_ = dispatcher_.dispatch(reader, *reply_);
    }

    static MessageHeader header_of(const IncomingMessage& message) {
        IncomingMessage copy;
        copy.bytes = message.bytes;
        copy.size = message.size;
        return Reader(copy).header();
    }

    Dispatcher& dispatcher_;
    uint32_t serial_ = 0;
    std::unique_ptr<OutgoingMessage> outgoing_ = std::make_unique<OutgoingMessage>();
    std::unique_ptr<OutgoingMessage> reply_ = std::make_unique<OutgoingMessage>();
    std::unique_ptr<IncomingMessage> request_, incoming_;
    Result<DispatchOutcome> outcome_ = DispatchOutcome{};
};

}  // namespace xrt::ipc
