// SPDX-License-Identifier: BSL-1.0
#include "compositor/screen/present_watcher.hpp"

#include <chrono>

#include "auxiliary/os/thread.hpp"

namespace xrt::comp {
namespace {

/// A wait cannot be interrupted: the time that the destructor may take.
constexpr std::chrono::nanoseconds slice = std::chrono::milliseconds(50);

}  // namespace

Result<std::unique_ptr<PresentWatcher>> PresentWatcher::create(const vk::DeviceTable& table, VkSwapchainKHR swapchain,
                                                               Now now) {
    std::unique_ptr<PresentWatcher> watcher(new PresentWatcher(table, swapchain, std::move(now)));
    watcher->thread_ = TRY(start_thread("monado-present", [raw = watcher.get()] { raw->run(); }));
    return watcher;
}

PresentWatcher::~PresentWatcher() {
    state_.with([](State& state) { state.stopping = true; });
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void PresentWatcher::add_to(VkPresentInfoKHR& info) {
    ++number_;
    id_ = {VK_STRUCTURE_TYPE_PRESENT_ID_KHR, info.pNext, 1, &number_};
    info.pNext = &id_;
}

void PresentWatcher::presented() {
    state_.with([&](State& state) { state.presented = number_; });
    changed_.notify_all();
}

std::optional<Time> PresentWatcher::take_seen() {
    return state_.with([](State& state) { return std::exchange(state.seen, std::nullopt); });
}

/// Until the end, or until the surface is gone: its swapchain is made anew, with another watcher.
void PresentWatcher::run() {
    while (const auto number = next()) {
        const VkResult result = wait_for(*number);
        if (result != VK_SUCCESS && result != VK_SUBOPTIMAL_KHR) return;
        state_.with([&](State& state) {
            state.waited_for = *number;
            state.seen = now_();
        });
    }
}

std::optional<uint64_t> PresentWatcher::next() {
    auto state = state_.lock();
    changed_.wait(state.guard(), [&] { return state->stopping || state->presented > state->waited_for; });
    return state->stopping ? std::nullopt : std::optional(state->presented);
}

/// VK_NOT_READY if the end comes first.
VkResult PresentWatcher::wait_for(uint64_t number) {
    while (!state_.with([](const State& state) { return state.stopping; })) {
        const VkResult result = table_.WaitForPresentKHR(table_.device, swapchain_, number, slice.count());
        if (result != VK_TIMEOUT) return result;
    }
    return VK_NOT_READY;
}

}  // namespace xrt::comp
