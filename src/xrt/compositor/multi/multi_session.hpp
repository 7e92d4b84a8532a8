// SPDX-License-Identifier: BSL-1.0
//
// One session's side of the MultiCompositor, which outlives it.
#pragma once

#include "compositor/multi/multi_compositor.hpp"

namespace xrt::comp {

class MultiSession final : public CompositorNative {
 public:
    MultiSession(MultiCompositor& compositor, std::shared_ptr<SessionState> state)
        : compositor_(compositor), state_(std::move(state)) {}
    ~MultiSession() override {
        state_->notifier.detach();
        compositor_.set_running(*state_, false);
        compositor_.remove(*state_);
    }

    Result<std::shared_ptr<SwapchainNative>> create_swapchain(const SwapchainCreateInfo& info) override {
        return compositor_.make_swapchain(*state_,
                                          [&](FrameRenderer& renderer) { return renderer.create_swapchain(info); });
    }
    Result<std::shared_ptr<SwapchainNative>> import_swapchain(const SwapchainCreateInfo& info, ImageMemory kind,
                                                              std::vector<NativeMemory> memory) override {
        return compositor_.make_swapchain(
            *state_, [&](FrameRenderer& renderer) { return renderer.import_swapchain(info, kind, std::move(memory)); });
    }
    Result<void> share_timeline(GraphicsSyncHandle timeline) override {
        return compositor_.share_timeline(*state_, std::move(timeline));
    }
    void set_placement(const SessionPlacement& placement) override { compositor_.set_placement(*state_, placement); }
    void set_running(bool running) override { compositor_.set_running(*state_, running); }
    Result<void> submit(LayerFrame frame) override { return compositor_.submit(*state_, std::move(frame)); }

 private:
    MultiCompositor& compositor_;
    const std::shared_ptr<SessionState> state_;
};

}  // namespace xrt::comp
