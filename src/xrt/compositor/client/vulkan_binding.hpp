// SPDX-License-Identifier: BSL-1.0
//
// An application that draws with Vulkan. Its objects are borrowed: it keeps them alive as long as its session. Vulkan
// is reached through the application's own vkGetInstanceProcAddr.
#pragma once

#include <vector>

#include "auxiliary/vk/device_table.hpp"
#include "compositor/client/density_images.hpp"
#include "compositor/client/graphics_binding.hpp"
#include "compositor/client/vulkan_device.hpp"
#include "compositor/client/vulkan_image_allocator.hpp"
#include "compositor/client/vulkan_queue.hpp"

namespace xrt::comp {

/// Whether the application's device was created with VK_EXT_fragment_density_map and the features that it takes to draw into images
/// that are not subsampled. Unknown: it was created behind our back; then an application that asks for maps has done so.
enum class DensityMapUse : uint8_t { unknown, enabled, not_enabled };

/// What the application draws with (XrGraphicsBindingVulkanKHR).
struct VulkanObjects {
    PFN_vkGetInstanceProcAddr get_instance_proc_addr = nullptr;
    VkInstance instance = VK_NULL_HANDLE;
    VkPhysicalDevice physical_device = VK_NULL_HANDLE;
    VkDevice device = VK_NULL_HANDLE;
    uint32_t queue_family = 0;
    uint32_t queue_index = 0;
    bool timelines_enabled = false;  ///< the device was created with timeline semaphores
    DensityMapUse density_maps = DensityMapUse::unknown;
};

class VulkanBinding final : public GraphicsBinding {
 public:
    /// `formats` are the service's. Fails with `invalid_argument` if the objects do not belong together or there is no
    /// such queue, and with `unsupported` if images cannot be shared with the service. Touches no queue.
    /// Tests say whether images are transferred; else the device does.
    static Result<std::unique_ptr<VulkanBinding>> create(const VulkanObjects& objects, const ServiceDevice& service,
                                                         std::span<const int64_t> formats,
                                                         std::optional<OwnershipTransfers> transfers = {});

    std::span<const int64_t> formats() const override { return formats_; }
    std::optional<int64_t> service_format(int64_t format) const override;
    Result<std::unique_ptr<ImportedSwapchain>> import_swapchain(const SwapchainCreateInfo& info,
                                                                std::vector<NativeMemory> memory) override;
    bool prepares_images() const override { return true; }
    ImageNativeAllocator* allocator() override { return &allocator_; }
    Result<OwnedFence> insert_fence() override { return queue_.submit_deferred(); }
    ServiceWait take_service_wait() override { return queue_.take_service_wait(); }
    Result<UniqueFd> export_timeline() override;
    void drop_timeline() override { queue_.drop_signal(); }

 private:
    VulkanBinding(const vk::DeviceTable& table, const VulkanObjects& objects,
                  const VkPhysicalDeviceMemoryProperties& memory, std::vector<int64_t> formats,
                  std::optional<DensityMapDevice> density_maps, OwnershipTransfers transfers);

    const vk::DeviceTable table_;
    const std::optional<DensityMapDevice> density_maps_;
    VulkanImageAllocator allocator_;
    const std::vector<int64_t> formats_;
    VulkanQueue queue_;
};

}  // namespace xrt::comp
