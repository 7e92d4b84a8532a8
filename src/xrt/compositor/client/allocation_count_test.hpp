// SPDX-License-Identifier: BSL-1.0
//
// For tests: how often the program has allocated memory so far.
#pragma once

namespace xrt::comp {

int allocation_count();

}  // namespace xrt::comp
