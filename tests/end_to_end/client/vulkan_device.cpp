// SPDX-License-Identifier: BSL-1.0
#include "client/vulkan_device.hpp"

#include <utility>

namespace xrt::end_to_end {
namespace {

Result<void> expect_vulkan(VkResult result, const char* what) {
    if (result == VK_SUCCESS) return {};
    return Error{ErrorCode::internal, std::string(what) + ": VkResult " + std::to_string(result)};
}

}  // namespace

Result<VulkanDevice> VulkanDevice::create(const Runtime& runtime, XrInstance instance, XrSystemId system,
                                          PFN_vkGetInstanceProcAddr get_instance_proc_addr) {
    VulkanDevice device;
    device.get_instance_proc_addr_ =
        get_instance_proc_addr != nullptr ? get_instance_proc_addr : &vkGetInstanceProcAddr;
    TRY(runtime.ask_for<XrGraphicsRequirementsVulkan2KHR>(instance, system, "xrGetVulkanGraphicsRequirements2KHR",
                                                          XR_TYPE_GRAPHICS_REQUIREMENTS_VULKAN2_KHR));
    TRY(device.create_instance(runtime, instance, system));
    TRY(device.create_device(runtime, instance, system));
    return device;
}

Result<void> VulkanDevice::create_instance(const Runtime& runtime, XrInstance instance, XrSystemId system) {
    const VkApplicationInfo application{.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO, .apiVersion = VK_API_VERSION_1_1};
    const VkInstanceCreateInfo vulkan{.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
                                      .pApplicationInfo = &application};
    const XrVulkanInstanceCreateInfoKHR info{.type = XR_TYPE_VULKAN_INSTANCE_CREATE_INFO_KHR,
                                             .systemId = system,
                                             .pfnGetInstanceProcAddr = get_instance_proc_addr_,
                                             .vulkanCreateInfo = &vulkan};
    VkResult result = VK_SUCCESS;
    const auto make = runtime.get<PFN_xrCreateVulkanInstanceKHR>(instance, "xrCreateVulkanInstanceKHR");
    TRY(expect_success(make(instance, &info, &instance_, &result), "xrCreateVulkanInstanceKHR"));
    return expect_vulkan(result, "xrCreateVulkanInstanceKHR");
}

Result<void> VulkanDevice::create_device(const Runtime& runtime, XrInstance instance, XrSystemId system) {
    const XrVulkanGraphicsDeviceGetInfoKHR get{
        .type = XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR, .systemId = system, .vulkanInstance = instance_};
    const auto find = runtime.get<PFN_xrGetVulkanGraphicsDevice2KHR>(instance, "xrGetVulkanGraphicsDevice2KHR");
    TRY(expect_success(find(instance, &get, &physical_), "xrGetVulkanGraphicsDevice2KHR"));
    const float priority = 1;
    const VkDeviceQueueCreateInfo queue{
        .sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
        .queueFamilyIndex = 0,  // software drivers have one family, which can do everything
        .queueCount = 1,
        .pQueuePriorities = &priority};
    const VkPhysicalDeviceTimelineSemaphoreFeatures timelines{
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES, .timelineSemaphore = VK_TRUE};
    const char* const extension = VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME;
    const VkDeviceCreateInfo vulkan{.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
                                    .pNext = &timelines,
                                    .queueCreateInfoCount = 1,
                                    .pQueueCreateInfos = &queue,
                                    .enabledExtensionCount = 1,
                                    .ppEnabledExtensionNames = &extension};
    const XrVulkanDeviceCreateInfoKHR info{.type = XR_TYPE_VULKAN_DEVICE_CREATE_INFO_KHR,
                                           .systemId = system,
                                           .pfnGetInstanceProcAddr = get_instance_proc_addr_,
                                           .vulkanPhysicalDevice = physical_,
                                           .vulkanCreateInfo = &vulkan};
    VkResult result = VK_SUCCESS;
    const auto make = runtime.get<PFN_xrCreateVulkanDeviceKHR>(instance, "xrCreateVulkanDeviceKHR");
    TRY(expect_success(make(instance, &info, &device_, &result), "xrCreateVulkanDeviceKHR"));
    return expect_vulkan(result, "xrCreateVulkanDeviceKHR");
}

VulkanDevice::VulkanDevice(VulkanDevice&& other) noexcept
    : get_instance_proc_addr_(other.get_instance_proc_addr_),
      instance_(std::exchange(other.instance_, VK_NULL_HANDLE)),
      physical_(other.physical_),
      device_(std::exchange(other.device_, VK_NULL_HANDLE)),
      never_(std::exchange(other.never_, VK_NULL_HANDLE)) {}

VulkanDevice::~VulkanDevice() {
    if (never_) vkDestroySemaphore(device_, never_, nullptr);
    if (device_) vkDestroyDevice(device_, nullptr);
    if (instance_) vkDestroyInstance(instance_, nullptr);
}

Result<void> VulkanDevice::get_stuck() {
    const VkSemaphoreTypeCreateInfo timeline{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO,
                                             .semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE};
    const VkSemaphoreCreateInfo info{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, .pNext = &timeline};
    TRY(expect_vulkan(vkCreateSemaphore(device_, &info, nullptr, &never_), "vkCreateSemaphore"));
    const uint64_t value = 1;
    const VkTimelineSemaphoreSubmitInfo values{.sType = VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO,
                                               .waitSemaphoreValueCount = 1,
                                               .pWaitSemaphoreValues = &value};
    const VkPipelineStageFlags stage = VK_PIPELINE_STAGE_ALL_COMMANDS_BIT;
    const VkSubmitInfo submit{.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
                              .pNext = &values,
                              .waitSemaphoreCount = 1,
                              .pWaitSemaphores = &never_,
                              .pWaitDstStageMask = &stage};
    VkQueue queue = VK_NULL_HANDLE;
    vkGetDeviceQueue(device_, 0, 0, &queue);
    return expect_vulkan(vkQueueSubmit(queue, 1, &submit, VK_NULL_HANDLE), "vkQueueSubmit");
}

XrGraphicsBindingVulkan2KHR VulkanDevice::binding() const {
    return {.type = XR_TYPE_GRAPHICS_BINDING_VULKAN2_KHR,
            .next = nullptr,
            .instance = instance_,
            .physicalDevice = physical_,
            .device = device_,
            .queueFamilyIndex = 0,
            .queueIndex = 0};
}

}  // namespace xrt::end_to_end
