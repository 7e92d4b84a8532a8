// SPDX-License-Identifier: BSL-1.0
//
// XR_KHR_vulkan_enable2: the application's Vulkan objects are made through the runtime, which adds what it needs.
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/graphics/vulkan_creation.hpp"
#include "state_trackers/oxr/graphics/vulkan_graphics.hpp"

namespace xrt::oxr {
namespace {

/// What XrVulkanInstanceCreateInfoKHR and XrVulkanDeviceCreateInfoKHR have in common.
template <typename CreateInfo>
Outcome<> check_create_info(const CreateInfo* info, XrStructureType type) {
    TRY(check_type(info, type));
    TRY(check_system(info->systemId));
    if (info->createFlags != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->createFlags", "XR_KHR_vulkan_enable2"},
                    "is %#llx; no flags are defined", static_cast<unsigned long long>(info->createFlags));
    }
    TRY(check_pointer(reinterpret_cast<const void*>(info->pfnGetInstanceProcAddr),
                      {"createInfo->pfnGetInstanceProcAddr", "XR_KHR_vulkan_enable2"}));
    return check_pointer(info->vulkanCreateInfo, {"createInfo->vulkanCreateInfo", "XR_KHR_vulkan_enable2"});
}

Outcome<> create_instance(Instance& instance, const XrVulkanInstanceCreateInfoKHR* info, VkInstance* vulkan_instance,
                          VkResult* vulkan_result) {
    TRY(check_create_info(info, XR_TYPE_VULKAN_INSTANCE_CREATE_INFO_KHR));
    TRY(check_pointer(vulkan_instance, "vulkanInstance"));
    TRY(check_pointer(vulkan_result, "vulkanResult"));
    const CreatedVulkanInstance created =
        TRY(create_vulkan_instance(info->pfnGetInstanceProcAddr, *info->vulkanCreateInfo, info->vulkanAllocator));
    *vulkan_result = created.result;
    if (created.result < 0) return XR_SUCCESS;  // Vulkan's errors are told in Vulkan's way
    instance.vulkan().remember(created.vulkan);
    *vulkan_instance = created.vulkan.instance;
    return XR_SUCCESS;
}

Outcome<> create_device(Instance& instance, const XrVulkanDeviceCreateInfoKHR* info, VkDevice* vulkan_device,
                        VkResult* vulkan_result) {
    TRY(check_create_info(info, XR_TYPE_VULKAN_DEVICE_CREATE_INFO_KHR));
    TRY(check_pointer(vulkan_device, "vulkanDevice"));
    TRY(check_pointer(vulkan_result, "vulkanResult"));
    auto vulkan = instance.vulkan().find_by_device(info->vulkanPhysicalDevice);
    if (!vulkan) {
        return fail(XR_ERROR_HANDLE_INVALID, {"createInfo->vulkanPhysicalDevice", "XrVulkanDeviceCreateInfoKHR"},
                    "is not what xrGetVulkanGraphicsDevice2KHR gave");
    }
    vulkan->get_instance_proc_addr = info->pfnGetInstanceProcAddr;
    const CreatedVulkanDevice created =
        TRY(create_vulkan_device(*vulkan, info->vulkanPhysicalDevice, *info->vulkanCreateInfo, info->vulkanAllocator));
    *vulkan_result = created.result;
    if (created.result < 0) return XR_SUCCESS;
    *vulkan_device = created.device;
    instance.vulkan().remember_device({created.device, created.timelines_enabled, created.density_maps});
    return XR_SUCCESS;
}

}  // namespace

XrResult api::xrCreateVulkanInstanceKHR(XrInstance instance, const XrVulkanInstanceCreateInfoKHR* createInfo,
                                        VkInstance* vulkanInstance, VkResult* vulkanResult) {
    return call<Instance>(instance,
                          [&](Instance& i) { return create_instance(i, createInfo, vulkanInstance, vulkanResult); });
}

XrResult api::xrCreateVulkanDeviceKHR(XrInstance instance, const XrVulkanDeviceCreateInfoKHR* createInfo,
                                      VkDevice* vulkanDevice, VkResult* vulkanResult) {
    return call<Instance>(instance,
                          [&](Instance& i) { return create_device(i, createInfo, vulkanDevice, vulkanResult); });
}

XrResult api::xrGetVulkanGraphicsDevice2KHR(XrInstance instance, const XrVulkanGraphicsDeviceGetInfoKHR* getInfo,
                                            VkPhysicalDevice* vulkanPhysicalDevice) {
    return call<Instance>(instance, [&](Instance& i) -> Outcome<> {
        TRY(check_type(getInfo, XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR));
        return get_vulkan_device(i, getInfo->systemId, getInfo->vulkanInstance, vulkanPhysicalDevice);
    });
}

XrResult api::xrGetVulkanGraphicsRequirements2KHR(XrInstance instance, XrSystemId systemId,
                                                  XrGraphicsRequirementsVulkanKHR* graphicsRequirements) {
    return call<Instance>(instance,
                          [&](Instance& i) { return get_vulkan_requirements(i, systemId, graphicsRequirements); });
}

}  // namespace xrt::oxr
