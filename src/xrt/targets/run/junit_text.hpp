// SPDX-License-Identifier: BSL-1.0
//
// A run as JUnit XML, which CI systems show: a test case for the command, one for the script and each of its expectations, one
// for every picture. After the schema of Jenkins' xUnit plugin.
#pragma once

#include <string>

#include "targets/run/run_record.hpp"

namespace xrt::run {

std::string junit_text(const RunRecord& record);

}  // namespace xrt::run
