// SPDX-License-Identifier: BSL-1.0
#include "compositor/window/wayland_input.hpp"

#include <unistd.h>

namespace xrt::comp {
namespace {

WaylandInput& self(void* data) { return *static_cast<WaylandInput*>(data); }

}  // namespace

const wl_seat_listener WaylandInput::seat_listener{
    .capabilities = [](void* data, wl_seat*, uint32_t capabilities) { self(data).take_capabilities(capabilities); },
    .name = [](void*, wl_seat*, const char*) {},
};

// Keys are told by their place, so that the keymap is of no interest; but its file is ours to close.
const wl_keyboard_listener WaylandInput::keyboard_listener{
    .keymap = [](void*, wl_keyboard*, uint32_t, int32_t fd, uint32_t) { ::close(fd); },
    .enter = [](void*, wl_keyboard*, uint32_t, wl_surface*, wl_array*) {},
    .leave =
        [](void* data, wl_keyboard*, uint32_t, wl_surface*) {
            if (self(data).listener_) self(data).listener_->focus_lost();
        },
    .key =
        [](void* data, wl_keyboard*, uint32_t, uint32_t, uint32_t key, uint32_t state) {
            if (self(data).listener_) self(data).listener_->key(key, state == WL_KEYBOARD_KEY_STATE_PRESSED);
        },
    .modifiers = [](void*, wl_keyboard*, uint32_t, uint32_t, uint32_t, uint32_t, uint32_t) {},
    .repeat_info = [](void*, wl_keyboard*, int32_t, int32_t) {},
};

const wl_pointer_listener WaylandInput::pointer_listener{
    .enter =
        [](void* data, wl_pointer*, uint32_t, wl_surface*, wl_fixed_t x, wl_fixed_t y) {
            self(data).position_ = Vec2{float(wl_fixed_to_double(x)), float(wl_fixed_to_double(y))};
        },
    .leave = [](void* data, wl_pointer*, uint32_t, wl_surface*) { self(data).position_.reset(); },
    .motion = [](void* data, wl_pointer*, uint32_t, wl_fixed_t x, wl_fixed_t y) { self(data).take_position(x, y); },
    .button =
        [](void* data, wl_pointer*, uint32_t, uint32_t, uint32_t button, uint32_t state) {
            if (self(data).listener_) self(data).listener_->button(button, state == WL_POINTER_BUTTON_STATE_PRESSED);
        },
    .axis = [](void*, wl_pointer*, uint32_t, uint32_t, wl_fixed_t) {},
    .frame = [](void*, wl_pointer*) {},
    .axis_source = [](void*, wl_pointer*, uint32_t) {},
    .axis_stop = [](void*, wl_pointer*, uint32_t, uint32_t) {},
    .axis_discrete = [](void*, wl_pointer*, uint32_t, int32_t) {},
};

WaylandInput::WaylandInput(wayland::Seat seat) : seat_(std::move(seat)) {
    wl_seat_add_listener(seat_.get(), &seat_listener, this);
}

void WaylandInput::take_capabilities(uint32_t capabilities) {
    const bool has_keyboard = (capabilities & WL_SEAT_CAPABILITY_KEYBOARD) != 0;
    const bool has_pointer = (capabilities & WL_SEAT_CAPABILITY_POINTER) != 0;
    if (has_keyboard && !keyboard_) {
        keyboard_.reset(wl_seat_get_keyboard(seat_.get()));
        wl_keyboard_add_listener(keyboard_.get(), &keyboard_listener, this);
    }
    if (has_pointer && !pointer_) {
        pointer_.reset(wl_seat_get_pointer(seat_.get()));
        wl_pointer_add_listener(pointer_.get(), &pointer_listener, this);
    }
    if (!has_keyboard) keyboard_.reset();
    if (!has_pointer) pointer_.reset();
}

void WaylandInput::take_position(wl_fixed_t x, wl_fixed_t y) {
    const Vec2 now{float(wl_fixed_to_double(x)), float(wl_fixed_to_double(y))};
    const Vec2 before = position_.value_or(now);
    position_ = now;
    if (listener_) listener_->pointer_moved({now.x - before.x, now.y - before.y});
}

}  // namespace xrt::comp
