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

/// A fence of the pool and the commands that it is for. `users` is guarded by the queue's state; what has users, or is not done, is
/// neither used again nor destroyed.
class VulkanQueue::Submission final : public GpuFence {
 public:
    static Result<std::unique_ptr<Submission>> create(VulkanQueue& queue) {
        std::unique_ptr<Submission> submission(new Submission(queue));
        submission->fence_ = TRY(vk::create_fence(queue.table_));
        return submission;
    }

    Result<bool> wait(Duration timeout) override {
        const VkFence fence = fence_.get();
        const auto nanoseconds = static_cast<uint64_t>(std::max<Duration::rep>(timeout.count(), 0));
        const VkResult result = table().WaitForFences(table().device, 1, &fence, VK_TRUE, nanoseconds);
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

    /// The application may use its images before this and after it in any way.
    Result<VkCommandBuffer> record(std::span<const VkImageMemoryBarrier> transfers) {
        constexpr VkPipelineStageFlags everything = VK_PIPELINE_STAGE_ALL_COMMANDS_BIT;
        if (commands_ == VK_NULL_HANDLE) {
            pool_ = TRY(vk::create_command_pool(table(), queue_.family()));
            commands_ = TRY(vk::allocate_commands(table(), pool_.get()));
        }
        TRY(vk::begin_commands(table(), commands_, VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT));
        vk::record_barriers(table(), commands_, {everything, everything}, transfers);
        TRY(vk::check(table().EndCommandBuffer(commands_), "vkEndCommandBuffer"));
        return commands_;
    }

    VkFence fence() const { return fence_.get(); }
    const VkFence* address() const { return fence_.address(); }

    int users = 0;
    bool submitted = false;

 private:
    explicit Submission(VulkanQueue& queue) : queue_(queue) {}
    const vk::DeviceTable& table() const { return queue_.table_; }

    VulkanQueue& queue_;
    vk::UniqueFence fence_;
    vk::UniqueCommandPool pool_;
    VkCommandBuffer commands_ = VK_NULL_HANDLE;  ///< once they are needed
};

VulkanQueue::VulkanQueue(const vk::DeviceTable& table, vk::Queue queue, OwnershipTransfers transfers)
    : table_(table), queue_(queue), transfers_(transfers) {}

VulkanQueue::~VulkanQueue() {
    if (wait_until_done()) return;
    log_warning("vulkan", "the application's GPU is still busy; its session's fences are left behind");
    state_.with([](State& state) {
        for (auto& submission : state.submissions) (void)submission.release();
    });
}

bool VulkanQueue::is_needed(const VkImageMemoryBarrier& transfer) const {
    return transfers_ == OwnershipTransfers::needed || transfer.oldLayout != transfer.newLayout;
}

Result<void> VulkanQueue::submit(const VkImageMemoryBarrier& transfer) {
    if (!is_needed(transfer)) return {};
    (void)TRY(submit_all({&transfer, 1}, nullptr));
    return {};
}

Result<void> VulkanQueue::submit(VkCommandBuffer commands) {
    OwnedFence submission = TRY(take_submission());
    (void)TRY(submit_with(std::move(submission), commands, nullptr));
    return {};
}

void VulkanQueue::defer(const VkImageMemoryBarrier& transfer) {
    state_.with([&](State& state) { state.deferred.push_back(&transfer); });
}

bool VulkanQueue::defer_along(const VkImageMemoryBarrier& transfer) {
    return state_.with([&](State& state) {
        if (!state.deferred.empty()) state.deferred.push_back(&transfer);
        return !state.deferred.empty();
    });
}

bool VulkanQueue::take_back(const VkImageMemoryBarrier& transfer) {
    return state_.with([&](State& state) { return std::erase(state.deferred, &transfer) > 0; });
}

Result<OwnedFence> VulkanQueue::submit_deferred() {
    submitting_.clear();
    const bool nothing_new = state_.with([&](State& state) {
        for (const VkImageMemoryBarrier* transfer : state.deferred) {
            if (is_needed(*transfer)) submitting_.push_back(*transfer);
        }
        const bool none = state.deferred.empty();
        state.deferred.clear();
        return none;
    });
    if (nothing_new) return OwnedFence();
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

Result<OwnedFence> VulkanQueue::submit_all(std::span<const VkImageMemoryBarrier> transfers, FrameSignal* signal) {
    OwnedFence owned = TRY(take_submission());
    VkCommandBuffer commands = VK_NULL_HANDLE;
    if (!transfers.empty()) commands = TRY(static_cast<Submission&>(*owned).record(transfers));
    return submit_with(std::move(owned), commands, signal);
}

/// `commands` may be null: a fence alone.
Result<OwnedFence> VulkanQueue::submit_with(OwnedFence owned, VkCommandBuffer commands, FrameSignal* signal) {
    auto& submission = static_cast<Submission&>(*owned);
    VkSubmitInfo info{};
    info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    info.commandBufferCount = commands == VK_NULL_HANDLE ? 0 : 1;
    info.pCommandBuffers = &commands;
    if (signal != nullptr) signal->add_to(info);
    TRY(vk::check(table_.QueueSubmit(queue_.queue, 1, &info, submission.fence()),
                  "vkQueueSubmit on the application's queue"));
    state_.with([&](State& state) {
        submission.submitted = true;
        state.latest = &submission;
    });
    return owned;
}

Result<OwnedFence> VulkanQueue::take_submission() {
    return state_.with([this](State& state) -> Result<OwnedFence> {
        Submission* free = TRY(find_free_submission(state));
        if (free->submitted) TRY(vk::check(table_.ResetFences(table_.device, 1, free->address()), "vkResetFences"));
        free->submitted = false;
        free->users = 1;
        if (state.latest == free) state.latest = nullptr;
        return OwnedFence(free);
    });
}

Result<VulkanQueue::Submission*> VulkanQueue::find_free_submission(State& state) {
    for (const auto& submission : state.submissions) {
        if (TRY(submission->reusable())) return submission.get();
    }
    return state.submissions.emplace_back(TRY(Submission::create(*this))).get();
}

OwnedFence VulkanQueue::latest_fence() {
    return state_.with([](State& state) {
        if (state.latest) ++state.latest->users;
        return OwnedFence(state.latest);
    });
}

}  // namespace xrt::comp
