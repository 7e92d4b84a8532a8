// SPDX-License-Identifier: BSL-1.0
#include "targets/common/xml_text.hpp"

#include "targets/common/characters.hpp"

namespace xrt {
namespace {

/// Section 2.2 of the specification; 0xfffe and 0xffff are no characters either.
bool is_allowed(uint32_t character) {
    if (character < 0x20) return character == '\t' || character == '\n' || character == '\r';
    return character != 0xfffe && character != 0xffff;
}

bool is_plain(uint32_t character) {
    const std::string_view special = "<>&\"'";
    return character >= 0x20 && character < 0x7f && special.find(static_cast<char>(character)) == std::string::npos;
}

}  // namespace

std::string xml_text(std::string_view text) {
    std::string xml;
    while (!text.empty()) {
        const uint32_t character = take_character(text);
        if (is_plain(character)) {
            xml += static_cast<char>(character);
        } else {
            xml += "&#" + std::to_string(is_allowed(character) ? character : replacement_character) + ";";
        }
    }
    return xml;
}

}  // namespace xrt
