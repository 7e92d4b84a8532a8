// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/message_text.hpp"

#include <fcntl.h>

#include <algorithm>
#include <memory>

#include "ipc/wire/error_reply.hpp"

namespace xrt::ipc {
namespace {

/// The reader takes fds out of its message, so it gets one of its own.
std::unique_ptr<IncomingMessage> copy_of(const MessageView& view) {
    auto copy = std::make_unique_for_overwrite<IncomingMessage>();
    copy->size = std::min(view.bytes.size(), copy->bytes.size());
    std::copy_n(view.bytes.begin(), copy->size, copy->bytes.begin());
    for (const int fd : view.fds) copy->fds.push_back(UniqueFd(::fcntl(fd, F_DUPFD_CLOEXEC, 0)));
    return copy;
}

std::string_view to_string(MessageKind kind) {
    switch (kind) {
        case MessageKind::request:
            return "request ";
        case MessageKind::one_way:
            return "one-way ";
        case MessageKind::reply:
            return "reply ";
        case MessageKind::error:
            return "error ";
        case MessageKind::event:
            return "event ";
    }
    return "message of no known kind";
}

void print_header(TextWriter& text, const MessageHeader& header) {
    if (header.kind != MessageKind::event) text.word("#" + std::to_string(header.serial) + " ");
    text.word(to_string(header.kind));
}

void print_unknown(TextWriter& text, const MessageHeader& header) {
    text.word("interface " + std::to_string(header.interface) + " call " + std::to_string(header.call) + " (unknown)");
}

}  // namespace

MessageView::MessageView(const OutgoingMessage& message)
    : bytes(std::span(message.bytes).first(message.size)), fds(message.fds) {}

MessageView::MessageView(const IncomingMessage& message) : bytes(std::span(message.bytes).first(message.size)) {
    for (const UniqueFd& fd : message.fds) fds.push_back(fd.get());
}

MessageView::MessageView(std::span<const std::byte> all_bytes, std::span<const int> all_fds) : bytes(all_bytes) {
    for (const int fd : all_fds.first(std::min(all_fds.size(), max_message_fds))) fds.push_back(fd);
}

std::string describe_message(const MessageView& message, const PrintCall& print_call) {
    const auto copy = copy_of(message);
    Reader reader(*copy);
    TextWriter text;
    print_header(text, reader.header());
    if (reader.ok() && print_call(text, reader) == Recognition::unknown) {
        print_unknown(text, reader.header());
        return text.take();
    }
    if (const auto finished = reader.finish(); !finished.ok()) text.word(" (wrong: " + finished.error().message + ")");
    return text.take();
}

Recognition print_error(TextWriter& text, Reader& message) {
    const Error error = read_error_reply(message);
    text.word(xrt::to_string(error.code));
    text.colon();
    text.string(error.message);
    return Recognition::known;
}

}  // namespace xrt::ipc
