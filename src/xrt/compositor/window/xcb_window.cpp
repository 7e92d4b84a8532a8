// SPDX-License-Identifier: BSL-1.0
#include "compositor/window/xcb_window.hpp"

#include <linux/input-event-codes.h>
#include <poll.h>
#include <vulkan/vulkan_xcb.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

namespace xrt::comp {
namespace {

constexpr uint32_t event_mask = XCB_EVENT_MASK_KEY_PRESS | XCB_EVENT_MASK_KEY_RELEASE | XCB_EVENT_MASK_BUTTON_PRESS |
                                XCB_EVENT_MASK_BUTTON_RELEASE | XCB_EVENT_MASK_BUTTON_MOTION |
                                XCB_EVENT_MASK_STRUCTURE_NOTIFY | XCB_EVENT_MASK_EXPOSURE | XCB_EVENT_MASK_FOCUS_CHANGE;

/// X servers on Linux number keys as the kernel does, and 8 more.
constexpr uint32_t keycode_offset = 8;

uint32_t button_code(xcb_button_t button) {
    switch (button) {
        case 1:
            return BTN_LEFT;
        case 2:
            return BTN_MIDDLE;
        case 3:
            return BTN_RIGHT;
        default:
            return 0;  // wheels
    }
}

xcb_screen_t* first_screen(xcb_connection_t* connection) {
    return xcb_setup_roots_iterator(xcb_get_setup(connection)).data;
}

template <typename Kind>
const Kind& as(const xcb_generic_event_t& event) {
    return reinterpret_cast<const Kind&>(event);
}

}  // namespace

void XcbWindow::Free::operator()(void* memory) const { std::free(memory); }

Result<XcbWindow::Connection> XcbWindow::connect() {
    Connection connection(xcb_connect(nullptr, nullptr));
    if (xcb_connection_has_error(connection.get()) == 0) return connection;
    const char* const display = std::getenv("DISPLAY");
    const std::string where =
        display && *display ? "no X server at DISPLAY=" + std::string(display) : "DISPLAY is not set";
    return Error{ErrorCode::unavailable, "no window of the X Window System: " + where};
}

Result<std::unique_ptr<NativeWindow>> XcbWindow::create(const WindowSettings& settings) {
    auto events = TRY(connect());
    auto vulkans = TRY(connect());
    std::unique_ptr<XcbWindow> window(new XcbWindow(std::move(events), std::move(vulkans)));
    TRY(window->open(settings));
    return std::unique_ptr<NativeWindow>(std::move(window));
}

Result<void> XcbWindow::open(const WindowSettings& settings) {
    xcb_connection_t* const connection = events_.get();
    const xcb_screen_t* const screen = first_screen(connection);
    const std::array<uint32_t, 2> values{screen->black_pixel, event_mask};
    window_ = xcb_generate_id(connection);
    const auto width = static_cast<uint16_t>(std::min(settings.extent.width, 32767u));
    const auto height = static_cast<uint16_t>(std::min(settings.extent.height, 32767u));
    xcb_create_window(connection, XCB_COPY_FROM_PARENT, window_, screen->root, 0, 0, width, height, 0,
                      XCB_WINDOW_CLASS_INPUT_OUTPUT, screen->root_visual, XCB_CW_BACK_PIXEL | XCB_CW_EVENT_MASK,
                      values.data());
    *extent_.lock() = Extent2D{width, height};
    set_texts(settings);
    mapped_ = true;
    const auto cookie = xcb_map_window_checked(connection, window_);
    const std::unique_ptr<xcb_generic_error_t, Free> refused(xcb_request_check(connection, cookie));
    if (!refused) return {};
    return Error{ErrorCode::unavailable, "the X server makes no window: error " + std::to_string(refused->error_code)};
}

void XcbWindow::set_texts(const WindowSettings& settings) {
    const auto set = [&](xcb_atom_t property, xcb_atom_t type, std::string_view text) {
        xcb_change_property(events_.get(), XCB_PROP_MODE_REPLACE, window_, property, type, 8,
                            static_cast<uint32_t>(text.size()), text.data());
    };
    set(XCB_ATOM_WM_NAME, XCB_ATOM_STRING, settings.title);
    set(atom("_NET_WM_NAME"), atom("UTF8_STRING"), settings.title);
    set(XCB_ATOM_WM_CLASS, XCB_ATOM_STRING, {"monado-service\0Monado", 22});
    delete_window_ = atom("WM_DELETE_WINDOW");
    xcb_change_property(events_.get(), XCB_PROP_MODE_REPLACE, window_, atom("WM_PROTOCOLS"), XCB_ATOM_ATOM, 32, 1,
                        &delete_window_);
}

xcb_atom_t XcbWindow::atom(const char* name) const {
    const auto cookie = xcb_intern_atom(events_.get(), 0, static_cast<uint16_t>(std::strlen(name)), name);
    const std::unique_ptr<xcb_intern_atom_reply_t, Free> reply(xcb_intern_atom_reply(events_.get(), cookie, nullptr));
    return reply ? reply->atom : xcb_atom_t{XCB_NONE};
}

const char* XcbWindow::surface_extension() const { return VK_KHR_XCB_SURFACE_EXTENSION_NAME; }

Result<VkSurfaceKHR> XcbWindow::create_surface(PFN_vkGetInstanceProcAddr find, VkInstance instance) {
    const auto create = reinterpret_cast<PFN_vkCreateXcbSurfaceKHR>(find(instance, "vkCreateXcbSurfaceKHR"));
    const VkXcbSurfaceCreateInfoKHR info{VK_STRUCTURE_TYPE_XCB_SURFACE_CREATE_INFO_KHR, nullptr, 0, vulkans_.get(),
                                         window_};
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    if (create && create(instance, &info, nullptr, &surface) == VK_SUCCESS) return surface;
    return Error{ErrorCode::unavailable, "Vulkan makes no surface of the X window"};
}

Result<void> XcbWindow::wait(WindowListener& listener, int wake_fd) {
    std::array<pollfd, 2> fds{{{xcb_get_file_descriptor(events_.get()), POLLIN, 0}, {wake_fd, POLLIN, 0}}};
    xcb_flush(events_.get());
    pending_ = next_event();  // what has come with a reply makes the socket readable no more
    if (!pending_ && ::poll(fds.data(), fds.size(), -1) < 0 && errno != EINTR) return os_error("poll", errno);
    while (const Event event = next_event()) handle(*event, listener);
    if (xcb_connection_has_error(events_.get()) == 0) return {};
    return Error{ErrorCode::unavailable, "the X server is gone"};
}

XcbWindow::Event XcbWindow::next_event() {
    if (pending_) return std::move(pending_);
    return Event(xcb_poll_for_event(events_.get()));
}

void XcbWindow::handle(const xcb_generic_event_t& event, WindowListener& listener) {
    switch (event.response_type & 0x7f) {
        case XCB_KEY_PRESS:
            return listener.key(as<xcb_key_press_event_t>(event).detail - keycode_offset, true);
        case XCB_KEY_RELEASE:
            return handle_key_release(as<xcb_key_press_event_t>(event), listener);
        case XCB_BUTTON_PRESS:
            return handle_button_press(as<xcb_button_press_event_t>(event), listener);
        case XCB_BUTTON_RELEASE:
            return listener.button(button_code(as<xcb_button_press_event_t>(event).detail), false);
        case XCB_MOTION_NOTIFY:
            return handle_pointer(as<xcb_motion_notify_event_t>(event), listener);
        case XCB_FOCUS_OUT:
            return listener.focus_lost();
        case XCB_CONFIGURE_NOTIFY:
            return handle_size(as<xcb_configure_notify_event_t>(event), listener);
        case XCB_EXPOSE:
            return listener.redraw();
        case XCB_MAP_NOTIFY:
            mapped_ = true;
            return listener.redraw();
        case XCB_UNMAP_NOTIFY:
            mapped_ = false;
            return;
        case XCB_CLIENT_MESSAGE:
            if (as<xcb_client_message_event_t>(event).data.data32[0] == delete_window_) listener.close_requested();
            return;
    }
}

/// A key that is held sends releases, each with a press of the same moment behind it.
void XcbWindow::handle_key_release(const xcb_key_press_event_t& release, WindowListener& listener) {
    pending_.reset(xcb_poll_for_event(events_.get()));
    if (pending_ && (pending_->response_type & 0x7f) == XCB_KEY_PRESS) {
        const auto& press = as<xcb_key_press_event_t>(*pending_);
        if (press.detail == release.detail && press.time == release.time) return pending_.reset();
    }
    listener.key(release.detail - keycode_offset, false);
}

void XcbWindow::handle_button_press(const xcb_button_press_event_t& press, WindowListener& listener) {
    pointer_ = Vec2{float(press.event_x), float(press.event_y)};  // it moves unseen between two drags
    listener.button(button_code(press.detail), true);
}

void XcbWindow::handle_pointer(const xcb_motion_notify_event_t& motion, WindowListener& listener) {
    const Vec2 now{float(motion.event_x), float(motion.event_y)};
    const Vec2 before = pointer_.value_or(now);
    pointer_ = now;
    listener.pointer_moved({now.x - before.x, now.y - before.y});
}

void XcbWindow::handle_size(const xcb_configure_notify_event_t& configured, WindowListener& listener) {
    const Extent2D extent{configured.width, configured.height};
    if (std::exchange(*extent_.lock(), extent) != extent) listener.redraw();
}

}  // namespace xrt::comp
