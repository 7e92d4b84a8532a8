// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/vulkan_queue.hpp"

#include <algorithm>
#include <chrono>

#include "auxiliary/util/log.hpp"

namespace xrt::comp {
namespace {

/// Whoever destroys something waits this long for a GPU that does not get on, and then leaves its objects behind.
constexpr Duration patience = std::chrono::seconds(5);

}  // namespace

/// A fence of the pool. `users` is guarded by the queue's state; a fence with users is neither reset nor destroyed.
class VulkanQueue::Fence final : public GpuFence {
 public:
    Fence(VulkanQueue& queue, vk::UniqueFence fence) : queue_(queue), fence_(std::move(fence)) {}

    Result<bool> wait(Duration timeout) override {
        const VkFence fence = fence_.get();
        const auto nanoseconds = static_cast<uint64_t>(std::max<Duration::rep>(timeout.count(), 0));
        const vk::DeviceTable& table = queue_.table_;
        const VkResult result = table.WaitForFences(table.device, 1, &fence, VK_TRUE, nanoseconds);
        TRY(vk::check(result, "vkWaitForFences on the application's device"));
        return result == VK_SUCCESS;
    }

    void give_back() override {
        queue_.state_.with([this](State&) { --users; });
    }

    /// What was submitted with it is done, or nothing was.
    Result<bool> reusable() {
        if (users > 0) return false;
        return submitted ? wait(Duration::zero()) : Result<bool>(true);
    }

    VkFence get() const { return fence_.get(); }
    const VkFence* address() const { return fence_.address(); }

    int users = 0;
    bool submitted = false;

 private:
    VulkanQueue& queue_;
    vk::UniqueFence fence_;
};

VulkanQueue::VulkanQueue(const vk::DeviceTable& table, vk::Queue queue) : table_(table), queue_(queue) {}

VulkanQueue::~VulkanQueue() {
    if (wait_until_done()) return;
    log_warning("vulkan", "the application's GPU is still busy; its session's fences are left behind");
    state_.with([](State& state) {
        for (auto& fence : state.fences) (void)fence.release();
    });
}

Result<void> VulkanQueue::submit(VkCommandBuffer commands) {
    (void)TRY(submit_all({&commands, 1}, nullptr));
    return {};
}

void VulkanQueue::defer(VkCommandBuffer commands) {
    state_.with([&](State& state) { state.deferred.push_back(commands); });
}

bool VulkanQueue::defer_along(VkCommandBuffer commands) {
    return state_.with([&](State& state) {
        if (!state.deferred.empty()) state.deferred.push_back(commands);
        return !state.deferred.empty();
    });
}

bool VulkanQueue::take_back(VkCommandBuffer commands) {
    return state_.with([&](State& state) { return std::erase(state.deferred, commands) > 0; });
}

Result<OwnedFence> VulkanQueue::submit_deferred() {
    submitting_.clear();
    state_.with([&](State& state) { state.deferred.swap(submitting_); });
    if (submitting_.empty()) return OwnedFence();
    OwnedFence fence = TRY(submit_all(submitting_, signal_ ? &*signal_ : nullptr));
    if (!signal_) return fence;
    service_wait_ = TRY(signal_->submitted());
    return OwnedFence();
}

bool VulkanQueue::wait_until_done() {
    const OwnedFence fence = latest_fence();
    if (!fence) return true;
    const Result<bool> done = fence->wait(patience);
    return !done.ok() || *done;  // a lost device has nothing in flight any more
}

Result<OwnedFence> VulkanQueue::submit_all(std::span<const VkCommandBuffer> commands, FrameSignal* signal) {
    OwnedFence owned = TRY(take_fence());
    auto& fence = static_cast<Fence&>(*owned);
    VkSubmitInfo info{};
    info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    info.commandBufferCount = static_cast<uint32_t>(commands.size());
    info.pCommandBuffers = commands.data();
    if (signal != nullptr) signal->add_to(info);
    TRY(vk::check(table_.QueueSubmit(queue_.queue, 1, &info, fence.get()), "vkQueueSubmit on the application's queue"));
    state_.with([&](State& state) {
        fence.submitted = true;
        state.latest = &fence;
    });
    return owned;
}

Result<OwnedFence> VulkanQueue::take_fence() {
    return state_.with([this](State& state) -> Result<OwnedFence> {
        Fence* fence = TRY(find_free_fence(state));
        if (fence->submitted) TRY(vk::check(table_.ResetFences(table_.device, 1, fence->address()), "vkResetFences"));
        fence->submitted = false;
        fence->users = 1;
        if (state.latest == fence) state.latest = nullptr;
        return OwnedFence(fence);
    });
}

Result<VulkanQueue::Fence*> VulkanQueue::find_free_fence(State& state) {
    for (const auto& fence : state.fences) {
        if (TRY(fence->reusable())) return fence.get();
    }
    auto fence = std::make_unique<Fence>(*this, TRY(vk::create_fence(table_)));
    return state.fences.emplace_back(std::move(fence)).get();
}

OwnedFence VulkanQueue::latest_fence() {
    return state_.with([](State& state) {
        if (state.latest) ++state.latest->users;
        return OwnedFence(state.latest);
    });
}

}  // namespace xrt::comp
