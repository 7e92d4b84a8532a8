// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/graphics/vulkan_application.hpp"

#include <dlfcn.h>

#include <algorithm>

namespace xrt::oxr {
namespace {

/// Puts `value` where an older one of the same key stands: Vulkan's handles are used again after they were destroyed.
template <typename T, typename Key>
void put(std::vector<T>& values, const T& value, Key T::*key) {
    std::erase_if(values, [&](const T& other) { return other.*key == value.*key; });
    values.push_back(value);
}

PFN_vkGetInstanceProcAddr find_in(void* library) {
    return reinterpret_cast<PFN_vkGetInstanceProcAddr>(::dlsym(library, "vkGetInstanceProcAddr"));
}

}  // namespace

void VulkanApplication::remember(const ApplicationVulkan& vulkan) {
    state_.with([&](State& state) { put(state.instances, vulkan, &ApplicationVulkan::instance); });
}

void VulkanApplication::remember_device(const MadeDevice& device) {
    state_.with([&](State& state) { put(state.made, device, &MadeDevice::device); });
}

MadeDevice VulkanApplication::find_device(VkDevice device) const {
    return state_.with([&](const State& state) {
        const auto found = std::ranges::find(state.made, device, &MadeDevice::device);
        return found != state.made.end() ? *found : MadeDevice{device};
    });
}

Result<ApplicationVulkan> VulkanApplication::find(VkInstance instance) const {
    const auto known = state_.with([&](const State& state) -> std::optional<ApplicationVulkan> {
        const auto found = std::ranges::find(state.instances, instance, &ApplicationVulkan::instance);
        return found != state.instances.end() ? std::optional(*found) : std::nullopt;
    });
    if (known) return *known;
    if (const auto loaded = find_loaded_vulkan()) return ApplicationVulkan{loaded, instance};
    return Error{ErrorCode::unavailable,
                 "the application's VkInstance was not made by xrCreateVulkanInstanceKHR, and no Vulkan loader "
                 "(libvulkan.so.1) is loaded that it could be of"};
}

Result<VkPhysicalDevice> VulkanApplication::choose_device(VkInstance instance, const comp::ServiceDevice& service) {
    const ApplicationVulkan vulkan = TRY(find(instance));
    const auto table = TRY(comp::load_application_instance(vulkan.get_instance_proc_addr, instance));
    const auto devices = TRY(comp::list_physical_devices(table));
    const VkPhysicalDevice chosen = TRY(comp::choose_physical_device(devices, service)).handle;
    state_.with([&](State& state) { put(state.devices, ChosenDevice{chosen, instance}, &ChosenDevice::device); });
    return chosen;
}

std::optional<ApplicationVulkan> VulkanApplication::find_by_device(VkPhysicalDevice device) const {
    const VkInstance instance = state_.with([&](const State& state) -> VkInstance {
        const auto found = std::ranges::find(state.devices, device, &ChosenDevice::device);
        return found != state.devices.end() ? found->instance : VK_NULL_HANDLE;
    });
    if (!instance) return std::nullopt;
    Result<ApplicationVulkan> vulkan = find(instance);
    return vulkan ? std::optional(*vulkan) : std::nullopt;
}

PFN_vkGetInstanceProcAddr find_loaded_vulkan() {
    for (const char* name : {"libvulkan.so.1", "libvulkan.so"}) {
        // It stays loaded without our reference, for the application has an instance of it.
        if (void* const library = ::dlopen(name, RTLD_LAZY | RTLD_LOCAL | RTLD_NOLOAD)) {
            const auto found = find_in(library);
            ::dlclose(library);
            if (found) return found;
        }
    }
    return find_in(RTLD_DEFAULT);  // linked into the program itself
}

}  // namespace xrt::oxr
