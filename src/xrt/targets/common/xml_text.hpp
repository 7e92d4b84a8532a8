// SPDX-License-Identifier: BSL-1.0
//
// Text for XML 1.0 and HTML, between tags and in quoted attributes: pure ASCII whatever bytes come in.
#pragma once

#include <string>
#include <string_view>

namespace xrt {

/// Bytes that are not UTF-8, and characters that no XML document may hold, become U+FFFD. Line ends survive in attributes.
std::string xml_text(std::string_view text);

}  // namespace xrt
