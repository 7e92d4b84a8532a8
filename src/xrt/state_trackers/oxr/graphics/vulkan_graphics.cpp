// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/graphics/vulkan_graphics.hpp"

#include "state_trackers/oxr/core/structures.hpp"

namespace xrt::oxr {

Outcome<comp::ServiceDevice> service_device(const Instance& instance) {
    const proto::SystemInfo& system = instance.system_info();
    const auto waits_for = [&](uint32_t kind) { return (system.sync_kinds.value & kind) != 0; };
    if (system.graphics) {
        return comp::ServiceDevice{system.device_uuid,
                                   system.driver_uuid,
                                   system.software_device,
                                   {waits_for(proto::SyncKinds::timeline), waits_for(proto::SyncKinds::sync_file)}};
    }
    return fail(XR_ERROR_RUNTIME_FAILURE, nullptr,
                "the service composes nothing (its compositor is \"null\"): only headless sessions are possible");
}

Outcome<> get_vulkan_requirements(Instance& instance, XrSystemId system,
                                  XrGraphicsRequirementsVulkanKHR* requirements) {
    TRY(check_type(requirements, XR_TYPE_GRAPHICS_REQUIREMENTS_VULKAN_KHR));
    TRY(check_system(system));
    instance.note_graphics_requirements(GraphicsApi::vulkan);
    requirements->minApiVersionSupported = XR_MAKE_VERSION(1, 0, 0);
    requirements->maxApiVersionSupported = XR_MAKE_VERSION(1, 3, 0);
    return XR_SUCCESS;
}

Outcome<> get_vulkan_device(Instance& instance, XrSystemId system, VkInstance vulkan, VkPhysicalDevice* device) {
    TRY(check_pointer(vulkan, "vkInstance"));
    TRY(check_pointer(device, "vkPhysicalDevice"));
    TRY(check_system(system));
    const comp::ServiceDevice service = TRY(service_device(instance));
    const auto chosen = instance.vulkan().choose_device(vulkan, service);
    if (!chosen.ok()) return fail(XR_ERROR_RUNTIME_FAILURE, nullptr, "%s", chosen.error().message.c_str());
    *device = *chosen;
    return XR_SUCCESS;
}

}  // namespace xrt::oxr
