// SPDX-License-Identifier: BSL-1.0
//
// How much the runtime says on stderr about the application's use of OpenXR: MONADO_VALIDATE. Debug messengers hear of errors
// whatever it is. Read once, when the library is first asked.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace xrt::oxr {

enum class ValidationLevel : uint8_t {
    off,     ///< nothing
    errors,  ///< calls that fail; the default
    strict,  ///< and use that is legal but suspicious, with a summary when the instance ends
};

ValidationLevel validation_level();
/// For tests.
void set_validation_level(ValidationLevel level);
std::optional<ValidationLevel> parse_validation_level(std::string_view name);

}  // namespace xrt::oxr
