// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/vulkan_probe.hpp"

#include <vulkan/vulkan.h>

#include "auxiliary/vk/loader.hpp"
#include "compositor/render/device_choice.hpp"
#include "compositor/render/vulkan_instance.hpp"

namespace xrt::doctor {
namespace {

VulkanDeviceFacts describe(const vk::InstanceTable& instance, VkPhysicalDevice device) {
    VkPhysicalDeviceProperties properties{};
    instance.GetPhysicalDeviceProperties(device, &properties);
    VulkanDeviceFacts facts{properties.deviceName, {}, properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU};
    if (properties.apiVersion < VK_API_VERSION_1_2 || !instance.GetPhysicalDeviceProperties2) return facts;
    VkPhysicalDeviceDriverProperties driver{};
    driver.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES;
    VkPhysicalDeviceProperties2 with_driver{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2, &driver, {}};
    instance.GetPhysicalDeviceProperties2(device, &with_driver);
    facts.driver = driver.driverInfo;
    return facts;
}

std::vector<VulkanDeviceFacts> list_devices(const vk::InstanceTable& instance) {
    uint32_t count = 0;
    instance.EnumeratePhysicalDevices(instance.instance, &count, nullptr);
    std::vector<VkPhysicalDevice> devices(count);
    instance.EnumeratePhysicalDevices(instance.instance, &count, devices.data());
    std::vector<VulkanDeviceFacts> facts;
    for (uint32_t i = 0; i < count; ++i) facts.push_back(describe(instance, devices[i]));
    return facts;
}

}  // namespace

VulkanFacts probe_vulkan() {
    VulkanFacts facts;
    vk::turn_off_implicit_layers();
    if (const auto loader = vk::Loader::open(); !loader) {
        facts.loader_problem = loader.error().message;
        return facts;
    }
    const auto instance = comp::VulkanInstance::create(comp::Validation::off);
    if (!instance) {
        facts.instance_problem = instance.error().message;
        return facts;
    }
    facts.devices = list_devices((*instance)->table());
    const auto choice = comp::choose_device((*instance)->table());
    if (choice) {
        facts.chosen = choice->info.device_name;
    } else {
        facts.unfit = choice.error().message;
    }
    return facts;
}

}  // namespace xrt::doctor
