// SPDX-License-Identifier: BSL-1.0
//
// What to do about troubles that several programs meet, so that all of them, and `monado-run doctor`, say it in the same words.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace xrt::advice {

/// Of environment variables: null if there is none of that name. &std::getenv is one.
using Lookup = std::function<const char*(const char*)>;

inline constexpr std::string_view ask_the_doctor = "`monado-run doctor` says what is missing on this machine";

/// "VK_DRIVER_FILES=/nonexistent": what keeps the Vulkan loader from finding the drivers that are installed; empty if nothing does.
std::string named_vulkan_drivers(const Lookup& variable);

/// There is no Vulkan driver, or none that is of use. `named` is named_vulkan_drivers().
std::string vulkan_driver(std::string_view named);

}  // namespace xrt::advice
