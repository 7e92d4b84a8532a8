// SPDX-License-Identifier: BSL-1.0
//
// Asks Vulkan what it has, as the compositor would. In a process of its own, because a broken driver takes whoever asks with it.
#pragma once

#include <functional>
#include <string_view>

#include "targets/doctor/machine.hpp"

namespace xrt::doctor {

/// In this process.
VulkanFacts probe_vulkan();

/// The same in a child, whose death is one of the facts. `probe` is what the child does.
VulkanFacts probe_in_child(const std::function<VulkanFacts()>& probe);

/// What the child tells: a line for each fact.
std::string to_lines(const VulkanFacts& facts);
VulkanFacts from_lines(std::string_view lines);

}  // namespace xrt::doctor
