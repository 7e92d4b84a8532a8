// SPDX-License-Identifier: BSL-1.0
//
// A client's timeline semaphore on the compositor's device.
#pragma once

#include <memory>

#include "auxiliary/vk/handles.hpp"
#include "compositor/multi/shared_timeline.hpp"
#include "xrt/graphics_handles.hpp"

namespace xrt::comp {

class VulkanTimeline final : public SharedTimeline {
 public:
    /// Keeps `device`, which has VK_KHR_external_semaphore_fd and timeline semaphores. invalid_argument where the driver refuses the
    /// handle.
    static Result<std::unique_ptr<const SharedTimeline>> import(std::shared_ptr<const vk::DeviceTable> device,
                                                                GraphicsSyncHandle handle);
    Result<bool> wait(uint64_t value, Duration timeout) const override;

 private:
    VulkanTimeline(std::shared_ptr<const vk::DeviceTable> device, vk::UniqueSemaphore semaphore)
        : device_(std::move(device)), semaphore_(std::move(semaphore)) {}

    const std::shared_ptr<const vk::DeviceTable> device_;
    const vk::UniqueSemaphore semaphore_;
};

}  // namespace xrt::comp
