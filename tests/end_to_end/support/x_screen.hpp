// SPDX-License-Identifier: BSL-1.0
//
// Eyes and hands before an X server: what is to be seen on it, keys and buttons, and what a window manager would ask of a
// window.
#pragma once

#include <xcb/xcb.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "support/picture.hpp"
#include "support/program.hpp"

namespace xrt::end_to_end {

class XScreen {
 public:
    /// None if the server cannot be reached, or does not tell what is drawn (the DAMAGE extension).
    static std::optional<XScreen> open(const std::string& display);

    /// The upper left corner of what the server shows.
    Picture picture(uint16_t width, uint16_t height) const;
    /// Looks whenever something was drawn, until it is as wanted; false if the time is up.
    bool await_picture(uint16_t width, uint16_t height, const std::function<bool(const Picture&)>& wanted,
                       std::chrono::seconds limit = 20s) const;

    /// By the numbers of linux/input-event-codes.h.
    void key(uint8_t code, bool pressed) const;
    /// X's own: 1 left, 2 middle, 3 right.
    void button(uint8_t number, bool pressed) const;
    void point_at(int16_t x, int16_t y) const;

    /// The first window of a client; XCB_NONE if there is none.
    xcb_window_t find_window() const;
    void resize(xcb_window_t window, uint32_t width, uint32_t height) const;
    void unmap(xcb_window_t window) const;
    void map(xcb_window_t window) const;
    /// As a window manager does whose button was clicked.
    void close(xcb_window_t window) const;

 private:
    struct Disconnect {
        void operator()(xcb_connection_t* connection) const { xcb_disconnect(connection); }
    };

    explicit XScreen(xcb_connection_t* connection) : connection_(connection) {}
    bool watch();
    bool await_damage(std::chrono::steady_clock::time_point deadline) const;
    xcb_window_t root() const;
    void fake(uint8_t type, uint8_t detail, int16_t x = 0, int16_t y = 0) const;
    xcb_atom_t atom(const std::string& name) const;
    void finish() const;

    std::unique_ptr<xcb_connection_t, Disconnect> connection_;
    uint32_t damage_ = XCB_NONE;
    uint8_t damage_notify_ = 0;  ///< the event's number
};

/// Two pictures of one size, one beside the other.
Picture side_by_side(const Picture& left, const Picture& right);

}  // namespace xrt::end_to_end
