// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/utf8.hpp"

#include <cstdint>

namespace xrt::ipc {
namespace {

uint8_t byte_at(std::string_view text, size_t index) { return static_cast<uint8_t>(text[index]); }

/// By the first byte: how many bytes the character has, 0 if none begins with it.
size_t character_length(uint8_t first) {
    if (first == 0) return 0;
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first < 0xe0) return 2;
    if (first >= 0xe0 && first < 0xf0) return 3;
    if (first >= 0xf0 && first < 0xf5) return 4;
    return 0;
}

/// The second byte is what rules out overlong forms, surrogates and values that are too large (RFC 3629, section 4).
bool second_byte_fits(uint8_t first, uint8_t second) {
    switch (first) {
        case 0xe0:
            return second >= 0xa0;
        case 0xed:
            return second < 0xa0;
        case 0xf0:
            return second >= 0x90;
        case 0xf4:
            return second < 0x90;
        default:
            return true;
    }
}

bool character_valid(std::string_view text, size_t start, size_t length) {
    if (length == 0 || length > text.size() - start) return false;
    for (size_t i = 1; i < length; ++i) {
        if ((byte_at(text, start + i) & 0xc0) != 0x80) return false;
    }
    return length == 1 || second_byte_fits(byte_at(text, start), byte_at(text, start + 1));
}

}  // namespace

size_t valid_utf8_prefix(std::string_view text) {
    size_t position = 0;
    while (position < text.size()) {
        const size_t length = character_length(byte_at(text, position));
        if (!character_valid(text, position, length)) break;
        position += length;
    }
    return position;
}

}  // namespace xrt::ipc
