// SPDX-License-Identifier: BSL-1.0
//
// A run as one JSON object, for programs; doc/pictures.md lists the keys.
#pragma once

#include <string>

#include "targets/run/run_record.hpp"

namespace xrt::run {

std::string results_json(const RunRecord& record);

}  // namespace xrt::run
