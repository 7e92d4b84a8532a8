// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/writer.hpp"

#include <bit>

#include "ipc/wire/utf8.hpp"

namespace xrt::ipc {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie in memory");

Writer::Writer(OutgoingMessage& message) : message_(message), limit_(message.bytes.size()) { message_.clear(); }

void Writer::header(const MessageHeader& header) {
    u32(header.serial);
    u16(header.call);
    u8(header.interface);
    u8(static_cast<uint8_t>(header.kind));
}

void Writer::append(const void* data, size_t size) {
    if (size > limit_ - message_.size) return fail("message is too long");
    if (size > 0) std::memcpy(message_.bytes.data() + message_.size, data, size);
    message_.size += size;
}

void Writer::string(std::string_view value, size_t bound) {
    if (!is_valid_utf8(value)) fail("string is not UTF-8 without NUL");
    count(value.size(), bound);
    append(value.data(), value.size());
}

void Writer::bytes(std::span<const uint8_t> value, size_t bound) {
    count(value.size(), bound);
    append(value.data(), value.size());
}

void Writer::fd(int fd, FdKind kind) {
    if (!ok()) return;
    if (fd < 0) return fail("fd is not valid");
    if (message_.fds.full()) return fail("too many fds in one message");
    if (!is_of_kind(fd, kind)) return fail("fd is not of the kind that belongs there");
    message_.fds.push_back(fd);
}

void Writer::fail(const char* violation) {
    if (!ok()) return;
    violation_ = violation;
    limit_ = message_.size;
}

Result<void> Writer::finish() const {
    if (!ok()) return Error{ErrorCode::invalid_argument, violation_};
    return {};
}

}  // namespace xrt::ipc
