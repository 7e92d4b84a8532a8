// SPDX-License-Identifier: BSL-1.0
//
// For tests: keeps Vulkan's drivers and layers loaded until the process ends. What their globals point to would otherwise
// look leaked to the leak checker, and from nowhere, once the last instance had unloaded them.
#pragma once

#include "compositor/render/vulkan_instance.hpp"

namespace xrt::comp {

inline void keep_drivers_resident() {
    static auto* const resident = new Result(VulkanInstance::create(Validation::on));
    static_cast<void>(resident);
}

}  // namespace xrt::comp
