// SPDX-License-Identifier: BSL-1.0
//
// XR_KHR_vulkan_enable: the application makes its Vulkan objects itself and is told what they must be.
#include "compositor/client/vulkan_requirements.hpp"
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/graphics/vulkan_graphics.hpp"

namespace xrt::oxr {
namespace {

/// Where it will be used is not known yet, so the list is for Vulkan 1.0, which newer versions take as well.
Outcome<> get_extensions(XrSystemId system, std::span<const comp::RequiredExtension> required, uint32_t capacity,
                         uint32_t* count, char* buffer) {
    TRY(check_system(system));
    return copy_out(comp::extension_list(required), capacity, count, buffer);
}

}  // namespace

XrResult api::xrGetVulkanInstanceExtensionsKHR(XrInstance instance, XrSystemId systemId, uint32_t bufferCapacityInput,
                                               uint32_t* bufferCountOutput, char* buffer) {
    return call<Instance>(instance, [&](Instance&) {
        return get_extensions(systemId, comp::required_instance_extensions(), bufferCapacityInput, bufferCountOutput,
                              buffer);
    });
}

XrResult api::xrGetVulkanDeviceExtensionsKHR(XrInstance instance, XrSystemId systemId, uint32_t bufferCapacityInput,
                                             uint32_t* bufferCountOutput, char* buffer) {
    return call<Instance>(instance, [&](Instance&) {
        return get_extensions(systemId, comp::required_device_extensions(), bufferCapacityInput, bufferCountOutput,
                              buffer);
    });
}

XrResult api::xrGetVulkanGraphicsDeviceKHR(XrInstance instance, XrSystemId systemId, VkInstance vkInstance,
                                           VkPhysicalDevice* vkPhysicalDevice) {
    return call<Instance>(instance,
                          [&](Instance& i) { return get_vulkan_device(i, systemId, vkInstance, vkPhysicalDevice); });
}

XrResult api::xrGetVulkanGraphicsRequirementsKHR(XrInstance instance, XrSystemId systemId,
                                                 XrGraphicsRequirementsVulkanKHR* graphicsRequirements) {
    return call<Instance>(instance,
                          [&](Instance& i) { return get_vulkan_requirements(i, systemId, graphicsRequirements); });
}

}  // namespace xrt::oxr
