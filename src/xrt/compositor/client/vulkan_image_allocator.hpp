// SPDX-License-Identifier: BSL-1.0
//
// Images in memory of the application's Vulkan device (ImageMemory::device), where the device can export but not import.
#pragma once

#include "auxiliary/vk/device_table.hpp"
#include "xrt/image_native_allocator.hpp"

namespace xrt::comp {

class VulkanImageAllocator final : public ImageNativeAllocator {
 public:
    /// `table` outlives it.
    VulkanImageAllocator(const vk::DeviceTable& table, const VkPhysicalDeviceMemoryProperties& memory)
        : table_(table), memory_(memory) {}

    ImageMemory memory() const override { return ImageMemory::device; }
    Result<std::vector<NativeMemory>> allocate(const SwapchainCreateInfo& info, size_t count) override;

 private:
    const vk::DeviceTable& table_;
    const VkPhysicalDeviceMemoryProperties memory_;
};

}  // namespace xrt::comp
