// SPDX-License-Identifier: BSL-1.0
//
// Appends values to an OutgoingMessage: little-endian, packed. The first thing that does not fit or breaks a bound
// makes the writer fail, and everything after it is ignored; ask once, at the end.
//
//     Writer writer(message);
//     writer.header({.serial = 7, .call = 3, .interface = 1, .kind = MessageKind::request});
//     write(writer, swapchain_info);
//     TRY(writer.finish());
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "ipc/wire/fd_kind.hpp"
#include "ipc/wire/finite.hpp"
#include "ipc/wire/message.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

class Writer {
 public:
    /// Starts the message anew; it must outlive the writer, and the fds written must stay open until it is sent.
    explicit Writer(OutgoingMessage& message);

    void header(const MessageHeader& header);

    void u8(uint8_t value) { raw(value); }
    void u16(uint16_t value) { raw(value); }
    void u32(uint32_t value) { raw(value); }
    void u64(uint64_t value) { raw(value); }
    void i8(int8_t value) { raw(value); }
    void i16(int16_t value) { raw(value); }
    void i32(int32_t value) { raw(value); }
    void i64(int64_t value) { raw(value); }
    void boolean(bool value) { u8(value ? 1 : 0); }
    void f32(float value) { finite(value); }
    void f64(double value) { finite(value); }
    /// Several at once, which is quicker.
    template <size_t Count>
    void f32s(const std::array<float, Count>& values);
    /// u32 length and that many bytes of UTF-8.
    void string(std::string_view value, size_t bound);
    void bytes(std::span<const uint8_t> value, size_t bound);
    /// The number of elements that follow, as u32.
    void count(size_t count, size_t bound);
    void fd(int fd, FdKind kind = FdKind::any);  ///< fails unless valid and of that kind

    /// `violation` is a literal: "usage has unknown flags".
    void fail(const char* violation);
    bool ok() const { return violation_ == nullptr; }
    /// invalid_argument with what was wrong.
    Result<void> finish() const;

 private:
    template <typename T>
    void raw(T value);
    template <typename T>
    void finite(T value);
    void append(const void* data, size_t size);

    OutgoingMessage& message_;
    size_t limit_;  ///< of the message's size: moved to it by a failure, so that one comparison finds both
    const char* violation_ = nullptr;
};

// Inline, because a frame has hundreds of them.

template <typename T>
void Writer::raw(T value) {
    if (sizeof(T) > limit_ - message_.size) [[unlikely]]
        return fail("message is too long");
    std::memcpy(message_.bytes.data() + message_.size, &value, sizeof(T));
    message_.size += sizeof(T);
}

template <typename T>
void Writer::finite(T value) {
    if (!std::isfinite(value)) [[unlikely]]
        fail("number is not finite");
    raw(value);
}

template <size_t Count>
void Writer::f32s(const std::array<float, Count>& values) {
    if (!are_finite(values)) [[unlikely]]
        fail("number is not finite");
    raw(values);
}

inline void Writer::count(size_t count, size_t bound) {
    if (count > bound) [[unlikely]]
        fail("more elements than the bound allows");
    u32(static_cast<uint32_t>(count));
}

}  // namespace xrt::ipc
