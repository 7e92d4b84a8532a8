// SPDX-License-Identifier: BSL-1.0
//
// Values as a person reads them, on one line: `{number: 4, layers: [{flags: [], head_locked: no}], name: "a"}`. For traces
// and test failures; nothing reads it back.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "xrt/unique_fd.hpp"

namespace xrt::ipc {

class TextWriter {
 public:
    /// '{' or '[', and their like to end.
    void open(char bracket);
    void close(char bracket);
    /// Begins a field, or an element of a list or map.
    void name(std::string_view name);
    void element();
    /// Between a map's key and its value.
    void colon() { text_ += ": "; }

    void word(std::string_view word) { text_ += word; }
    void boolean(bool value) { text_ += value ? "yes" : "no"; }
    template <std::integral T>
    void number(T value) {
        text_ += std::to_string(value);
    }
    void number(double value);
    void string(std::string_view value);
    /// The first few, in hexadecimal, and how many there are.
    void bytes(std::span<const uint8_t> value);
    /// What the fd is, not its number, which means nothing on the other side.
    void fd(const UniqueFd& fd);

    std::string take() { return std::move(text_); }

 private:
    void separate();

    std::string text_;
    bool is_first_ = true;
};

}  // namespace xrt::ipc
