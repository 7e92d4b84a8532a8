// SPDX-License-Identifier: BSL-1.0
//
// What XR_KHR_vulkan_enable and XR_KHR_vulkan_enable2 have in common.
#pragma once

#include "state_trackers/oxr/graphics/vulkan_application.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {

/// The device that the service composes on; XR_ERROR_RUNTIME_FAILURE if it composes nothing.
Outcome<comp::ServiceDevice> service_device(const Instance& instance);

Outcome<> get_vulkan_requirements(Instance& instance, XrSystemId system, XrGraphicsRequirementsVulkanKHR* requirements);
Outcome<> get_vulkan_device(Instance& instance, XrSystemId system, VkInstance vulkan, VkPhysicalDevice* device);

}  // namespace xrt::oxr
