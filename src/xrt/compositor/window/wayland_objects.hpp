// SPDX-License-Identifier: BSL-1.0
//
// Owners of Wayland's objects.
#pragma once

#include <wayland-client.h>
#include <xdg-decoration-client-protocol.h>
#include <xdg-shell-client-protocol.h>

#include <memory>

namespace xrt::comp::wayland {

struct Destroy {
    void operator()(wl_display* object) const { wl_display_disconnect(object); }
    void operator()(wl_registry* object) const { wl_registry_destroy(object); }
    void operator()(wl_compositor* object) const { wl_compositor_destroy(object); }
    void operator()(wl_surface* object) const { wl_surface_destroy(object); }
    void operator()(wl_seat* object) const { wl_seat_destroy(object); }
    void operator()(wl_keyboard* object) const { wl_keyboard_destroy(object); }
    void operator()(wl_pointer* object) const { wl_pointer_destroy(object); }
    void operator()(xdg_wm_base* object) const { xdg_wm_base_destroy(object); }
    void operator()(xdg_surface* object) const { xdg_surface_destroy(object); }
    void operator()(xdg_toplevel* object) const { xdg_toplevel_destroy(object); }
    void operator()(zxdg_decoration_manager_v1* object) const { zxdg_decoration_manager_v1_destroy(object); }
    void operator()(zxdg_toplevel_decoration_v1* object) const { zxdg_toplevel_decoration_v1_destroy(object); }
};

using Display = std::unique_ptr<wl_display, Destroy>;
using Registry = std::unique_ptr<wl_registry, Destroy>;
using Compositor = std::unique_ptr<wl_compositor, Destroy>;
using Surface = std::unique_ptr<wl_surface, Destroy>;
using Seat = std::unique_ptr<wl_seat, Destroy>;
using Keyboard = std::unique_ptr<wl_keyboard, Destroy>;
using Pointer = std::unique_ptr<wl_pointer, Destroy>;
using WmBase = std::unique_ptr<xdg_wm_base, Destroy>;
using XdgSurface = std::unique_ptr<xdg_surface, Destroy>;
using Toplevel = std::unique_ptr<xdg_toplevel, Destroy>;
using DecorationManager = std::unique_ptr<zxdg_decoration_manager_v1, Destroy>;
using Decoration = std::unique_ptr<zxdg_toplevel_decoration_v1, Destroy>;

}  // namespace xrt::comp::wayland
