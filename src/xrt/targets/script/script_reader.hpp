// SPDX-License-Identifier: BSL-1.0
//
// Reads scripts (doc/scripts.md). Pure, bounded, and no exception leaves it.
#pragma once

#include <string>
#include <string_view>

#include "targets/script/script.hpp"
#include "xrt/result.hpp"

namespace xrt::script {

inline constexpr size_t max_line_length = 64 * 1024, max_script_length = 64 * 1024 * 1024;

/// invalid_argument: "line 3: ...", what is wrong, and the nearest name that is right.
Result<Script> read_script(std::string_view text);

/// All of a file, up to the longest script and a little more.
Result<std::string> load_text(const std::string& path);

/// Of the file; the error names it as well.
Result<Script> load_script(const std::string& path);

}  // namespace xrt::script
