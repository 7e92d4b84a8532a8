// SPDX-License-Identifier: BSL-1.0
//
// A fragment density map for each image of a swapchain, in the application's device (VK_EXT_fragment_density_map). In the application's
// hands a map is in the layout FRAGMENT_DENSITY_MAP_OPTIMAL_EXT, and what it says stays as it is until the image that it belongs to is
// acquired again: frames under way keep theirs. Thread-safe but for refresh().
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "auxiliary/vk/density_maps.hpp"
#include "compositor/client/density_pattern.hpp"
#include "compositor/client/vulkan_queue.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

/// What the application's device makes maps of.
struct DensityMapDevice {
    VkPhysicalDeviceMemoryProperties memory{};
    vk::DensityMapLimits limits;
};

class DensityImages {
 public:
    /// Full density at first. `table` and `queue` outlive it. `unsupported` where an image is too large for a map.
    static Result<std::unique_ptr<DensityImages>> create(const vk::DeviceTable& table, VulkanQueue& queue,
                                                         const DensityMapDevice& device,
                                                         const SwapchainCreateInfo& info, size_t count);
    /// Waits, bounded, for what was submitted.
    ~DensityImages();
    DensityImages(const DensityImages&) = delete;
    DensityImages& operator=(const DensityImages&) = delete;

    VkImage image(size_t index) const { return maps_[index].image.get(); }
    const Extent2D& extent() const { return extent_; }

    /// From the next refresh() of each map on. A focus for each layer; layers beyond have the last one's.
    void set(DensityLevel level, std::span<const DensityFocus> layers);

    /// Writes the map if it says something else by now, and waits until it is written: some devices read maps while commands are
    /// recorded. Touches the queue; one thread at a time.
    Result<void> refresh(size_t index);

 private:
    struct Map {
        vk::UniqueDeviceMemory memory;
        vk::UniqueImage image;
        VkCommandBuffer write = VK_NULL_HANDLE;
        uint64_t written = 0;  ///< Pattern::number
    };
    struct Pattern {
        std::vector<uint8_t> bytes;
        uint64_t number = 0;
    };

    DensityImages(const vk::DeviceTable& table, VulkanQueue& queue, const Extent2D& extent, uint32_t layers)
        : table_(table), queue_(queue), extent_(extent), layers_(layers) {}
    size_t layer_bytes() const { return size_t{2} * extent_.width * extent_.height; }
    Result<Map> create_map(const DensityMapDevice& device) const;
    Result<void> create_staging(const DensityMapDevice& device);
    Result<void> record_write(Map& map) const;
    Result<void> finish_write();

    const vk::DeviceTable& table_;
    VulkanQueue& queue_;
    const Extent2D extent_;
    const uint32_t layers_;
    vk::UniqueCommandPool pool_;
    vk::UniqueDeviceMemory staging_memory_;
    vk::UniqueBuffer staging_;
    void* staging_bytes_ = nullptr;
    bool write_under_way_ = false;  ///< reads staging_
    std::vector<Map> maps_;
    Guarded<Pattern> pattern_;
};

}  // namespace xrt::comp
