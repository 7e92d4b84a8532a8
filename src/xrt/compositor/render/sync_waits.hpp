// SPDX-License-Identifier: BSL-1.0
//
// The sync handles that one drawing waits for, as semaphores of the device.
#pragma once

#include <span>
#include <vector>

#include "auxiliary/vk/handles.hpp"
#include "xrt/graphics_handles.hpp"

namespace xrt::comp {

class SyncWaits {
 public:
    /// A sync file. Only where DeviceChoice::imports_sync_files.
    Result<void> add(const vk::DeviceTable& table, GraphicsSyncHandle sync);

    std::span<const VkSemaphore> semaphores() const { return semaphores_; }
    /// One for each semaphore: where the waiting begins.
    std::span<const VkPipelineStageFlags> stages() const { return stages_; }

    /// When the drawing is done.
    void clear();

 private:
    std::vector<vk::UniqueSemaphore> owners_;
    std::vector<VkSemaphore> semaphores_;
    std::vector<VkPipelineStageFlags> stages_;
};

}  // namespace xrt::comp
