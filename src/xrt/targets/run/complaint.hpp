// SPDX-License-Identifier: BSL-1.0
//
// What monado-run has to say goes to standard error, after its name.
#pragma once

#include <cstdio>
#include <string>

namespace xrt::run {

inline void complain(const std::string& text) { std::fprintf(stderr, "monado-run: %s\n", text.c_str()); }

}  // namespace xrt::run
