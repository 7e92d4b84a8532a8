// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/vulkan_device.hpp"

#include <array>
#include <vector>

#include "auxiliary/util/log.hpp"

namespace xrt::comp {

Result<std::shared_ptr<VulkanDevice>> VulkanDevice::create(Validation validation,
                                                           std::span<const char* const> surface_extensions) {
    constexpr std::array for_surfaces{VK_KHR_SWAPCHAIN_EXTENSION_NAME};
    std::span<const char* const> also_needed;
    if (!surface_extensions.empty()) also_needed = for_surfaces;
    auto instance = TRY(VulkanInstance::create(validation, surface_extensions));
    auto choice = TRY(choose_device(instance->table(), also_needed));
    std::shared_ptr<VulkanDevice> device(new VulkanDevice(std::move(instance), std::move(choice)));
    TRY(device->create_device(also_needed));
    log_info("compositor", "composing on %s", device->choice_.info.device_name.c_str());
    return device;
}

Result<void> VulkanDevice::create_device(std::span<const char* const> also_needed) {
    const float priority = 1;
    VkDeviceQueueCreateInfo queue_info{};
    queue_info.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
    queue_info.queueFamilyIndex = choice_.queue_family;
    queue_info.queueCount = 1;
    queue_info.pQueuePriorities = &priority;
    std::vector<const char*> extensions(needed_extensions.begin(), needed_extensions.end());
    extensions.insert(extensions.end(), also_needed.begin(), also_needed.end());
    VkPhysicalDeviceTimelineSemaphoreFeatures timelines{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES,
                                                        nullptr, VK_TRUE};
    VkPhysicalDevicePresentIdFeaturesKHR present_ids{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PRESENT_ID_FEATURES_KHR, nullptr,
                                                     VK_TRUE};
    VkPhysicalDevicePresentWaitFeaturesKHR present_waits{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PRESENT_WAIT_FEATURES_KHR,
                                                         &present_ids, VK_TRUE};
    VkDeviceCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
    if (choice_.tells_of_presents) {
        extensions.insert(extensions.end(), present_extensions.begin(), present_extensions.end());
        info.pNext = &present_waits;
    }
    if (choice_.info.imports_timelines) {
        extensions.insert(extensions.end(), timeline_extensions.begin(), timeline_extensions.end());
        timelines.pNext = const_cast<void*>(info.pNext);
        info.pNext = &timelines;
    }
    info.queueCreateInfoCount = 1;
    info.pQueueCreateInfos = &queue_info;
    info.enabledExtensionCount = static_cast<uint32_t>(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();
    VkDevice device = VK_NULL_HANDLE;
    TRY(vk::check(instance().CreateDevice(choice_.physical, &info, nullptr, &device), "vkCreateDevice"));
    auto loaded = TRY(vk::DeviceTable::load(instance().GetDeviceProcAddr, device));
    device_ = vk::UniqueDevice(std::make_unique<vk::DeviceTable>(loaded));
    queue_.with([&](VkQueue& queue) { table().GetDeviceQueue(device, choice_.queue_family, 0, &queue); });
    return {};
}

/// Stands in for vkQueueSubmit once the device is to be lost.
static VkResult VKAPI_CALL submit_to_lost_device(VkQueue, uint32_t, const VkSubmitInfo*, VkFence) {
    return VK_ERROR_DEVICE_LOST;
}

Result<void> VulkanDevice::submit(const VkSubmitInfo& info, VkFence fence) const {
    const PFN_vkQueueSubmit queue_submit = lost_on_purpose_ ? &submit_to_lost_device : table().QueueSubmit;
    return queue_.with([&](VkQueue queue) { return vk::check(queue_submit(queue, 1, &info, fence), "vkQueueSubmit"); });
}

VkResult VulkanDevice::present(const VkPresentInfoKHR& info) const {
    return queue_.with([&](VkQueue queue) { return table().QueuePresentKHR(queue, &info); });
}

void VulkanDevice::finish() const {
    queue_.with([&](VkQueue queue) { table().QueueWaitIdle(queue); });
}

Result<void> VulkanDevice::finish_once(VkCommandBuffer commands) const {
    const auto fence = TRY(vk::create_fence(table()));
    TRY(vk::check(table().EndCommandBuffer(commands), "vkEndCommandBuffer"));
    VkSubmitInfo submit_info{};
    submit_info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    submit_info.commandBufferCount = 1;
    submit_info.pCommandBuffers = &commands;
    TRY(submit(submit_info, fence.get()));
    return vk::wait_and_reset(table(), fence.get());
}

}  // namespace xrt::comp
