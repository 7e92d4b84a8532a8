// SPDX-License-Identifier: BSL-1.0
//
// Keyboard and pointer of one Wayland seat. Its events come on the thread that dispatches the display's.
#pragma once

#include <optional>

#include "compositor/window/native_window.hpp"
#include "compositor/window/wayland_objects.hpp"

namespace xrt::comp {

class WaylandInput {
 public:
    explicit WaylandInput(wayland::Seat seat);
    WaylandInput(const WaylandInput&) = delete;
    WaylandInput& operator=(const WaylandInput&) = delete;

    /// Null: nobody is told.
    void tell(WindowListener* listener) { listener_ = listener; }

 private:
    static const wl_seat_listener seat_listener;
    static const wl_keyboard_listener keyboard_listener;
    static const wl_pointer_listener pointer_listener;

    void take_capabilities(uint32_t capabilities);
    void take_position(wl_fixed_t x, wl_fixed_t y);

    const wayland::Seat seat_;
    wayland::Keyboard keyboard_;
    wayland::Pointer pointer_;
    std::optional<Vec2> position_;  ///< of the pointer, while it is over the window
    WindowListener* listener_ = nullptr;
};

}  // namespace xrt::comp
