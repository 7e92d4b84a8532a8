// SPDX-License-Identifier: BSL-1.0
#include "compositor/window/wayland_window.hpp"

#include <poll.h>
#include <vulkan/vulkan_wayland.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace xrt::comp {
namespace {

WaylandWindow& self(void* data) { return *static_cast<WaylandWindow*>(data); }

/// The newest version that both sides know.
template <typename Object>
Object* bind_global(wl_registry* registry, uint32_t name, const wl_interface& interface, uint32_t version) {
    return static_cast<Object*>(wl_registry_bind(registry, name, &interface, version));
}

}  // namespace

const wl_registry_listener WaylandWindow::registry_listener{
    .global = [](void* data, wl_registry*, uint32_t name, const char* interface,
                 uint32_t version) { self(data).bind(name, interface, version); },
    .global_remove = [](void*, wl_registry*, uint32_t) {},
};

const xdg_wm_base_listener WaylandWindow::wm_base_listener{
    .ping = [](void*, xdg_wm_base* base, uint32_t serial) { xdg_wm_base_pong(base, serial); },
};

const xdg_surface_listener WaylandWindow::surface_listener{
    .configure = [](void* data, xdg_surface*, uint32_t serial) { self(data).configure(serial); },
};

const xdg_toplevel_listener WaylandWindow::toplevel_listener{
    .configure =
        [](void* data, xdg_toplevel*, int32_t width, int32_t height, wl_array*) {
            self(data).proposed_ = {static_cast<uint32_t>(width), static_cast<uint32_t>(height)};
        },
    .close =
        [](void* data, xdg_toplevel*) {
            if (self(data).listener_) self(data).listener_->close_requested();
        },
};

Result<std::unique_ptr<NativeWindow>> WaylandWindow::create(const WindowSettings& settings) {
    wayland::Display display(wl_display_connect(nullptr));
    if (!display) {
        const char* const name = std::getenv("WAYLAND_DISPLAY");
        const std::string where = name && *name ? name : "wayland-0";
        return Error{ErrorCode::unavailable, "no Wayland window: no compositor at WAYLAND_DISPLAY=" + where};
    }
    std::unique_ptr<WaylandWindow> window(new WaylandWindow(std::move(display)));
    TRY(window->bind_globals());
    window->create_toplevel(settings);
    TRY(window->await_configuration());
    return std::unique_ptr<NativeWindow>(std::move(window));
}

Result<void> WaylandWindow::bind_globals() {
    registry_.reset(wl_display_get_registry(display_.get()));
    wl_registry_add_listener(registry_.get(), &registry_listener, this);
    if (wl_display_roundtrip(display_.get()) < 0) return gone();
    if (compositor_ && wm_base_) return {};
    return Error{ErrorCode::unavailable, "no Wayland window: the compositor has no xdg-shell"};
}

void WaylandWindow::bind(uint32_t name, const char* interface, uint32_t version) {
    const std::string_view wanted = interface;
    wl_registry* const registry = registry_.get();
    if (wanted == wl_compositor_interface.name) {
        compositor_.reset(bind_global<wl_compositor>(registry, name, wl_compositor_interface, std::min(version, 4u)));
    } else if (wanted == xdg_wm_base_interface.name) {
        wm_base_.reset(bind_global<xdg_wm_base>(registry, name, xdg_wm_base_interface, 1));
        xdg_wm_base_add_listener(wm_base_.get(), &wm_base_listener, this);
    } else if (wanted == wl_seat_interface.name && !input_) {
        wayland::Seat seat(bind_global<wl_seat>(registry, name, wl_seat_interface, std::min(version, 5u)));
        input_ = std::make_unique<WaylandInput>(std::move(seat));
    } else if (wanted == zxdg_decoration_manager_v1_interface.name) {
        decoration_manager_.reset(
            bind_global<zxdg_decoration_manager_v1>(registry, name, zxdg_decoration_manager_v1_interface, 1));
    }
}

void WaylandWindow::create_toplevel(const WindowSettings& settings) {
    *extent_.lock() = settings.extent;
    surface_.reset(wl_compositor_create_surface(compositor_.get()));
    xdg_surface_.reset(xdg_wm_base_get_xdg_surface(wm_base_.get(), surface_.get()));
    xdg_surface_add_listener(xdg_surface_.get(), &surface_listener, this);
    toplevel_.reset(xdg_surface_get_toplevel(xdg_surface_.get()));
    xdg_toplevel_add_listener(toplevel_.get(), &toplevel_listener, this);
    xdg_toplevel_set_title(toplevel_.get(), settings.title.c_str());
    xdg_toplevel_set_app_id(toplevel_.get(), "monado-service");
    if (decoration_manager_) {
        decoration_.reset(
            zxdg_decoration_manager_v1_get_toplevel_decoration(decoration_manager_.get(), toplevel_.get()));
        zxdg_toplevel_decoration_v1_set_mode(decoration_.get(), ZXDG_TOPLEVEL_DECORATION_V1_MODE_SERVER_SIDE);
    }
    wl_surface_commit(surface_.get());
}

/// Nothing may be shown before the compositor has said how large the window is.
Result<void> WaylandWindow::await_configuration() {
    while (!configured_) {
        if (wl_display_dispatch(display_.get()) < 0) return gone();
    }
    return {};
}

void WaylandWindow::configure(uint32_t serial) {
    xdg_surface_ack_configure(xdg_surface_.get(), serial);
    configured_ = true;
    Extent2D extent = *extent_.lock();
    if (proposed_.width > 0) extent.width = proposed_.width;
    if (proposed_.height > 0) extent.height = proposed_.height;
    *extent_.lock() = extent;
    if (listener_) listener_->redraw();
}

const char* WaylandWindow::surface_extension() const { return VK_KHR_WAYLAND_SURFACE_EXTENSION_NAME; }

Result<VkSurfaceKHR> WaylandWindow::create_surface(PFN_vkGetInstanceProcAddr find, VkInstance instance) {
    const auto create = reinterpret_cast<PFN_vkCreateWaylandSurfaceKHR>(find(instance, "vkCreateWaylandSurfaceKHR"));
    const VkWaylandSurfaceCreateInfoKHR info{VK_STRUCTURE_TYPE_WAYLAND_SURFACE_CREATE_INFO_KHR, nullptr, 0,
                                             display_.get(), surface_.get()};
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    if (create && create(instance, &info, nullptr, &surface) == VK_SUCCESS) return surface;
    return Error{ErrorCode::unavailable, "Vulkan makes no surface of the Wayland window"};
}

void WaylandWindow::set_listener(WindowListener* listener) {
    listener_ = listener;
    if (input_) input_->tell(listener);
}

Result<void> WaylandWindow::wait(WindowListener& listener, int wake_fd) {
    set_listener(&listener);
    // Vulkan reads from the same socket on another thread, and whoever reads queues what is for us. Between here and
    // read() nobody does.
    const bool prepared = wl_display_prepare_read(display_.get()) == 0;
    auto result = prepared ? read(wake_fd) : Result<void>();
    if (result) result = dispatch();
    set_listener(nullptr);
    return result;
}

Result<void> WaylandWindow::read(int wake_fd) {
    std::array<pollfd, 2> fds{{{wl_display_get_fd(display_.get()), POLLIN, 0}, {wake_fd, POLLIN, 0}}};
    wl_display_flush(display_.get());
    const int ready = ::poll(fds.data(), fds.size(), -1);
    const int reason = errno;
    if (ready > 0 && fds[0].revents != 0)
        return wl_display_read_events(display_.get()) < 0 ? Result<void>(gone()) : Result<void>();
    wl_display_cancel_read(display_.get());
    if (ready >= 0 || reason == EINTR) return {};
    return os_error("poll", reason);
}

Result<void> WaylandWindow::dispatch() {
    if (wl_display_dispatch_pending(display_.get()) < 0) return gone();
    return {};
}

Error WaylandWindow::gone() const {
    const int reason = wl_display_get_error(display_.get());
    return {ErrorCode::unavailable,
            "the Wayland compositor is gone" + (reason ? ": " + std::string(std::strerror(reason)) : std::string())};
}

}  // namespace xrt::comp
