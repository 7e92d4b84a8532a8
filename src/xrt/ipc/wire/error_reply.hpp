// SPDX-License-Identifier: BSL-1.0
//
// An Error on its way back to the caller: a message of kind error, u16 ErrorCode and a string<1024>.
#pragma once

#include "ipc/wire/reader.hpp"
#include "ipc/wire/writer.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

inline constexpr size_t max_error_text = 1024;

/// Makes `message` the error reply to `request`. The text is cut to what fits the bound and to what is UTF-8.
void write_error_reply(OutgoingMessage& message, const MessageHeader& request, const Error& error);

/// The Error that was sent; protocol_violation if the message is not what it ought to be.
Error read_error_reply(Reader& reader);

}  // namespace xrt::ipc
