// SPDX-License-Identifier: BSL-1.0
//
// The compositor's Vulkan device: one queue, which any thread may submit to. Shared by everything that was made with
// it.
#pragma once

#include <atomic>
#include <memory>

#include "auxiliary/util/guarded.hpp"
#include "auxiliary/vk/commands.hpp"
#include "compositor/render/device_choice.hpp"
#include "compositor/render/vulkan_instance.hpp"

namespace xrt::comp {

class VulkanDevice {
 public:
    /// With extensions of the instance for surfaces, it can present to them.
    static Result<std::shared_ptr<VulkanDevice>> create(Validation validation,
                                                        std::span<const char* const> surface_extensions = {});

    const vk::InstanceTable& instance() const { return instance_->table(); }
    const vk::DeviceTable& table() const { return device_.table(); }
    const DeviceChoice& choice() const { return choice_; }
    uint64_t validation_messages() const { return instance_->validation_messages(); }

    /// Submits on the device's queue. `fence` may be null.
    Result<void> submit(const VkSubmitInfo& info, VkFence fence) const;

    /// Presents from the device's queue.
    VkResult present(const VkPresentInfoKHR& info) const;
    /// Waits until nothing is under way: when a swapchain goes, never for a frame.
    void finish() const;

    /// For tests: from now on every submission says that the device is lost.
    void lose() const { lost_on_purpose_ = true; }

    /// Records commands, submits them and waits until they have run: for set-up, never for a frame.
    template <typename Record>
    Result<void> run_once(const Record& record) const {
        const auto pool = TRY(vk::create_command_pool(table(), choice_.queue_family));
        const VkCommandBuffer commands = TRY(vk::allocate_commands(table(), pool.get()));
        TRY(vk::begin_commands(table(), commands, VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT));
        record(commands);
        return finish_once(commands);
    }

 private:
    VulkanDevice(std::unique_ptr<VulkanInstance> instance, DeviceChoice choice)
        : instance_(std::move(instance)), choice_(std::move(choice)) {}

    Result<void> create_device(std::span<const char* const> also_needed);
    Result<void> finish_once(VkCommandBuffer commands) const;

    const std::unique_ptr<VulkanInstance> instance_;
    const DeviceChoice choice_;
    vk::UniqueDevice device_;
    Guarded<VkQueue> queue_;
    mutable std::atomic<bool> lost_on_purpose_ = false;
};

}  // namespace xrt::comp
