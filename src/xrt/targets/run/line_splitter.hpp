// SPDX-License-Identifier: BSL-1.0
//
// Makes lines of the pieces that a stream socket delivers. A line longer than the bound is an error, and after it nothing
// more is taken: the caller drops the connection.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "xrt/result.hpp"

namespace xrt::run {

class LineSplitter {
 public:
    static constexpr size_t max_line = 16 * 1024;

    /// The lines that this piece completes, without their newlines.
    Result<std::vector<std::string>> take(std::string_view piece);

 private:
    std::string rest_;
};

}  // namespace xrt::run
