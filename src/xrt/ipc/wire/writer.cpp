// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/writer.hpp"

#include <bit>
#include <cmath>
#include <cstring>

#include "ipc/wire/utf8.hpp"

namespace xrt::ipc {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie in memory");

Writer::Writer(OutgoingMessage& message) : message_(message) { message_.clear(); }

void Writer::header(const MessageHeader& header) {
    u32(header.serial);
    u16(header.call);
    u8(header.interface);
    u8(static_cast<uint8_t>(header.kind));
}

void Writer::append(const void* data, size_t size) {
    if (!ok() || size == 0) return;
    if (size > message_.bytes.size() - message_.size) return fail("message is too long");
    std::memcpy(message_.bytes.data() + message_.size, data, size);
    message_.size += size;
}

template <typename T>
void Writer::raw(T value) {
    append(&value, sizeof(value));
}

void Writer::u8(uint8_t value) { raw(value); }
void Writer::u16(uint16_t value) { raw(value); }
void Writer::u32(uint32_t value) { raw(value); }
void Writer::u64(uint64_t value) { raw(value); }
void Writer::i8(int8_t value) { raw(value); }
void Writer::i16(int16_t value) { raw(value); }
void Writer::i32(int32_t value) { raw(value); }
void Writer::i64(int64_t value) { raw(value); }
void Writer::boolean(bool value) { u8(value ? 1 : 0); }

void Writer::f32(float value) {
    if (!std::isfinite(value)) fail("number is not finite");
    raw(value);
}

void Writer::f64(double value) {
    if (!std::isfinite(value)) fail("number is not finite");
    raw(value);
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

void Writer::count(size_t count, size_t bound) {
    if (count > bound) fail("more elements than the bound allows");
    u32(static_cast<uint32_t>(count));
}

void Writer::fd(int fd, FdKind kind) {
    if (!ok()) return;
    if (fd < 0) return fail("fd is not valid");
    if (message_.fds.full()) return fail("too many fds in one message");
    if (!is_of_kind(fd, kind)) return fail("fd is not of the kind that belongs there");
    message_.fds.push_back(fd);
}

void Writer::fail(const char* violation) {
    if (ok()) violation_ = violation;
}

Result<void> Writer::finish() const {
    if (!ok()) return Error{ErrorCode::invalid_argument, violation_};
    return {};
}

}  // namespace xrt::ipc
