// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/reader.hpp"

#include <bit>
#include <cmath>
#include <cstring>

#include "ipc/wire/utf8.hpp"

namespace xrt::ipc {
namespace {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie in memory");

bool is_known(MessageKind kind) { return kind >= MessageKind::request && kind <= MessageKind::event; }

}  // namespace

Reader::Reader(IncomingMessage& message) : message_(message) {
    header_.serial = u32();
    header_.call = u16();
    header_.interface = u8();
    header_.kind = static_cast<MessageKind>(u8());
    if (!is_known(header_.kind)) fail("message is of no known kind");
}

bool Reader::take(void* data, size_t size) {
    if (!ok()) return false;
    if (size > message_.size - position_) {
        fail("message is too short");
        return false;
    }
    if (size > 0) std::memcpy(data, message_.bytes.data() + position_, size);
    position_ += size;
    return true;
}

template <typename T>
T Reader::raw() {
    T value{};
    take(&value, sizeof(value));
    return value;
}

uint8_t Reader::u8() { return raw<uint8_t>(); }
uint16_t Reader::u16() { return raw<uint16_t>(); }
uint32_t Reader::u32() { return raw<uint32_t>(); }
uint64_t Reader::u64() { return raw<uint64_t>(); }
int8_t Reader::i8() { return raw<int8_t>(); }
int16_t Reader::i16() { return raw<int16_t>(); }
int32_t Reader::i32() { return raw<int32_t>(); }
int64_t Reader::i64() { return raw<int64_t>(); }

bool Reader::boolean() {
    const uint8_t value = u8();
    if (value > 1) fail("boolean is neither 0 nor 1");
    return ok() && value == 1;
}

float Reader::f32() {
    const auto value = raw<float>();
    if (!std::isfinite(value)) fail("number is not finite");
    return ok() ? value : 0;
}

double Reader::f64() {
    const auto value = raw<double>();
    if (!std::isfinite(value)) fail("number is not finite");
    return ok() ? value : 0;
}

std::string Reader::string(size_t bound) {
    const size_t length = byte_count(bound);
    std::string value(length, '\0');
    take(value.data(), length);
    if (!is_valid_utf8(value)) fail("string is not UTF-8 without NUL");
    return ok() ? value : std::string();
}

std::vector<uint8_t> Reader::bytes(size_t bound) {
    std::vector<uint8_t> value(byte_count(bound));
    take(value.data(), value.size());
    return value;
}

size_t Reader::count(size_t bound) {
    const uint32_t count = u32();
    if (count > bound) fail("more elements than the bound allows");
    return ok() ? count : 0;
}

// Checked against what is there before anything is allocated for it.
size_t Reader::byte_count(size_t bound) {
    const size_t count = this->count(bound);
    if (count > message_.size - position_) fail("message is too short");
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
    if (ok()) violation_ = violation;
}

Result<void> Reader::finish() {
    if (ok() && position_ != message_.size) fail("bytes are left over");
    if (ok() && next_fd_ != message_.fds.size()) fail("fds are left over");
    if (!ok()) return Error{ErrorCode::protocol_violation, violation_};
    return {};
}

}  // namespace xrt::ipc
