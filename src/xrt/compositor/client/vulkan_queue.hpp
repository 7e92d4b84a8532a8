// SPDX-License-Identifier: BSL-1.0
//
// The application's VkQueue, lent to us inside xrBeginFrame, xrEndFrame, xrAcquireSwapchainImage and
// xrReleaseSwapchainImage. Everything that we submit goes through here, each submission with a fence of its own from a
// pool. Images that go back to the compositor are collected and go out in one submission, with the frame, and those that
// the application will acquire next come in with it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "auxiliary/vk/commands.hpp"
#include "compositor/client/frame_signal.hpp"
#include "compositor/client/gpu_fence.hpp"

namespace xrt::comp {

class VulkanQueue {
 public:
    /// `table` outlives the queue and all its fences.
    VulkanQueue(const vk::DeviceTable& table, vk::Queue queue);
    /// Waits, bounded, for everything that was submitted. Every OwnedFence has been given back.
    ~VulkanQueue();
    VulkanQueue(const VulkanQueue&) = delete;
    VulkanQueue& operator=(const VulkanQueue&) = delete;

    uint32_t family() const { return queue_.family; }

    /// Submits at once. Touches the VkQueue.
    Result<void> submit(VkCommandBuffer commands);

    /// Keeps the commands for the next submit_deferred().
    void defer(VkCommandBuffer commands);
    /// The same, but only if there is something to go out already; false if there is not.
    bool defer_along(VkCommandBuffer commands);
    /// False if the commands were not deferred, or are submitted by now.
    bool take_back(VkCommandBuffer commands);
    /// The submissions of frames signal it from now on, so that the service waits for them and nobody here.
    void set_signal(FrameSignal signal) { signal_.emplace(std::move(signal)); }
    const std::optional<FrameSignal>& signal() const { return signal_; }
    void drop_signal() { signal_.reset(); }

    /// Submits what was deferred; the fence covers all that the application submitted before. Empty if there was
    /// nothing, or if it is the service that waits: take_service_wait(). Touches the VkQueue.
    Result<OwnedFence> submit_deferred();
    /// What the last submit_deferred() is waited for by.
    ServiceWait take_service_wait() { return std::exchange(service_wait_, {}); }

    /// Waits, bounded, until all that was submitted here is done, without touching the VkQueue. False if it is not.
    bool wait_until_done();

 private:
    class Fence;
    struct State {
        std::vector<std::unique_ptr<Fence>> fences;
        Fence* latest = nullptr;  ///< of the last submission; covers all earlier ones
        std::vector<VkCommandBuffer> deferred;
    };

    Result<OwnedFence> submit_all(std::span<const VkCommandBuffer> commands, FrameSignal* signal);
    Result<OwnedFence> take_fence();
    Result<Fence*> find_free_fence(State& state);
    OwnedFence latest_fence();

    const vk::DeviceTable& table_;
    const vk::Queue queue_;
    Guarded<State> state_;
    std::optional<FrameSignal> signal_;
    ServiceWait service_wait_;
    std::vector<VkCommandBuffer> submitting_;  ///< of submit_deferred(), kept for its storage
};

}  // namespace xrt::comp
