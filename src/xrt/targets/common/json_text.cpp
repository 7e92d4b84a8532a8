// SPDX-License-Identifier: BSL-1.0
#include "targets/common/json_text.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

#include "targets/common/characters.hpp"

namespace xrt {
namespace {

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
