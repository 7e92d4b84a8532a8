// SPDX-License-Identifier: BSL-1.0
//
// Takes values out of an IncomingMessage and trusts none of them. The first violation sticks: every later value reads
// as zero, and finish() tells. A reader is finished only when every byte and every fd has been consumed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ipc/wire/fd_kind.hpp"
#include "ipc/wire/message.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

class Reader {
 public:
    /// Reads the header at once; see header(). `message` must outlive the reader, which takes fds out of it.
    explicit Reader(IncomingMessage& message);

    const MessageHeader& header() const { return header_; }

    uint8_t u8();
    uint16_t u16();
    uint32_t u32();
    uint64_t u64();
    int8_t i8();
    int16_t i16();
    int32_t i32();
    int64_t i64();
    bool boolean();                    ///< 0 or 1, nothing else
    float f32();                       ///< finite
    double f64();                      ///< finite
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
    bool take(void* data, size_t size);
    size_t byte_count(size_t bound);

    IncomingMessage& message_;
    MessageHeader header_;
    size_t position_ = 0;
    size_t next_fd_ = 0;
    const char* violation_ = nullptr;
};

}  // namespace xrt::ipc
