// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/error_reply.hpp"

#include <cassert>

#include "ipc/wire/utf8.hpp"

namespace xrt::ipc {
namespace {

bool is_known(uint16_t code) { return code >= 1 && code <= static_cast<uint16_t>(last_error_code); }

}  // namespace

void write_error_reply(OutgoingMessage& message, const MessageHeader& request, const Error& error) {
    Writer writer(message);
    MessageHeader header = request;
    header.kind = MessageKind::error;
    writer.header(header);
    const auto code = static_cast<uint16_t>(error.code);
    writer.u16(is_known(code) ? code : static_cast<uint16_t>(ErrorCode::internal));
    const std::string_view text = std::string_view(error.message).substr(0, max_error_text);
    writer.string(text.substr(0, valid_utf8_prefix(text)), max_error_text);
    assert(writer.ok());
}

Error read_error_reply(Reader& reader) {
    const uint16_t code = reader.u16();
    std::string text = reader.string(max_error_text);
    if (!is_known(code)) reader.fail("error code is unknown");
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return Error{static_cast<ErrorCode>(code), std::move(text)};
}

}  // namespace xrt::ipc
