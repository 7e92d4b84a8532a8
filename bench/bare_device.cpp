// SPDX-License-Identifier: BSL-1.0
#include "bare_device.hpp"

#include <vulkan/vulkan.h>

namespace xrt::bench {
namespace {

VkDevice create_device(VkPhysicalDevice physical) {
    const float priority = 1;
    VkDeviceQueueCreateInfo queue{};
    queue.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
    queue.queueCount = 1;
    queue.pQueuePriorities = &priority;
    VkDeviceCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
    info.queueCreateInfoCount = 1;
    info.pQueueCreateInfos = &queue;
    VkDevice device = VK_NULL_HANDLE;
    vkCreateDevice(physical, &info, nullptr, &device);
    return device;
}

}  // namespace

bool make_bare_device() {
    VkApplicationInfo application{};
    application.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    application.apiVersion = VK_API_VERSION_1_1;
    VkInstanceCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
    info.pApplicationInfo = &application;
    VkInstance instance = VK_NULL_HANDLE;
    if (vkCreateInstance(&info, nullptr, &instance) != VK_SUCCESS) return false;
    uint32_t count = 1;
    VkPhysicalDevice physical = VK_NULL_HANDLE;
    vkEnumeratePhysicalDevices(instance, &count, &physical);
    VkDevice device = count == 1 ? create_device(physical) : VK_NULL_HANDLE;
    vkDestroyDevice(device, nullptr);
    vkDestroyInstance(instance, nullptr);
    return device != VK_NULL_HANDLE;
}

}  // namespace xrt::bench
