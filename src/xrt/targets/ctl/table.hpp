// SPDX-License-Identifier: BSL-1.0
//
// Tables on a terminal.
#pragma once

#include <string>
#include <vector>

namespace xrt::ctl {

using Row = std::vector<std::string>;

/// Columns as wide as their widest cell; the last one is not padded. At least one row.
std::string to_table(const std::vector<Row>& rows);

/// Control characters become '?', so that none reaches the terminal.
std::string printable(std::string text);

}  // namespace xrt::ctl
