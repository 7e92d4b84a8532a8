// SPDX-License-Identifier: BSL-1.0
//
// Findings, as text for people and as JSON for programs.
#pragma once

#include "targets/doctor/finding.hpp"

namespace xrt::doctor {

/// A line for each, "error    vulkan-driver    what is wrong; what to do", and one that sums up.
std::string to_text(const Findings& findings);

/// {"ok":true,"checks":[{"check":"home","result":"ok","text":"/root","remedy":""}]}
std::string to_json(const Findings& findings);

/// Nothing is an error.
bool all_well(const Findings& findings);

}  // namespace xrt::doctor
