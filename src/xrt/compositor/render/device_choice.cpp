// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/device_choice.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "auxiliary/vk/density_maps.hpp"
#include "auxiliary/vk/error.hpp"
#include "auxiliary/vk/format.hpp"
#include "compositor/render/exportable_format.hpp"

namespace xrt::comp {
namespace {

Result<std::vector<VkPhysicalDevice>> list_devices(const vk::InstanceTable& instance) {
    uint32_t count = 0;
    TRY(vk::check(instance.EnumeratePhysicalDevices(instance.instance, &count, nullptr), "vkEnumeratePhysicalDevices"));
    std::vector<VkPhysicalDevice> devices(count);
    TRY(vk::check(instance.EnumeratePhysicalDevices(instance.instance, &count, devices.data()),
                  "vkEnumeratePhysicalDevices"));
    devices.resize(count);
    return devices;
}

Result<std::vector<VkExtensionProperties>> list_extensions(const vk::InstanceTable& instance, VkPhysicalDevice device) {
    uint32_t count = 0;
    constexpr const char* what = "vkEnumerateDeviceExtensionProperties";
    TRY(vk::check(instance.EnumerateDeviceExtensionProperties(device, nullptr, &count, nullptr), what));
    std::vector<VkExtensionProperties> extensions(count);
    TRY(vk::check(instance.EnumerateDeviceExtensionProperties(device, nullptr, &count, extensions.data()), what));
    return extensions;
}

bool contains(const std::vector<VkExtensionProperties>& extensions, std::string_view name) {
    return std::ranges::any_of(extensions, [&](const auto& extension) { return extension.extensionName == name; });
}

std::optional<uint32_t> find_graphics_family(const vk::InstanceTable& instance, VkPhysicalDevice device) {
    uint32_t count = 0;
    instance.GetPhysicalDeviceQueueFamilyProperties(device, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    instance.GetPhysicalDeviceQueueFamilyProperties(device, &count, families.data());
    const auto draws = [](const auto& family) { return (family.queueFlags & VK_QUEUE_GRAPHICS_BIT) != 0; };
    const auto found = std::ranges::find_if(families, draws);
    if (found == families.end()) return std::nullopt;
    return static_cast<uint32_t>(found - families.begin());
}

bool imports_timelines(const vk::InstanceTable& instance, VkPhysicalDevice device,
                       const std::vector<VkExtensionProperties>& extensions) {
    const auto is_there = [&](const char* name) { return contains(extensions, name); };
    if (!std::ranges::all_of(timeline_extensions, is_there)) return false;
    const VkSemaphoreTypeCreateInfo type{VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO, nullptr,
                                         VK_SEMAPHORE_TYPE_TIMELINE, 0};
    const VkPhysicalDeviceExternalSemaphoreInfo info{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_SEMAPHORE_INFO, &type,
                                                     VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_FD_BIT};
    VkExternalSemaphoreProperties properties{};
    properties.sType = VK_STRUCTURE_TYPE_EXTERNAL_SEMAPHORE_PROPERTIES;
    instance.GetPhysicalDeviceExternalSemaphoreProperties(device, &info, &properties);
    return (properties.externalSemaphoreFeatures & VK_EXTERNAL_SEMAPHORE_FEATURE_IMPORTABLE_BIT) != 0;
}

bool tells_of_presents(const vk::InstanceTable& instance, VkPhysicalDevice device,
                       const std::vector<VkExtensionProperties>& extensions) {
    const auto is_there = [&](const char* name) { return contains(extensions, name); };
    if (!std::ranges::all_of(present_extensions, is_there)) return false;
    VkPhysicalDevicePresentIdFeaturesKHR ids{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PRESENT_ID_FEATURES_KHR, nullptr, 0};
    VkPhysicalDevicePresentWaitFeaturesKHR waits{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PRESENT_WAIT_FEATURES_KHR, &ids, 0};
    VkPhysicalDeviceFeatures2 features{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2, &waits, {}};
    instance.GetPhysicalDeviceFeatures2(device, &features);
    return ids.presentId == VK_TRUE && waits.presentWait == VK_TRUE;
}

int preference(VkPhysicalDeviceType type) {
    switch (type) {
        case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
            return 4;
        case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
            return 3;
        case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
            return 2;
        case VK_PHYSICAL_DEVICE_TYPE_CPU:
            return 1;
        default:
            return 0;
    }
}

/// What an application may really ask for, not what one image could be at most: a swapchain has several images, a client
/// several swapchains, and all of them must fit into memory together. Panoramas of 8192 pixels are common.
Extent2D largest_swapchain(const VkPhysicalDeviceProperties& properties) {
    const uint32_t side = std::min(uint32_t{8192}, properties.limits.maxImageDimension2D);
    return {side, side};
}

SystemCompositorInfo make_info(const VkPhysicalDeviceProperties& properties, const VkPhysicalDeviceIDProperties& ids) {
    SystemCompositorInfo info;
    info.graphics = true;
    info.max_swapchain_extent = largest_swapchain(properties);
    info.max_array_size = properties.limits.maxImageArrayLayers;
    std::memcpy(info.device_uuid.data(), ids.deviceUUID, info.device_uuid.size());
    std::memcpy(info.driver_uuid.data(), ids.driverUUID, info.driver_uuid.size());
    info.device_name = properties.deviceName;
    info.software_device = properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
    return info;
}

Error unfit(const VkPhysicalDeviceProperties& properties, const std::string& what) {
    return {ErrorCode::unavailable, std::string(properties.deviceName) + ": " + what};
}

struct Candidate {
    DeviceChoice choice;
    int preference = 0;
};

Result<void> check_extensions(const VkPhysicalDeviceProperties& properties,
                              const std::vector<VkExtensionProperties>& extensions,
                              std::span<const char* const> needed) {
    for (const char* extension : needed) {
        if (!contains(extensions, extension)) return unfit(properties, std::string("no ") + extension);
    }
    return {};
}

Result<Candidate> examine(const vk::InstanceTable& instance, VkPhysicalDevice device,
                          std::span<const char* const> also_needed) {
    VkPhysicalDeviceProperties properties{};
    instance.GetPhysicalDeviceProperties(device, &properties);
    if (properties.apiVersion < VK_API_VERSION_1_1) return unfit(properties, "no Vulkan 1.1");
    const auto extensions = TRY(list_extensions(instance, device));
    TRY(check_extensions(properties, extensions, needed_extensions));
    TRY(check_extensions(properties, extensions, also_needed));
    const auto family = find_graphics_family(instance, device);
    if (!family) return unfit(properties, "no graphics queue");
    VkPhysicalDeviceIDProperties ids{};
    ids.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES;
    VkPhysicalDeviceProperties2 with_ids{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2, &ids, {}};
    instance.GetPhysicalDeviceProperties2(device, &with_ids);
    DeviceChoice choice{device, *family, properties.limits, {}, make_info(properties, ids)};
    choice.tells_of_presents = !also_needed.empty() && tells_of_presents(instance, device, extensions);
    choice.info.imports_timelines = imports_timelines(instance, device, extensions);
    choice.info.density_maps = vk::find_density_maps(instance, device).has_value();
    instance.GetPhysicalDeviceMemoryProperties(device, &choice.memory);
    choice.info.formats = find_exportable_formats(instance, device);
    choice.info.max_sample_count = find_most_samples(instance, device, choice.info.formats);
    if (choice.info.formats.empty()) return unfit(properties, "no format whose images can be shared");
    return Candidate{std::move(choice), preference(properties.deviceType)};
}

}  // namespace

Result<DeviceChoice> choose_device(const vk::InstanceTable& instance, std::span<const char* const> also_needed) {
    std::optional<Candidate> best;
    std::string reasons;
    for (VkPhysicalDevice device : TRY(list_devices(instance))) {
        auto candidate = examine(instance, device, also_needed);
        if (!candidate.ok()) {
            reasons += "; " + candidate.error().message;
        } else if (!best || candidate->preference > best->preference) {
            best = std::move(*candidate);
        }
    }
    if (best) return std::move(best->choice);
    return Error{ErrorCode::unavailable, "no Vulkan device can share images" + reasons};
}

static Error refused(const SwapchainCreateInfo& info, const std::string& what) {
    return {ErrorCode::unsupported, "swapchain of " + std::to_string(info.extent.width) + "x" +
                                        std::to_string(info.extent.height) + ": " + what};
}

static Result<void> check_shape(const SwapchainCreateInfo& info) {
    const auto invalid = [](const char* what) { return Error{ErrorCode::invalid_argument, what}; };
    if (info.extent.width == 0 || info.extent.height == 0) return invalid("a swapchain without extent");
    if (info.array_size == 0) return invalid("a swapchain without array layers");
    if (info.face_count != 1 && info.face_count != 6) return invalid("a swapchain with neither 1 nor 6 faces");
    if (info.face_count == 6 && info.extent.width != info.extent.height) return invalid("a cube that is not square");
    if (info.usage & ~SwapchainUsage::all_flags) return invalid("unknown swapchain usage flags");
    for (const int64_t format : info.view_formats) {
        const bool possible = vk::may_be_viewed_as(static_cast<VkFormat>(info.format), static_cast<VkFormat>(format));
        if (!possible) return invalid("a view format whose texels are not like the image's");
    }
    const auto longest = std::max(info.extent.width, info.extent.height);
    const auto most_mips = static_cast<uint32_t>(std::bit_width(longest));
    if (info.mip_count == 0 || info.mip_count > most_mips) return invalid("more mips than the extent has, or none");
    return {};
}

Result<void> check_swapchain(const vk::InstanceTable& instance, const DeviceChoice& device,
                             const SwapchainCreateInfo& info) {
    TRY(check_shape(info));
    if (std::ranges::find(device.info.formats, info.format) == device.info.formats.end()) {
        return refused(info, "format " + std::to_string(info.format) + " is not among those on offer");
    }
    const auto limits = TRY(exportable_limits(instance, device.physical, info));
    const auto too_much = [&](const char* what, uint64_t asked, uint64_t most) {
        return refused(info, std::string(what) + " " + std::to_string(asked) + ", at most " + std::to_string(most));
    };
    if (info.extent.width > limits.maxExtent.width) return too_much("width", info.extent.width, limits.maxExtent.width);
    if (info.extent.height > limits.maxExtent.height) {
        return too_much("height", info.extent.height, limits.maxExtent.height);
    }
    const uint64_t layers = uint64_t{info.array_size} * info.face_count;
    if (layers > limits.maxArrayLayers) return too_much("array layers", layers, limits.maxArrayLayers);
    if (!std::has_single_bit(info.sample_count) || !(limits.sampleCounts & info.sample_count)) {
        return refused(info, std::to_string(info.sample_count) + " samples per pixel, which the device has not");
    }
    if (info.mip_count > limits.maxMipLevels) return too_much("mips", info.mip_count, limits.maxMipLevels);
    return {};
}

}  // namespace xrt::comp
