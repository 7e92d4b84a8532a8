// SPDX-License-Identifier: BSL-1.0
#include "targets/common/characters.hpp"

#include <array>

namespace xrt {

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
        if ((byte(i) & 0xc0) != 0x80) return text.remove_prefix(1), replacement_character;
        character = character << 6 | (byte(i) & 0x3fu);
    }
    text.remove_prefix(length == 0 ? 1 : length);
    constexpr std::array<uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool is_surrogate = character >= 0xd800 && character < 0xe000;
    return length == 0 || character < least[length] || is_surrogate || character > 0x10ffff ? replacement_character
                                                                                            : character;
}

}  // namespace xrt
