// SPDX-License-Identifier: BSL-1.0
//
// A window of a Wayland compositor, through xdg-shell; decorated by the compositor where it does that.
#pragma once

#include "auxiliary/util/guarded.hpp"
#include "compositor/window/wayland_input.hpp"

namespace xrt::comp {

class WaylandWindow final : public NativeWindow {
 public:
    /// unavailable: no compositor at $WAYLAND_DISPLAY, or none with windows.
    static Result<std::unique_ptr<NativeWindow>> create(const WindowSettings& settings);

    const char* surface_extension() const override;
    Result<VkSurfaceKHR> create_surface(PFN_vkGetInstanceProcAddr find, VkInstance instance) override;
    Extent2D extent() const override { return *extent_.lock(); }
    Result<void> wait(WindowListener& listener, int wake_fd) override;

 private:
    static const wl_registry_listener registry_listener;
    static const xdg_wm_base_listener wm_base_listener;
    static const xdg_surface_listener surface_listener;
    static const xdg_toplevel_listener toplevel_listener;

    explicit WaylandWindow(wayland::Display display) : display_(std::move(display)) {}

    Result<void> bind_globals();
    void bind(uint32_t name, const char* interface, uint32_t version);
    void create_toplevel(const WindowSettings& settings);
    Result<void> await_configuration();
    void configure(uint32_t serial);
    void set_listener(WindowListener* listener);
    Result<void> dispatch();
    Result<void> read(int wake_fd);
    Error gone() const;

    const wayland::Display display_;
    // Torn down from the last to the first.
    wayland::Registry registry_;
    wayland::Compositor compositor_;
    wayland::WmBase wm_base_;
    wayland::DecorationManager decoration_manager_;
    std::unique_ptr<WaylandInput> input_;
    wayland::Surface surface_;
    wayland::XdgSurface xdg_surface_;
    wayland::Toplevel toplevel_;
    wayland::Decoration decoration_;

    Extent2D proposed_;  ///< by the compositor, for the next configuration; 0: as we like
    const Guarded<Extent2D> extent_{};
    bool configured_ = false;
    WindowListener* listener_ = nullptr;  ///< while somebody waits
};

}  // namespace xrt::comp
