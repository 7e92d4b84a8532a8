// SPDX-License-Identifier: BSL-1.0
#include "support/x_screen.hpp"

#include <poll.h>
#include <xcb/damage.h>
#include <xcb/xtest.h>

#include <algorithm>
#include <cstdlib>

namespace xrt::end_to_end {
namespace {

constexpr uint8_t keycode_offset = 8;

struct Free {
    void operator()(void* memory) const { std::free(memory); }
};
template <typename Reply>
std::unique_ptr<Reply, Free> own(Reply* reply) {
    return std::unique_ptr<Reply, Free>(reply);
}

}  // namespace

std::optional<XScreen> XScreen::open(const std::string& display) {
    XScreen screen(xcb_connect(display.c_str(), nullptr));
    if (xcb_connection_has_error(screen.connection_.get()) != 0 || !screen.watch()) return std::nullopt;
    return screen;
}

/// All that is drawn into windows is damage to the root window.
bool XScreen::watch() {
    xcb_connection_t* const connection = connection_.get();
    const auto* const extension = xcb_get_extension_data(connection, &xcb_damage_id);
    const auto version = xcb_damage_query_version(connection, XCB_DAMAGE_MAJOR_VERSION, XCB_DAMAGE_MINOR_VERSION);
    if (extension->present == 0 || !own(xcb_damage_query_version_reply(connection, version, nullptr))) return false;
    damage_notify_ = static_cast<uint8_t>(extension->first_event + XCB_DAMAGE_NOTIFY);
    damage_ = xcb_generate_id(connection);
    xcb_damage_create(connection, damage_, root(), XCB_DAMAGE_REPORT_LEVEL_NON_EMPTY);
    return true;
}

xcb_window_t XScreen::root() const { return xcb_setup_roots_iterator(xcb_get_setup(connection_.get())).data->root; }

Picture XScreen::picture(uint16_t width, uint16_t height) const {
    xcb_connection_t* const connection = connection_.get();
    const auto cookie = xcb_get_image(connection, XCB_IMAGE_FORMAT_Z_PIXMAP, root(), 0, 0, width, height, UINT32_MAX);
    const auto reply = own(xcb_get_image_reply(connection, cookie, nullptr));
    Picture picture{width, height, {}};
    if (!reply) return picture;
    const uint8_t* const bgrx = xcb_get_image_data(reply.get());
    for (size_t i = 0; i < size_t{4} * width * height; i += 4) {
        picture.rgba.insert(picture.rgba.end(), {bgrx[i + 2], bgrx[i + 1], bgrx[i], uint8_t{255}});
    }
    return picture;
}

bool XScreen::await_picture(uint16_t width, uint16_t height, const std::function<bool(const Picture&)>& wanted,
                            std::chrono::seconds limit) const {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (true) {
        xcb_damage_subtract(connection_.get(), damage_, XCB_NONE, XCB_NONE);  // what is drawn from now on is told once
        if (wanted(picture(width, height))) return true;
        if (!await_damage(deadline)) return false;
    }
}

bool XScreen::await_damage(std::chrono::steady_clock::time_point deadline) const {
    while (true) {
        while (const auto event = own(xcb_poll_for_event(connection_.get()))) {
            if ((event->response_type & 0x7f) == damage_notify_) return true;
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        pollfd server{xcb_get_file_descriptor(connection_.get()), POLLIN, 0};
        if (::poll(&server, 1, static_cast<int>(std::max<int64_t>(left.count(), 0))) <= 0) return false;
        if ((server.revents & POLLIN) == 0) return false;
    }
}

void XScreen::fake(uint8_t type, uint8_t detail, int16_t x, int16_t y) const {
    xcb_test_fake_input(connection_.get(), type, detail, XCB_CURRENT_TIME, root(), x, y, 0);
    finish();
}

void XScreen::key(uint8_t code, bool pressed) const {
    fake(pressed ? XCB_KEY_PRESS : XCB_KEY_RELEASE, static_cast<uint8_t>(code + keycode_offset));
}

void XScreen::button(uint8_t number, bool pressed) const {
    fake(pressed ? XCB_BUTTON_PRESS : XCB_BUTTON_RELEASE, number);
}

void XScreen::point_at(int16_t x, int16_t y) const { fake(XCB_MOTION_NOTIFY, 0, x, y); }

xcb_window_t XScreen::find_window() const {
    const auto cookie = xcb_query_tree(connection_.get(), root());
    const auto tree = own(xcb_query_tree_reply(connection_.get(), cookie, nullptr));
    if (!tree || xcb_query_tree_children_length(tree.get()) == 0) return XCB_NONE;
    return xcb_query_tree_children(tree.get())[0];
}

void XScreen::resize(xcb_window_t window, uint32_t width, uint32_t height) const {
    const uint32_t values[] = {width, height};
    xcb_configure_window(connection_.get(), window, XCB_CONFIG_WINDOW_WIDTH | XCB_CONFIG_WINDOW_HEIGHT, values);
    finish();
}

void XScreen::unmap(xcb_window_t window) const {
    xcb_unmap_window(connection_.get(), window);
    finish();
}

void XScreen::map(xcb_window_t window) const {
    xcb_map_window(connection_.get(), window);
    finish();
}

void XScreen::close(xcb_window_t window) const {
    xcb_client_message_event_t event{};
    event.response_type = XCB_CLIENT_MESSAGE;
    event.format = 32;
    event.window = window;
    event.type = atom("WM_PROTOCOLS");
    event.data.data32[0] = atom("WM_DELETE_WINDOW");
    xcb_send_event(connection_.get(), 0, window, XCB_EVENT_MASK_NO_EVENT, reinterpret_cast<const char*>(&event));
    finish();
}

xcb_atom_t XScreen::atom(const std::string& name) const {
    const auto cookie = xcb_intern_atom(connection_.get(), 0, static_cast<uint16_t>(name.size()), name.c_str());
    const auto reply = own(xcb_intern_atom_reply(connection_.get(), cookie, nullptr));
    return reply ? reply->atom : xcb_atom_t{XCB_NONE};
}

/// The server has done it when this returns.
void XScreen::finish() const {
    own(xcb_get_input_focus_reply(connection_.get(), xcb_get_input_focus(connection_.get()), nullptr));
}

Picture side_by_side(const Picture& left, const Picture& right) {
    Picture both{left.width + right.width, left.height, {}};
    for (uint32_t y = 0; y < left.height; ++y) {
        for (const Picture* one : {&left, &right}) {
            const auto row = one->rgba.begin() + ptrdiff_t{4} * y * one->width;
            both.rgba.insert(both.rgba.end(), row, row + ptrdiff_t{4} * one->width);
        }
    }
    return both;
}

}  // namespace xrt::end_to_end
