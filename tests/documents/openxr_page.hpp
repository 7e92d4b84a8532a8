// SPDX-License-Identifier: BSL-1.0
//
// The tables of doc/openxr.md, made from the state tracker's own tables, and put between the page's marks:
//
//     <!-- table: extensions -->
//     ...
//     <!-- end -->
#pragma once

#include <string>

namespace xrt::documents {

/// The page with its tables as they should be. Marks of unknown tables are errors that the result tells of.
std::string with_tables(const std::string& page);

}  // namespace xrt::documents
