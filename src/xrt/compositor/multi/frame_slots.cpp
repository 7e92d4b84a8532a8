// SPDX-License-Identifier: BSL-1.0
#include "compositor/multi/frame_slots.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace xrt::comp {

void FrameSlots::push(LayerFrame frame) {
    assert(frame.number > last_number_);
    drop_newest();
    Slot* slot = find_free();
    assert(slot);
    last_number_ = frame.number;
    slot->frame = std::move(frame);
    slot->used = true;
    newest_ = slot;
    seen_ = false;
}

void FrameSlots::drop_newest() {
    if (Slot* old = std::exchange(newest_, nullptr)) free_if_unneeded(*old);
}

FrameSlots::Slot* FrameSlots::hold_newest() {
    if (newest_) ++newest_->readers;
    return newest_;
}

void FrameSlots::release(Slot& slot) {
    assert(slot.readers > 0);
    --slot.readers;
    free_if_unneeded(slot);
}

uint64_t FrameSlots::retired() const {
    uint64_t retired = last_number_;
    for (const Slot& slot : slots_) {
        if (slot.used) retired = std::min(retired, slot.frame.number - 1);
    }
    return retired;
}

FrameSlots::Slot* FrameSlots::find_free() {
    const auto slot = std::ranges::find(slots_, false, &Slot::used);
    return slot == slots_.end() ? nullptr : &*slot;
}

void FrameSlots::free_if_unneeded(Slot& slot) {
    if (&slot == newest_ || slot.readers > 0) return;
    slot.frame = {};
    slot.used = false;
}

}  // namespace xrt::comp
