// SPDX-License-Identifier: BSL-1.0
//
// Strings for JSON (RFC 8259): quoted, and pure ASCII whatever bytes come in, so that a line stays a line.
#pragma once

#include <string>
#include <string_view>

namespace xrt {

/// With the quotes. Bytes that are not UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

}  // namespace xrt
