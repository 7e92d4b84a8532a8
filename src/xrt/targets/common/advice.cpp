// SPDX-License-Identifier: BSL-1.0
#include "targets/common/advice.hpp"

namespace xrt::advice {

std::string named_vulkan_drivers(const Lookup& variable) {
    // The newer name wins, as in the Vulkan loader.
    for (const char* name : {"VK_DRIVER_FILES", "VK_ICD_FILENAMES"}) {
        const char* const value = variable(name);
        if (value && *value) return std::string(name) + "=" + value;
    }
    return {};
}

std::string vulkan_driver(std::string_view named) {
    const std::string without =
        ", or choose --compositor null (MONADO_COMPOSITOR=null), which serves headless sessions";
    if (named.empty()) return "install a Vulkan driver (on Debian: apt-get install mesa-vulkan-drivers)" + without;
    const std::string name(named.substr(0, named.find('=')));
    return std::string(named) + " names the only drivers that are looked at: unset " + name +
           ", or let it name the manifest of a driver that works" + without;
}

}  // namespace xrt::advice
