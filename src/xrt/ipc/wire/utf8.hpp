// SPDX-License-Identifier: BSL-1.0
//
// What counts as text on the wire: UTF-8 without NUL, overlong forms, surrogates or values beyond U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace xrt::ipc {

/// The number of leading bytes that are whole, valid characters.
size_t valid_utf8_prefix(std::string_view text);

inline bool is_valid_utf8(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

}  // namespace xrt::ipc
