// SPDX-License-Identifier: BSL-1.0
#include "compositor/null/null_compositor.hpp"

namespace xrt::comp {
namespace {

class NullRenderer final : public FrameRenderer {
 public:
    const SystemCompositorInfo& info() const override { return info_; }
    Result<std::shared_ptr<SwapchainNative>> create_swapchain(const SwapchainCreateInfo&) override { return nothing(); }
    Result<std::shared_ptr<SwapchainNative>> import_swapchain(const SwapchainCreateInfo&, ImageMemory,
                                                              std::vector<NativeMemory>) override {
        return nothing();
    }
    Result<std::unique_ptr<const SharedTimeline>> import_timeline(GraphicsSyncHandle) override { return nothing(); }
    bool wants(uint64_t) const override { return false; }
    bool has_onlookers() const override { return false; }
    Result<void> draw(const Composition&) override { return {}; }
    void set_brightness(float) override {}
    Result<void> flush() override { return {}; }
    Result<bool> restart() override { return nothing(); }
    Result<void> lose_device() override { return nothing(); }

 private:
    static Error nothing() {
        return {ErrorCode::unsupported, "the null compositor has no graphics, no device and no swapchains"};
    }
    const SystemCompositorInfo info_{};
};

}  // namespace

std::unique_ptr<MultiCompositor> create_null_compositor(SystemClock clock, Duration period) {
    return std::make_unique<MultiCompositor>(
        std::make_unique<NullRenderer>(),
        MultiCompositorOptions{std::move(clock), period, std::make_unique<MonotonicTimer>()});
}

}  // namespace xrt::comp
