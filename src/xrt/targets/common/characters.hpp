// SPDX-License-Identifier: BSL-1.0
//
// Text that comes from somewhere else, character by character.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace xrt {

inline constexpr uint32_t replacement_character = 0xfffd;

/// Takes one character off the front of UTF-8; the replacement character for anything that is not well-formed.
uint32_t take_character(std::string_view& text);

}  // namespace xrt
