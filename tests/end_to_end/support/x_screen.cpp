// SPDX-License-Identifier: BSL-1.0
#include "support/x_screen.hpp"

#include <xcb/xtest.h>

#include <cstdlib>
#include <thread>

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
    if (xcb_connection_has_error(screen.connection_.get()) != 0) return std::nullopt;
    return screen;
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
    while (!wanted(picture(width, height))) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(10ms);  // the server tells nobody that something has changed
    }
    return true;
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
