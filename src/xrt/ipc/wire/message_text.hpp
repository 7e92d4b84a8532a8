// SPDX-License-Identifier: BSL-1.0
//
// A whole message as one line, for traces: `#12 request Service.create_session {kind: graphics}`. The generated
// proto/describe.hpp says it for a protocol; this is what all protocols share. Slow: copies the message.
#pragma once

#include <functional>
#include <span>

#include "ipc/wire/reader.hpp"
#include "ipc/wire/text_writer.hpp"

namespace xrt::ipc {

/// A message to look at, in either direction; borrows its bytes and fds.
struct MessageView {
    explicit MessageView(const OutgoingMessage& message);
    explicit MessageView(const IncomingMessage& message);
    MessageView(std::span<const std::byte> all_bytes, std::span<const int> all_fds);

    std::span<const std::byte> bytes;
    BoundedVector<int, max_message_fds> fds;
};

enum class Recognition { known, unknown };

/// Prints "Service.create_session {kind: graphics}" of a message whose header has been read.
using PrintCall = std::function<Recognition(TextWriter&, Reader&)>;

/// What is wrong with a message is told at the end of the line.
std::string describe_message(const MessageView& message, const PrintCall& print_call);

/// The rest of an error reply: `not found: "no such swapchain"`.
Recognition print_error(TextWriter& text, Reader& message);

}  // namespace xrt::ipc
