// SPDX-License-Identifier: BSL-1.0
//
// When the GPU begins and ends one submission. It says so itself where its queue has timestamps, which are read when the work is done, so
// that nothing is waited for. Where the GPU is this machine's processor, the host's clock says the same for nothing: software
// waits for all its threads at every timestamp.
#pragma once

#include <optional>

#include "compositor/render/gpu_clock.hpp"
#include "compositor/render/vulkan_device.hpp"

namespace xrt::comp {

/// Whose clock tells when the GPU works.
enum class GpuTimes { from_queue, from_host };

/// What is best for the device.
GpuTimes choose_gpu_times(const SystemCompositorInfo& device);

class GpuTimer {
 public:
    /// One that never knows anything where the queue is to tell and has no timestamps.
    static Result<GpuTimer> create(const VulkanDevice& device, GpuTimes times);

    void record_begin(const vk::DeviceTable& table, VkCommandBuffer commands) const;
    void record_end(const vk::DeviceTable& table, VkCommandBuffer commands) const;

    /// The commands are submitted next, at `now`.
    void submit(Time now) { submitted_ = now; }
    /// The commands have run, and this was seen at `seen`.
    std::optional<TimeSpan> read(const vk::DeviceTable& table, Time seen);

 private:
    Result<void> create_pool(const VulkanDevice& device);
    std::optional<TimeSpan> read_queries(const vk::DeviceTable& table, Time seen);
    Duration to_duration(uint64_t ticks) const;

    GpuTimes times_ = GpuTimes::from_host;
    Time submitted_{};
    vk::UniqueQueryPool pool_;  ///< none from the host, or if the queue has no timestamps
    uint64_t valid_ticks_ = 0;  ///< a mask
    double nanoseconds_per_tick_ = 0;
    GpuClock clock_;
};

}  // namespace xrt::comp
