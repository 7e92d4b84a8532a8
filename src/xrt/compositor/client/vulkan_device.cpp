// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/vulkan_device.hpp"

#include <algorithm>

#include "auxiliary/util/log.hpp"
#include "auxiliary/vk/error.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {
namespace {

/// An instance of Vulkan 1.0 with the extension must be asked by the extension's name: the core name has an answer as
/// well, which that instance may not use.
template <typename Function>
void prefer_extension(PFN_vkGetInstanceProcAddr get, VkInstance instance, const char* name, Function& function) {
    if (const PFN_vkVoidFunction found = get(instance, name)) function = reinterpret_cast<Function>(found);
}

template <size_t Size>
Uuid uuid_from(const uint8_t (&bytes)[Size]) {
    Uuid uuid;
    std::copy(std::begin(bytes), std::end(bytes), uuid.begin());
    return uuid;
}

bool is_importable(const vk::InstanceTable& table, VkPhysicalDevice device, int64_t format) {
    SwapchainCreateInfo plain;
    plain.format = format;
    VkPhysicalDeviceExternalImageFormatInfo external{};
    external.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_IMAGE_FORMAT_INFO;
    external.handleType = vk::swapchain_handle_type;
    VkPhysicalDeviceImageFormatInfo2 info{};
    info.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_IMAGE_FORMAT_INFO_2;
    info.pNext = &external;
    info.format = static_cast<VkFormat>(format);
    info.type = VK_IMAGE_TYPE_2D;
    info.tiling = VK_IMAGE_TILING_OPTIMAL;
    info.usage = vk::image_usage(plain);
    VkExternalImageFormatProperties external_properties{};
    external_properties.sType = VK_STRUCTURE_TYPE_EXTERNAL_IMAGE_FORMAT_PROPERTIES;
    VkImageFormatProperties2 properties{};
    properties.sType = VK_STRUCTURE_TYPE_IMAGE_FORMAT_PROPERTIES_2;
    properties.pNext = &external_properties;
    if (table.GetPhysicalDeviceImageFormatProperties2(device, &info, &properties) != VK_SUCCESS) return false;
    return external_properties.externalMemoryProperties.externalMemoryFeatures &
           VK_EXTERNAL_MEMORY_FEATURE_IMPORTABLE_BIT;
}

std::string names_of(std::span<const PhysicalDevice> devices) {
    std::string names;
    for (const PhysicalDevice& device : devices) names += (names.empty() ? "" : ", ") + device.name;
    return names.empty() ? "none" : names;
}

}  // namespace

Result<vk::InstanceTable> load_application_instance(PFN_vkGetInstanceProcAddr get_instance_proc_addr,
                                                    VkInstance instance) {
    vk::InstanceTable table = TRY(vk::InstanceTable::load(get_instance_proc_addr, instance));
    prefer_extension(get_instance_proc_addr, instance, "vkGetPhysicalDeviceProperties2KHR",
                     table.GetPhysicalDeviceProperties2);
    prefer_extension(get_instance_proc_addr, instance, "vkGetPhysicalDeviceImageFormatProperties2KHR",
                     table.GetPhysicalDeviceImageFormatProperties2);
    prefer_extension(get_instance_proc_addr, instance, "vkGetPhysicalDeviceFeatures2KHR",
                     table.GetPhysicalDeviceFeatures2);
    if (!table.GetPhysicalDeviceProperties2 || !table.GetPhysicalDeviceImageFormatProperties2) {
        return Error{ErrorCode::unsupported,
                     "the application's VkInstance has neither Vulkan 1.1 nor the extensions that "
                     "xrGetVulkanInstanceExtensionsKHR asks for"};
    }
    return table;
}

Result<PhysicalDevice> describe_physical_device(const vk::InstanceTable& table, VkPhysicalDevice handle) {
    VkPhysicalDeviceIDProperties ids{};
    ids.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES;
    VkPhysicalDeviceProperties2 properties{};
    properties.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;
    properties.pNext = &ids;
    table.GetPhysicalDeviceProperties2(handle, &properties);
    return PhysicalDevice{handle, properties.properties.deviceName, uuid_from(ids.deviceUUID),
                          uuid_from(ids.driverUUID), properties.properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU};
}

Result<std::vector<PhysicalDevice>> list_physical_devices(const vk::InstanceTable& table) {
    uint32_t count = 0;
    TRY(vk::check(table.EnumeratePhysicalDevices(table.instance, &count, nullptr), "vkEnumeratePhysicalDevices"));
    std::vector<VkPhysicalDevice> handles(count);
    TRY(vk::check(table.EnumeratePhysicalDevices(table.instance, &count, handles.data()),
                  "vkEnumeratePhysicalDevices"));
    handles.resize(count);
    std::vector<PhysicalDevice> devices;
    for (VkPhysicalDevice handle : handles) devices.push_back(TRY(describe_physical_device(table, handle)));
    return devices;
}

Result<PhysicalDevice> choose_physical_device(std::span<const PhysicalDevice> devices, const ServiceDevice& service) {
    const auto rank = [&](const PhysicalDevice& device) {
        if (device.device_uuid == service.device_uuid) return device.driver_uuid == service.driver_uuid ? 3 : 2;
        return device.software && service.software ? 1 : 0;
    };
    const auto best = std::ranges::max_element(devices, {}, rank);
    if (best != devices.end() && rank(*best) > 0) return *best;
    return Error{ErrorCode::not_found,
                 "the device that the service composes on is not among the application's: " + names_of(devices)};
}

Result<void> check_physical_device(const PhysicalDevice& device, const ServiceDevice& service) {
    if (device.device_uuid == service.device_uuid) return {};
    if (!device.software || !service.software) {
        return Error{ErrorCode::unsupported, "the application draws on " + device.name +
                                                 ", and the service composes on another device: images cannot be "
                                                 "shared between them"};
    }
    log_warning("vulkan", "application and service use different software drivers (%s); sharing images may fail",
                device.name.c_str());
    return {};
}

std::vector<int64_t> importable_formats(const vk::InstanceTable& table, VkPhysicalDevice device,
                                        std::span<const int64_t> formats) {
    std::vector<int64_t> result;
    std::ranges::copy_if(formats, std::back_inserter(result),
                         [&](int64_t format) { return is_importable(table, device, format); });
    return result;
}

}  // namespace xrt::comp
