// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/validation_level.hpp"

#include <atomic>
#include <cstdlib>

#include "auxiliary/util/log.hpp"

namespace xrt::oxr {
namespace {

ValidationLevel level_from_environment() {
    const char* name = std::getenv("MONADO_VALIDATE");
    if (name == nullptr || *name == '\0') return ValidationLevel::errors;
    if (const auto level = parse_validation_level(name)) return *level;
    log_warning("oxr", "MONADO_VALIDATE is \"%s\"; it can be off, errors or strict", name);
    return ValidationLevel::errors;
}

std::atomic<ValidationLevel>& current_level() {
    static std::atomic<ValidationLevel> level{level_from_environment()};
    return level;
}

}  // namespace

ValidationLevel validation_level() { return current_level().load(std::memory_order_relaxed); }
void set_validation_level(ValidationLevel level) { current_level().store(level, std::memory_order_relaxed); }

std::optional<ValidationLevel> parse_validation_level(std::string_view name) {
    if (name == "off") return ValidationLevel::off;
    if (name == "errors" || name == "on") return ValidationLevel::errors;
    if (name == "strict") return ValidationLevel::strict;
    return std::nullopt;
}

}  // namespace xrt::oxr
