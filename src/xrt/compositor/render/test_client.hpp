// SPDX-License-Identifier: BSL-1.0
//
// For tests: an application's side of a swapchain, on a Vulkan instance and device of its own, which keeps the rules by
// which images pass between client and compositor.
#pragma once

#include <vector>

#include "auxiliary/vk/swapchain_images.hpp"
#include "compositor/render/vulkan_device.hpp"

namespace xrt::comp {

class TestClient {
 public:
    explicit TestClient(std::shared_ptr<VulkanDevice> device) : device_(std::move(device)) {}

    /// A swapchain as the client sees it. Must go before the TestClient.
    struct Swapchain {
        SwapchainCreateInfo info;
        vk::SwapchainImages images;
        std::vector<bool> acquired_before;
    };

    Result<Swapchain> import(const SwapchainNative& native) const;

    /// Acquires the image, fills one array layer with `texels` (as the format has them), and releases it.
    Result<void> fill(Swapchain& swapchain, size_t index, uint32_t array_index,
                      std::span<const std::byte> texels) const;
    /// The same for the whole of a colour image, of as many samples as it may have.
    Result<void> clear(Swapchain& swapchain, size_t index, const VkClearColorValue& color) const;

 private:
    template <typename Write>
    Result<void> write(Swapchain& swapchain, size_t index, const Write& write_commands) const;

    struct Staging {
        vk::UniqueDeviceMemory memory;
        vk::UniqueBuffer buffer;
    };

    Result<Staging> stage(std::span<const std::byte> texels) const;
    const vk::DeviceTable& table() const { return device_->table(); }

    const std::shared_ptr<VulkanDevice> device_;
};

}  // namespace xrt::comp
