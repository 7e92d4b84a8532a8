// SPDX-License-Identifier: BSL-1.0
//
// When the GPU begins and ends one submission, where its queue can tell. Timestamps are read when the work is done, so that
// nothing is waited for.
#pragma once

#include <optional>

#include "compositor/render/gpu_clock.hpp"
#include "compositor/render/vulkan_device.hpp"

namespace xrt::comp {

class GpuTimer {
 public:
    /// One that never knows anything where the device has no timestamps.
    static Result<GpuTimer> create(const VulkanDevice& device);

    void record_begin(const vk::DeviceTable& table, VkCommandBuffer commands) const;
    void record_end(const vk::DeviceTable& table, VkCommandBuffer commands) const;

    /// The commands have run, and this was seen at `seen`.
    std::optional<TimeSpan> read(const vk::DeviceTable& table, Time seen);

 private:
    Duration to_duration(uint64_t ticks) const;

    vk::UniqueQueryPool pool_;
    uint64_t valid_ticks_ = 0;  ///< a mask
    double nanoseconds_per_tick_ = 0;
    GpuClock clock_;
};

}  // namespace xrt::comp
