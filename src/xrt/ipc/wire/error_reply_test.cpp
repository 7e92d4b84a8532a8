// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/error_reply.hpp"

#include <cstring>

#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {
namespace {

constexpr MessageHeader request{.serial = 9, .call = 4, .interface = 1, .kind = MessageKind::request};

struct ErrorReply : testing::Test {
    std::unique_ptr<OutgoingMessage> outgoing = std::make_unique<OutgoingMessage>();
    std::unique_ptr<IncomingMessage> incoming;

    Error carried(const Error& error) {
        write_error_reply(*outgoing, request, error);
        incoming = carried_over(*outgoing);
        Reader reader(*incoming);
        EXPECT_EQ(reader.header().kind, MessageKind::error);
        EXPECT_EQ(reader.header().serial, 9u);
        EXPECT_EQ(reader.header().call, 4u);
        return read_error_reply(reader);
    }
};

TEST_F(ErrorReply, ArrivesAsItWasSent) {
    const Error error{ErrorCode::call_order, "the session does not run"};
    EXPECT_EQ(carried(error), error);
}

TEST_F(ErrorReply, IsCutBetweenCharacters) {
    const Error error{ErrorCode::internal, std::string(max_error_text - 1, 'x') + "ä"};
    EXPECT_EQ(carried(error).message, std::string(max_error_text - 1, 'x'));
}

constexpr uint16_t unknown_codes[] = {0, static_cast<uint16_t>(static_cast<uint16_t>(last_error_code) + 1)};

TEST_F(ErrorReply, IsAViolationWithAnUnknownCode) {
    for (const uint16_t code : unknown_codes) {
        (void)carried({ErrorCode::internal, "text"});
        std::memcpy(incoming->bytes.data() + message_header_bytes, &code, sizeof(code));
        Reader reader(*incoming);
        EXPECT_EQ(read_error_reply(reader), (Error{ErrorCode::protocol_violation, "error code is unknown"}));
    }
}

TEST_F(ErrorReply, SaysThatTheMistakeIsOursIfTheCodeIsUnknownHere) {
    for (const uint16_t code : unknown_codes)
        EXPECT_EQ(carried({ErrorCode{code}, "text"}), (Error{ErrorCode::internal, "text"}));
}

}  // namespace
}  // namespace xrt::ipc
