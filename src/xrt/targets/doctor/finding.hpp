// SPDX-License-Identifier: BSL-1.0
//
// What one check of `monado-run doctor` says: how it stands, and, unless all is well, what to do about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xrt::doctor {

enum class Severity {
    ok,
    warning,  ///< something will be other than expected
    error,    ///< applications will not run
};

struct Finding {
    std::string_view check;  ///< its name, which stays the same: "vulkan-driver"
    Severity severity = Severity::ok;
    std::string text;
    std::string remedy{};  ///< empty if all is well

    bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

std::string_view to_string(Severity severity);

}  // namespace xrt::doctor
