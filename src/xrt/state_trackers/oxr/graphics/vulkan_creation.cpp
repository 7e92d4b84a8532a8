// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/graphics/vulkan_creation.hpp"

#include <algorithm>
#include <string_view>

#include "auxiliary/vk/instance_table.hpp"
#include "compositor/client/vulkan_requirements.hpp"

namespace xrt::oxr {
namespace {

/// Calls a vkEnumerate...ExtensionProperties. What cannot be listed is not reported.
template <typename Enumerate>
std::vector<VkExtensionProperties> list_extensions(const Enumerate& enumerate) {
    uint32_t count = 0;
    if (enumerate(&count, nullptr) != VK_SUCCESS) return {};
    std::vector<VkExtensionProperties> extensions(count);
    if (enumerate(&count, extensions.data()) < 0) return {};
    extensions.resize(count);
    return extensions;
}

/// The version that an instance made with `info` may be used for: what it asks for, as far as the loader has it.
uint32_t instance_version(const vk::GlobalTable& table, const VkInstanceCreateInfo& info) {
    const bool asked = info.pApplicationInfo && info.pApplicationInfo->apiVersion != 0;
    uint32_t there = VK_API_VERSION_1_0;
    if (table.EnumerateInstanceVersion) (void)table.EnumerateInstanceVersion(&there);
    return std::min(asked ? info.pApplicationInfo->apiVersion : VK_API_VERSION_1_0, there);
}

/// `info` with more extensions. They must live as long as it is used.
template <typename Info>
Info with_extensions(Info info, const std::vector<const char*>& extensions) {
    info.enabledExtensionCount = static_cast<uint32_t>(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();
    return info;
}

template <typename Info>
std::span<const char* const> asked_extensions(const Info& info) {
    return {info.ppEnabledExtensionNames, info.enabledExtensionCount};
}

/// The application has its own mind about them if it names the feature, and none if it names Vulkan 1.2's as a whole.
bool names_timelines(const void* chain) {
    for (auto* next = static_cast<const VkBaseInStructure*>(chain); next != nullptr; next = next->pNext) {
        if (next->sType == VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES ||
            next->sType == VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES) {
            return true;
        }
    }
    return false;
}

/// Both are the application's duty ("must ensure that [...] the VK_EXT_fragment_density_map extension is supported and enabled"), so they
/// are looked at here and not added.
comp::DensityMapUse density_map_use(const VkDeviceCreateInfo& info) {
    const auto is_maps = [](std::string_view name) { return name == VK_EXT_FRAGMENT_DENSITY_MAP_EXTENSION_NAME; };
    if (!std::ranges::any_of(asked_extensions(info), is_maps)) return comp::DensityMapUse::not_enabled;
    for (auto* next = static_cast<const VkBaseInStructure*>(info.pNext); next != nullptr; next = next->pNext) {
        if (next->sType != VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_DENSITY_MAP_FEATURES_EXT) continue;
        const auto& wanted = *reinterpret_cast<const VkPhysicalDeviceFragmentDensityMapFeaturesEXT*>(next);
        const bool enabled = wanted.fragmentDensityMap && wanted.fragmentDensityMapNonSubsampledImages;
        return enabled ? comp::DensityMapUse::enabled : comp::DensityMapUse::not_enabled;
    }
    return comp::DensityMapUse::not_enabled;
}

bool can_enable_timelines(const vk::InstanceTable& table, VkPhysicalDevice device, const VkDeviceCreateInfo& info,
                          const std::vector<const char*>& extensions, uint32_t version) {
    const auto is_timelines = [](std::string_view name) { return name == VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME; };
    const bool is_there = version >= VK_API_VERSION_1_2 || std::ranges::any_of(extensions, is_timelines);
    if (!is_there || version < VK_API_VERSION_1_1 || !table.GetPhysicalDeviceFeatures2) return false;
    if (names_timelines(info.pNext)) return false;
    VkPhysicalDeviceTimelineSemaphoreFeatures timelines{};
    timelines.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES;
    VkPhysicalDeviceFeatures2 features{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2, &timelines, {}};
    table.GetPhysicalDeviceFeatures2(device, &features);
    return timelines.timelineSemaphore == VK_TRUE;
}

}  // namespace

Result<CreatedVulkanInstance> create_vulkan_instance(PFN_vkGetInstanceProcAddr get_instance_proc_addr,
                                                     const VkInstanceCreateInfo& info,
                                                     const VkAllocationCallbacks* allocator) {
    const auto table = TRY(vk::GlobalTable::load(get_instance_proc_addr));
    const uint32_t version = instance_version(table, info);
    const auto reported = list_extensions([&](uint32_t* count, VkExtensionProperties* properties) {
        return table.EnumerateInstanceExtensionProperties(nullptr, count, properties);
    });
    const auto extensions =
        comp::merge_extensions(asked_extensions(info), comp::required_instance_extensions(), version, reported);
    const VkInstanceCreateInfo complete = with_extensions(info, extensions);
    CreatedVulkanInstance created{VK_SUCCESS, {get_instance_proc_addr, VK_NULL_HANDLE, version}};
    created.result = table.CreateInstance(&complete, allocator, &created.vulkan.instance);
    return created;
}

Result<CreatedVulkanDevice> create_vulkan_device(const ApplicationVulkan& vulkan, VkPhysicalDevice physical_device,
                                                 const VkDeviceCreateInfo& info,
                                                 const VkAllocationCallbacks* allocator) {
    const auto table = TRY(vk::InstanceTable::load(vulkan.get_instance_proc_addr, vulkan.instance));
    VkPhysicalDeviceProperties properties{};
    table.GetPhysicalDeviceProperties(physical_device, &properties);
    const auto reported = list_extensions([&](uint32_t* count, VkExtensionProperties* listed) {
        return table.EnumerateDeviceExtensionProperties(physical_device, nullptr, count, listed);
    });
    const uint32_t version = std::min(vulkan.api_version, properties.apiVersion);
    const auto needed =
        comp::merge_extensions(asked_extensions(info), comp::required_device_extensions(), version, reported);
    const bool has_niceties = version >= VK_API_VERSION_1_1;
    const auto useful = has_niceties ? comp::useful_device_extensions() : std::span<const comp::RequiredExtension>{};
    const auto extensions = comp::merge_extensions(needed, useful, version, reported);
    VkDeviceCreateInfo complete = with_extensions(info, extensions);
    VkPhysicalDeviceTimelineSemaphoreFeatures timelines{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES,
                                                        const_cast<void*>(info.pNext), VK_TRUE};
    CreatedVulkanDevice created;
    created.density_maps = density_map_use(info);
    created.timelines_enabled = can_enable_timelines(table, physical_device, info, extensions, version);
    if (created.timelines_enabled) complete.pNext = &timelines;
    created.result = table.CreateDevice(physical_device, &complete, allocator, &created.device);
    return created;
}

}  // namespace xrt::oxr
