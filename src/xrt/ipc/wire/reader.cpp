// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/reader.hpp"

#include "ipc/wire/utf8.hpp"

namespace xrt::ipc {
namespace {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie in memory");

bool is_known(MessageKind kind) { return kind >= MessageKind::request && kind <= MessageKind::event; }

}  // namespace

Reader::Reader(IncomingMessage& message) : message_(message), end_(message.size) {
    header_.serial = u32();
    header_.call = u16();
    header_.interface = u8();
    header_.kind = static_cast<MessageKind>(u8());
    if (!is_known(header_.kind)) fail("message is of no known kind");
}

std::string Reader::string(size_t bound) {
    const size_t length = byte_count(bound);
    std::string value(reinterpret_cast<const char*>(here()), length);
    position_ += length;
    if (!is_valid_utf8(value)) fail("string is not UTF-8 without NUL");
    return ok() ? value : std::string();
}

std::vector<uint8_t> Reader::bytes(size_t bound) {
    const size_t length = byte_count(bound);
    const auto* const first = reinterpret_cast<const uint8_t*>(here());
    position_ += length;
    return {first, first + length};
}

// Checked against what is there before anything is allocated for it.
size_t Reader::byte_count(size_t bound) {
    const size_t count = this->count(bound);
    if (count > end_ - position_) fail("message is too short");
    return ok() ? count : 0;
}

UniqueFd Reader::fd(FdKind kind) {
    if (ok() && next_fd_ >= message_.fds.size()) fail("fd is missing");
    if (!ok()) return {};
    UniqueFd fd = std::move(message_.fds[next_fd_++]);
    if (is_of_kind(fd.get(), kind)) return fd;
    fail("fd is not of the kind that belongs there");
    return {};
}

void Reader::fail(const char* violation) {
    if (!ok()) return;
    violation_ = violation;
    end_ = position_;
}

Result<void> Reader::finish() {
    if (ok() && position_ != message_.size) fail("bytes are left over");
    if (ok() && next_fd_ != message_.fds.size()) fail("fds are left over");
    if (!ok()) return Error{ErrorCode::protocol_violation, violation_};
    return {};
}

}  // namespace xrt::ipc
