// SPDX-License-Identifier: BSL-1.0
//
// What an instance knows of the application's Vulkan: the VkInstances that were made through xrCreateVulkanInstanceKHR,
// and which of them the chosen VkPhysicalDevice is of. Borrowed handles: nothing here is destroyed. Owned by the
// Instance.
#pragma once

#include <optional>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "compositor/client/vulkan_binding.hpp"
#include "compositor/client/vulkan_device.hpp"

namespace xrt::oxr {

struct ApplicationVulkan {
    PFN_vkGetInstanceProcAddr get_instance_proc_addr = nullptr;
    VkInstance instance = VK_NULL_HANDLE;
    /// What the instance may be used for at most; 1.0 if the application made it without us.
    uint32_t api_version = VK_API_VERSION_1_0;
};

/// What is known of a VkDevice that was made through us.
struct MadeDevice {
    VkDevice device = VK_NULL_HANDLE;
    bool timelines_enabled = false;  ///< by us
    comp::DensityMapUse density_maps = comp::DensityMapUse::unknown;
};

class VulkanApplication {
 public:
    void remember(const ApplicationVulkan& vulkan);

    /// What is known of an instance; for one that we did not make, through the Vulkan loader that the process has
    /// loaded. Fails with `unavailable` if there is none.
    Result<ApplicationVulkan> find(VkInstance instance) const;

    void remember_device(const MadeDevice& device);
    /// Of a device that the application made itself, next to nothing.
    MadeDevice find_device(VkDevice device) const;

    /// The device of `instance` that the application has to use, chosen now and remembered.
    Result<VkPhysicalDevice> choose_device(VkInstance instance, const comp::ServiceDevice& service);
    /// The instance that a chosen device is of.
    std::optional<ApplicationVulkan> find_by_device(VkPhysicalDevice device) const;

 private:
    struct ChosenDevice {
        VkPhysicalDevice device;
        VkInstance instance;
    };
    struct State {
        std::vector<ApplicationVulkan> instances;
        std::vector<ChosenDevice> devices;
        std::vector<MadeDevice> made;
    };
    Guarded<State> state_;
};

/// vkGetInstanceProcAddr of the Vulkan loader that the application has loaded; null if it has none. Loads nothing: a
/// VkInstance means something to its own loader alone.
PFN_vkGetInstanceProcAddr find_loaded_vulkan();

}  // namespace xrt::oxr
