// SPDX-License-Identifier: BSL-1.0
//
// Takes values out of an IncomingMessage and trusts none of them. The first violation sticks: every later value reads
// as zero, and finish() tells. A reader is finished only when every byte and every fd has been consumed.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "ipc/wire/fd_kind.hpp"
#include "ipc/wire/finite.hpp"
#include "ipc/wire/message.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

class Reader {
 public:
    /// Reads the header at once; see header(). `message` must outlive the reader, which takes fds out of it.
    explicit Reader(IncomingMessage& message);

    const MessageHeader& header() const { return header_; }

    uint8_t u8() { return raw<uint8_t>(); }
    uint16_t u16() { return raw<uint16_t>(); }
    uint32_t u32() { return raw<uint32_t>(); }
    uint64_t u64() { return raw<uint64_t>(); }
    int8_t i8() { return raw<int8_t>(); }
    int16_t i16() { return raw<int16_t>(); }
    int32_t i32() { return raw<int32_t>(); }
    int64_t i64() { return raw<int64_t>(); }
    bool boolean();  ///< 0 or 1, nothing else
    float f32() { return finite<float>(); }
    double f64() { return finite<double>(); }
    /// Several at once, which is quicker.
    template <size_t Count>
    std::array<float, Count> f32s();
    std::string string(size_t bound);  ///< valid UTF-8 without NUL
    std::vector<uint8_t> bytes(size_t bound);
    size_t count(size_t bound);
    UniqueFd fd(FdKind kind = FdKind::any);

    /// `violation` is a literal: "role is not one of its values".
    void fail(const char* violation);
    bool ok() const { return violation_ == nullptr; }
    /// protocol_violation with what was wrong, left-over bytes and fds included.
    Result<void> finish();

 private:
    template <typename T>
    T raw();
    template <typename T>
    T finite();
    const std::byte* here() const { return message_.bytes.data() + position_; }
    size_t byte_count(size_t bound);

    IncomingMessage& message_;
    MessageHeader header_;
    size_t position_ = 0;
    size_t end_;  ///< of what may still be read: moved to position_ by a violation, so that one comparison finds both
    size_t next_fd_ = 0;
    const char* violation_ = nullptr;
};

// Inline, because a frame has hundreds of them.

template <typename T>
T Reader::raw() {
    T value{};
    if (sizeof(T) > end_ - position_) [[unlikely]] {
        fail("message is too short");
        return value;
    }
    std::memcpy(&value, message_.bytes.data() + position_, sizeof(T));
    position_ += sizeof(T);
    return value;
}

template <typename T>
T Reader::finite() {
    const T value = raw<T>();
    if (std::isfinite(value)) [[likely]]
        return value;
    fail("number is not finite");
    return 0;
}

template <size_t Count>
std::array<float, Count> Reader::f32s() {
    const auto values = raw<std::array<float, Count>>();
    if (are_finite(values)) [[likely]]
        return values;
    fail("number is not finite");
    return {};
}

inline bool Reader::boolean() {
    const uint8_t value = u8();
    if (value > 1) [[unlikely]]
        fail("boolean is neither 0 nor 1");
    return value == 1;
}

inline size_t Reader::count(size_t bound) {
    const uint32_t count = u32();
    if (count <= bound) [[likely]]
        return count;
    fail("more elements than the bound allows");
    return 0;
}

}  // namespace xrt::ipc
