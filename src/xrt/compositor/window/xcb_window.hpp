// SPDX-License-Identifier: BSL-1.0
//
// A window of the X Window System. Two connections: one makes the window and reads its events, the other is Vulkan's, which
// reads events on its own and would otherwise take ours out of the socket while we sleep.
#pragma once

#include <xcb/xcb.h>

#include <atomic>
#include <optional>

#include "auxiliary/util/guarded.hpp"
#include "compositor/window/native_window.hpp"

namespace xrt::comp {

class XcbWindow final : public NativeWindow {
 public:
    /// unavailable: no X server at $DISPLAY.
    static Result<std::unique_ptr<NativeWindow>> create(const WindowSettings& settings);

    const char* surface_extension() const override;
    Result<VkSurfaceKHR> create_surface(PFN_vkGetInstanceProcAddr find, VkInstance instance) override;
    Extent2D extent() const override { return mapped_ ? *extent_.lock() : Extent2D{}; }
    Result<void> wait(WindowListener& listener, int wake_fd) override;

 private:
    struct Disconnect {
        void operator()(xcb_connection_t* connection) const { xcb_disconnect(connection); }
    };
    using Connection = std::unique_ptr<xcb_connection_t, Disconnect>;
    struct Free {
        void operator()(void* memory) const;
    };
    using Event = std::unique_ptr<xcb_generic_event_t, Free>;

    XcbWindow(Connection events, Connection vulkans) : events_(std::move(events)), vulkans_(std::move(vulkans)) {}

    static Result<Connection> connect();
    Result<void> open(const WindowSettings& settings);
    void set_texts(const WindowSettings& settings);
    xcb_atom_t atom(const char* name) const;
    Event next_event();
    void handle(const xcb_generic_event_t& event, WindowListener& listener);
    void handle_key_release(const xcb_key_press_event_t& release, WindowListener& listener);
    void handle_button_press(const xcb_button_press_event_t& press, WindowListener& listener);
    void handle_pointer(const xcb_motion_notify_event_t& motion, WindowListener& listener);
    void handle_size(const xcb_configure_notify_event_t& configured, WindowListener& listener);

    const Connection events_, vulkans_;
    xcb_window_t window_ = XCB_NONE;
    xcb_atom_t delete_window_ = XCB_NONE;
    const Guarded<Extent2D> extent_{};
    std::atomic<bool> mapped_ = false;
    std::optional<Vec2> pointer_;  ///< where it was last
    Event pending_;                ///< taken out of the queue and not handled yet
};

}  // namespace xrt::comp
