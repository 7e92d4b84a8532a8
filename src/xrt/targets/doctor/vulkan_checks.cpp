// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "targets/common/advice.hpp"
#include "targets/common/phrases.hpp"
#include "targets/doctor/checks.hpp"

namespace xrt::doctor {
namespace {

const VulkanDeviceFacts* find_software(const VulkanFacts& facts) {
    const auto found = std::ranges::find_if(facts.devices, &VulkanDeviceFacts::software);
    return found == facts.devices.end() ? nullptr : &*found;
}

std::string describe(const VulkanDeviceFacts& device) {
    return device.driver.empty() ? device.name : device.name + " (" + device.driver + ")";
}

}  // namespace

Finding check_vulkan_loader(const VulkanFacts& facts) {
    constexpr std::string_view name = "vulkan-loader";
    if (facts.loader_problem.empty()) return {name, Severity::ok, "libvulkan.so.1 is there"};
    return {name, Severity::error, facts.loader_problem,
            "install the Vulkan loader (on Debian: apt-get install libvulkan1), or choose --compositor null "
            "(MONADO_COMPOSITOR=null), which serves headless sessions"};
}

Finding check_vulkan_driver(const VulkanFacts& facts) {
    constexpr std::string_view name = "vulkan-driver";
    const std::string remedy = advice::vulkan_driver(facts.named_drivers);
    if (!facts.crash.empty()) return {name, Severity::error, "looking for Vulkan devices " + facts.crash, remedy};
    if (!facts.instance_problem.empty()) return {name, Severity::error, facts.instance_problem, remedy};
    if (facts.devices.empty()) return {name, Severity::error, "the Vulkan drivers offer no device", remedy};
    std::vector<std::string> names;
    for (const VulkanDeviceFacts& device : facts.devices) names.push_back(describe(device));
    return {name, Severity::ok, joined(names)};
}

Finding check_vulkan_sharing(const VulkanFacts& facts) {
    constexpr std::string_view name = "vulkan-sharing";
    if (facts.unfit.empty()) return {name, Severity::ok, facts.chosen + " shares its images with applications"};
    return {name, Severity::error, facts.unfit,
            "use a driver that has VK_KHR_external_memory_fd: lavapipe has it from Mesa 22.3 on (Debian 12 or newer)"};
}

Finding check_software_driver(const VulkanFacts& facts) {
    constexpr std::string_view name = "software-driver";
    const VulkanDeviceFacts* const software = find_software(facts);
    if (!software) {
        return {name, Severity::warning, "every device here is a GPU: pictures differ from those of other machines",
                "install lavapipe (on Debian: apt-get install mesa-vulkan-drivers)"};
    }
    if (software->name == facts.chosen) return {name, Severity::ok, describe(*software) + " draws"};
    return {name, Severity::warning,
            facts.chosen + " draws, not " + software->name + ": pictures differ from those of machines without it",
            "let VK_DRIVER_FILES name lavapipe's manifest (on Debian: /usr/share/vulkan/icd.d/lvp_icd.x86_64.json)"};
}

Finding check_vulkan_layers(const VulkanFacts& facts) {
    constexpr std::string_view name = "vulkan-layers";
    std::vector<std::string> foreign = facts.implicit_layers;
    std::erase(foreign,
               "VkLayer_MESA_device_select.json");  // Mesa's own, and changes nothing where there is one device
    if (foreign.empty()) return {name, Severity::ok, "no implicit layers that change pictures or timing"};
    return {name, Severity::warning, "these layers load themselves into applications: " + joined(foreign),
            "set VK_LOADER_LAYERS_DISABLE=~implicit~ for the application (the runtime keeps them out of itself)"};
}

}  // namespace xrt::doctor
