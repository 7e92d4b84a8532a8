// SPDX-License-Identifier: BSL-1.0
//
// An image whose texels a client keeps in shared memory, and the way from there into the device: for drivers that share no
// images. The client may write at any time; what is torn is its own picture.
#pragma once

#include "auxiliary/os/mapping.hpp"
#include "compositor/render/vulkan_device.hpp"

namespace xrt::comp {

class PixelUpload {
 public:
    /// invalid_argument where the memory is not what `info` needs, unsupported for formats without plain rows.
    static Result<PixelUpload> create(const VulkanDevice& device, const SwapchainCreateInfo& info,
                                      const NativeMemory& native);

    /// Copies what the memory holds now into the first mip level of `image`, which `use` follows.
    void record(const vk::DeviceTable& table, VkCommandBuffer commands, VkImage image, const vk::ImageUse& use) const;

 private:
    PixelUpload(Mapping source, const SwapchainCreateInfo& info) : source_(std::move(source)), info_(info) {}
    Result<void> create_staging(const VulkanDevice& device);

    Mapping source_;
    SwapchainCreateInfo info_;
    vk::UniqueDeviceMemory memory_;
    vk::UniqueBuffer staging_;
    void* staged_ = nullptr;  ///< mapped as long as the memory lives
};

}  // namespace xrt::comp
