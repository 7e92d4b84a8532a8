// SPDX-License-Identifier: BSL-1.0
//
// A swapchain's images on one device and the memory that they lie in, as one side allocates them and the other imports them. All
// lie in one allocation, one after the other, which is one handle to send and to map, unless the driver wants an allocation for each
// (VkMemoryDedicatedRequirements) or the importer does.
#pragma once

#include <vulkan/vulkan.h>

#include <span>
#include <vector>

#include "auxiliary/vk/handles.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::vk {

class SwapchainImages {
 public:
    SwapchainImages() = default;

    /// `count` images whose memory can be exported as OPAQUE_FDs, bound.
    static Result<SwapchainImages> allocate(const DeviceTable& table,
                                            const VkPhysicalDeviceMemoryProperties& properties,
                                            const SwapchainCreateInfo& info, size_t count);
    /// The other side of allocate(). Nothing is believed: `invalid_argument` where the memory is too small, of another type, laid out
    /// otherwise than this device wants it, or refused by the driver; `unsupported` where the device imports none. Works on duplicates,
    /// for some drivers close an fd even if they refuse it.
    static Result<SwapchainImages> import(const DeviceTable& table, const SwapchainCreateInfo& info,
                                          std::span<const NativeMemory> memory);

    size_t size() const { return images_.size(); }
    VkImage operator[](size_t index) const { return images_[index].get(); }

    /// With new handles, close-on-exec.
    Result<std::vector<NativeMemory>> export_memory() const;

 private:
    struct Allocation {
        UniqueDeviceMemory memory;
        NativeMemory native;  ///< without a handle
    };

    explicit SwapchainImages(const DeviceTable& table) : table_(&table) {}
    Result<void> create_images(const SwapchainCreateInfo& info, size_t count);
    Result<void> bind();

    const DeviceTable* table_ = nullptr;
    std::vector<Allocation> allocations_;  ///< outlive the images that are bound to them
    std::vector<UniqueImage> images_;
};

}  // namespace xrt::vk
