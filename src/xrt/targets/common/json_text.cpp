// SPDX-License-Identifier: BSL-1.0
#include "targets/common/json_text.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

namespace xrt {
namespace {

constexpr uint32_t replacement = 0xfffd;

/// Takes one character off the front; the replacement character for anything that is not well-formed.
uint32_t take_character(std::string_view& text) {
    const auto byte = [&](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : uint8_t{0}; };
    const uint8_t first = byte(0);
    const size_t length = first < 0x80                    ? 1
                          : first >= 0xc2 && first < 0xe0 ? 2
                          : first >= 0xe0 && first < 0xf0 ? 3
                          : first >= 0xf0 && first < 0xf5 ? 4
                                                          : 0;
    uint32_t character = length == 1 ? first : first & (0x7fu >> length);
    for (size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return text.remove_prefix(1), replacement;
        character = character << 6 | (byte(i) & 0x3fu);
    }
    text.remove_prefix(length == 0 ? 1 : length);
    constexpr std::array<uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool is_surrogate = character >= 0xd800 && character < 0xe000;
    return length == 0 || character < least[length] || is_surrogate || character > 0x10ffff ? replacement : character;
}

void append_unit(std::string& json, uint32_t unit) {
    std::array<char, 8> escape;
    std::snprintf(escape.data(), escape.size(), "\\u%04x", unit & 0xffffu);
    json += escape.data();
}

void append(std::string& json, uint32_t character) {
    if (character == '"' || character == '\\') return void(json.append({'\\', static_cast<char>(character)}));
    if (character >= 0x20 && character < 0x7f) return json.push_back(static_cast<char>(character));
    if (character < 0x10000) return append_unit(json, character);
    append_unit(json, 0xd800 + ((character - 0x10000) >> 10));
    append_unit(json, 0xdc00 + ((character - 0x10000) & 0x3ff));
}

}  // namespace

std::string json_string(std::string_view text) {
    std::string json = "\"";
    while (!text.empty()) append(json, take_character(text));
    return json + '"';
}

}  // namespace xrt
