// SPDX-License-Identifier: BSL-1.0
//
// Shows compositions on a surface: the views side by side or one alone. Makes a swapchain anew whenever the surface has
// become another one; without extent nothing is drawn for it, and a surface that fails is given up, with a word in the log.
#pragma once

#include <atomic>

#include "auxiliary/util/guarded.hpp"
#include "compositor/render/screen.hpp"
#include "compositor/screen/surface_swapchain.hpp"

namespace xrt::comp {

class SurfaceScreen final : public Screen {
 public:
    /// Black until something is shown. `device` was made with the extensions of `source`.
    static Result<std::unique_ptr<SurfaceScreen>> create(std::shared_ptr<const VulkanDevice> device,
                                                         std::shared_ptr<SurfaceSource> source, ShownViews shown);
    ~SurfaceScreen() override;

    bool wants() const override;
    Result<void> show(const ScreenFrame& frame) override;
    std::optional<Time> take_seen() override;

 private:
    struct State {
        std::unique_ptr<SurfaceSwapchain> swapchain;
        Extent2D made_for;  ///< what the source said then
        ViewImages views;   ///< shown last
    };

    SurfaceScreen(std::shared_ptr<const VulkanDevice> device, std::shared_ptr<SurfaceSource> source, ShownViews shown)
        : device_(std::move(device)), source_(std::move(source)), shown_(shown) {}

    Result<void> create_surface();
    void redraw();
    void show_or_give_up(State& state);
    Result<void> show(State& state);
    Result<void> make_swapchain(State& state);
    Result<ShowOutcome> show_views(State& state);

    const std::shared_ptr<const VulkanDevice> device_;
    const std::shared_ptr<SurfaceSource> source_;
    const ShownViews shown_;
    VkSurfaceKHR surface_ = VK_NULL_HANDLE;
    std::atomic<bool> given_up_ = false;
    Guarded<State> state_;  ///< frames come on the compositor's thread, redrawing is the window's
};

}  // namespace xrt::comp
