// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/text_writer.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace xrt::ipc {
namespace {

constexpr size_t shown_bytes = 16;

std::string hexadecimal(unsigned value) {
    std::array<char, 3> digits;
    std::snprintf(digits.data(), digits.size(), "%02x", value & 0xffu);
    return digits.data();
}

}  // namespace

void TextWriter::open(char bracket) {
    text_ += bracket;
    is_first_ = true;
}

void TextWriter::close(char bracket) {
    text_ += bracket;
    is_first_ = false;
}

void TextWriter::separate() {
    if (!is_first_) text_ += ", ";
    is_first_ = false;
}

void TextWriter::name(std::string_view name) {
    separate();
    text_ += name;
    text_ += ": ";
}

void TextWriter::element() { separate(); }

void TextWriter::number(double value) {
    std::array<char, 32> digits;
    std::snprintf(digits.data(), digits.size(), "%.9g", value);
    text_ += digits.data();
}

// A terminal must not obey what a peer wrote.
void TextWriter::string(std::string_view value) {
    text_ += '"';
    for (const char c : value) {
        const bool is_control = (c >= 0 && c < ' ') || c == 0x7f;
        if (c == '"' || c == '\\') text_ += '\\';
        text_ += is_control ? "\\x" + hexadecimal(static_cast<unsigned char>(c)) : std::string(1, c);
    }
    text_ += '"';
}

void TextWriter::bytes(std::span<const uint8_t> value) {
    text_ += std::to_string(value.size()) + " bytes";
    if (!value.empty()) text_ += ' ';
    for (const uint8_t byte : value.first(std::min(value.size(), shown_bytes))) text_ += hexadecimal(byte);
    if (value.size() > shown_bytes) text_ += "...";
}

void TextWriter::fd(const UniqueFd& fd) {
    std::array<char, 64> target;
    const std::string link = "/proc/self/fd/" + std::to_string(fd.get());
    const ssize_t length = fd.valid() ? ::readlink(link.c_str(), target.data(), target.size()) : -1;
    if (length <= 0) return word("fd(none)");
    word("fd(");
    string(std::string_view(target.data(), static_cast<size_t>(length)));
    word(")");
}

}  // namespace xrt::ipc
