// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/gpu_timer.hpp"

#include <array>
#include <vector>

namespace xrt::comp {
namespace {

uint32_t valid_bits(const VulkanDevice& device) {
    const DeviceChoice& choice = device.choice();
    uint32_t count = 0;
    device.instance().GetPhysicalDeviceQueueFamilyProperties(choice.physical, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    device.instance().GetPhysicalDeviceQueueFamilyProperties(choice.physical, &count, families.data());
    return choice.queue_family < count ? families[choice.queue_family].timestampValidBits : 0;
}

}  // namespace

GpuTimes choose_gpu_times(const SystemCompositorInfo& device) {
    return device.software_device ? GpuTimes::from_host : GpuTimes::from_queue;
}

Result<GpuTimer> GpuTimer::create(const VulkanDevice& device, GpuTimes times) {
    GpuTimer timer;
    timer.times_ = times;
    if (times == GpuTimes::from_queue) TRY(timer.create_pool(device));
    return timer;
}

Result<void> GpuTimer::create_pool(const VulkanDevice& device) {
    const uint32_t bits = valid_bits(device);
    if (bits == 0) return {};
    valid_ticks_ = bits >= 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1;
    nanoseconds_per_tick_ = double(device.choice().limits.timestampPeriod);
    VkQueryPoolCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO;
    info.queryType = VK_QUERY_TYPE_TIMESTAMP;
    info.queryCount = 2;
    const vk::DeviceTable& table = device.table();
    pool_ = TRY(vk::create<vk::UniqueQueryPool>(table, table.CreateQueryPool, info, "vkCreateQueryPool"));
    return {};
}

void GpuTimer::record_begin(const vk::DeviceTable& table, VkCommandBuffer commands) const {
    if (!pool_) return;
    table.CmdResetQueryPool(commands, pool_.get(), 0, 2);
    table.CmdWriteTimestamp(commands, VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT, pool_.get(), 0);
}

void GpuTimer::record_end(const vk::DeviceTable& table, VkCommandBuffer commands) const {
    if (pool_) table.CmdWriteTimestamp(commands, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, pool_.get(), 1);
}

std::optional<TimeSpan> GpuTimer::read(const vk::DeviceTable& table, Time seen) {
    if (times_ == GpuTimes::from_host) return TimeSpan{submitted_, seen};
    if (!pool_) return std::nullopt;
    return read_queries(table, seen);
}

std::optional<TimeSpan> GpuTimer::read_queries(const vk::DeviceTable& table, Time seen) {
    std::array<uint64_t, 2> ticks{};
    const VkResult result = table.GetQueryPoolResults(table.device, pool_.get(), 0, 2, sizeof(ticks), ticks.data(),
                                                      sizeof(uint64_t), VK_QUERY_RESULT_64_BIT);
    if (result != VK_SUCCESS) return std::nullopt;
    const Duration end = to_duration(ticks[1]);
    // The difference by itself: the counter may have begun anew in between.
    return clock_.place(end - to_duration(ticks[1] - ticks[0]), end, seen);
}

Duration GpuTimer::to_duration(uint64_t ticks) const {
    // Periods of one nanosecond are exact; others are off by less than what is measured.
    const uint64_t valid = ticks & valid_ticks_;
    if (nanoseconds_per_tick_ == 1) return Duration(static_cast<int64_t>(valid));
    return Duration(static_cast<int64_t>(static_cast<long double>(valid) * nanoseconds_per_tick_));
}

}  // namespace xrt::comp
