// SPDX-License-Identifier: BSL-1.0
#include "compositor/screen/surface_screen.hpp"

#include "auxiliary/util/log.hpp"

namespace xrt::comp {
namespace {

/// A surface that changes while it is being shown on: the second time it is asked for its new shape, and then again.
constexpr int most_attempts = 3;

bool is_empty(const Extent2D& extent) { return extent.width == 0 || extent.height == 0; }

}  // namespace

Result<std::unique_ptr<SurfaceScreen>> SurfaceScreen::create(std::shared_ptr<const VulkanDevice> device,
                                                             std::shared_ptr<SurfaceSource> source, ShownViews shown) {
    std::unique_ptr<SurfaceScreen> screen(new SurfaceScreen(std::move(device), std::move(source), shown));
    TRY(screen->create_surface());
    TRY(screen->state_.with([&](State& state) { return screen->show(state); }));
    screen->source_->call_to_redraw([raw = screen.get()] { raw->redraw(); });
    return screen;
}

SurfaceScreen::~SurfaceScreen() {
    source_->call_to_redraw({});
    state_.with([](State& state) { state.swapchain.reset(); });
    const vk::InstanceTable& instance = device_->instance();
    if (surface_ != VK_NULL_HANDLE) instance.DestroySurfaceKHR(instance.instance, surface_, nullptr);
}

Result<void> SurfaceScreen::create_surface() {
    const DeviceChoice& choice = device_->choice();
    surface_ = TRY(source_->create_surface(device_->instance(), choice.physical));
    VkBool32 supported = VK_FALSE;
    TRY(vk::check(device_->instance().GetPhysicalDeviceSurfaceSupportKHR(choice.physical, choice.queue_family, surface_,
                                                                         &supported),
                  "vkGetPhysicalDeviceSurfaceSupportKHR"));
    if (supported == VK_TRUE) return {};
    return Error{ErrorCode::unavailable, choice.info.device_name + " cannot show pictures there"};
}

bool SurfaceScreen::wants() const { return !given_up_ && !is_empty(source_->extent()); }

Result<void> SurfaceScreen::show(const ScreenFrame& frame) {
    state_.with([&](State& state) {
        state.views = frame.views;
        show_or_give_up(state);
    });
    return {};
}

std::optional<Time> SurfaceScreen::take_seen() {
    return state_.with([](State& state) { return state.swapchain ? state.swapchain->take_seen() : std::nullopt; });
}

void SurfaceScreen::redraw() {
    if (!wants()) return;
    state_.with([&](State& state) { show_or_give_up(state); });
}

/// What happens to a window is no failure of the compositor, whose pictures others may want.
void SurfaceScreen::show_or_give_up(State& state) {
    if (given_up_) return;
    const auto shown = show(state);
    if (shown) return;
    given_up_ = true;
    log_error("screen", "nothing is shown any more: %s", shown.error().message.c_str());
}

Result<void> SurfaceScreen::show(State& state) {
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        TRY(make_swapchain(state));
        if (!state.swapchain) return {};  // nothing of it can be seen
        if (TRY(show_views(state)) != ShowOutcome::outdated) return {};
        state.swapchain.reset();
    }
    return {};  // it changes faster than one can draw, and will be drawn when it stands still
}

Result<void> SurfaceScreen::make_swapchain(State& state) {
    const Extent2D extent = source_->extent();
    if (state.swapchain && extent == state.made_for) return {};
    state.swapchain.reset();
    state.made_for = extent;
    if (is_empty(extent)) return {};
    state.swapchain = TRY(SurfaceSwapchain::create(device_, surface_, extent, source_->cadence()));
    return {};
}

Result<ShowOutcome> SurfaceScreen::show_views(State& state) {
    const ViewExtents extents{state.views[0].extent, state.views[1].extent};
    return state.swapchain->show(state.views, place_views(state.swapchain->extent(), extents, shown_));
}

}  // namespace xrt::comp
