// SPDX-License-Identifier: BSL-1.0
//
// The application's VkQueue, lent to us inside xrBeginFrame, xrEndFrame, xrAcquireSwapchainImage and
// xrReleaseSwapchainImage. Everything that we submit goes through here: barriers of images that change hands, each submission
// with a fence and a command buffer of its own from a pool. Images that go back to the compositor are collected and go out
// with the frame, in one command buffer, and those that the application will acquire next come in with it. On a device that is
// the processor itself they are the same memory for everybody, and nothing but a change of layout is recorded at all.
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

/// Whether an image that changes hands has to be told so, or is in memory that all processors see alike in any case.
enum class OwnershipTransfers { needed, needless };

class VulkanQueue {
 public:
    /// `table` outlives the queue and all its fences.
    VulkanQueue(const vk::DeviceTable& table, vk::Queue queue, OwnershipTransfers transfers);
    /// Waits, bounded, for everything that was submitted. Every OwnedFence has been given back.
    ~VulkanQueue();
    VulkanQueue(const VulkanQueue&) = delete;
    VulkanQueue& operator=(const VulkanQueue&) = delete;

    uint32_t family() const { return queue_.family; }

    /// Submits at once, if it is needed. Touches the VkQueue.
    Result<void> submit(const VkImageMemoryBarrier& transfer);
    /// The same with commands of the caller's.
    Result<void> submit(VkCommandBuffer commands);

    /// Keeps the transfer for the next submit_deferred(). It is known by its address and stays there until then, or until it is taken
    /// back. At most one of each image.
    void defer(const VkImageMemoryBarrier& transfer);
    /// The same, but only if there is something to go out already; false if there is not.
    bool defer_along(const VkImageMemoryBarrier& transfer);
    /// False if the transfer was not deferred, or is submitted by now.
    bool take_back(const VkImageMemoryBarrier& transfer);
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
    class Submission;
    struct State {
        std::vector<std::unique_ptr<Submission>> submissions;
        Submission* latest = nullptr;  ///< its fence covers all earlier ones
        std::vector<const VkImageMemoryBarrier*> deferred;
    };

    bool is_needed(const VkImageMemoryBarrier& transfer) const;
    Result<OwnedFence> submit_all(std::span<const VkImageMemoryBarrier> transfers, FrameSignal* signal);
    Result<OwnedFence> submit_with(OwnedFence owned, VkCommandBuffer commands, FrameSignal* signal);
    Result<OwnedFence> take_submission();
    Result<Submission*> find_free_submission(State& state);
    OwnedFence latest_fence();

    const vk::DeviceTable& table_;
    const vk::Queue queue_;
    const OwnershipTransfers transfers_;
    Guarded<State> state_;
    std::optional<FrameSignal> signal_;
    ServiceWait service_wait_;
    std::vector<VkImageMemoryBarrier> submitting_;  ///< of submit_deferred(), kept for its storage
};

}  // namespace xrt::comp
