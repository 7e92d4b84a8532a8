// SPDX-License-Identifier: BSL-1.0
//
// `monado-run doctor [--json]`: what is missing on this machine, and how to mend it.
#pragma once

#include <span>
#include <string>

namespace xrt::doctor {

/// Arguments behind "doctor". Returns the exit code: 0 applications will run, 1 they will not, 125 a bad argument.
int consult(std::span<const std::string> arguments);

}  // namespace xrt::doctor
