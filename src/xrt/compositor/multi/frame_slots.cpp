// SPDX-License-Identifier: BSL-1.0
#include "compositor/multi/frame_slots.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace xrt::comp {

void FrameSlots::push(LayerFrame&& frame) {
    drop(early_);
    drop(newest_);
    show(store(std::move(frame)));
}

void FrameSlots::push_early(LayerFrame&& frame) {
    if (early_ && early_->frame.display_time < frame.display_time) show(*std::exchange(early_, nullptr));
    drop(early_);
    early_ = &store(std::move(frame));
}

void FrameSlots::advance(Time due) {
    if (early_ && early_->frame.display_time <= due) show(*std::exchange(early_, nullptr));
}

void FrameSlots::drop_all() {
    drop(early_);
    drop(newest_);
}

FrameSlots::Slot& FrameSlots::store(LayerFrame&& frame) {
    assert(frame.number > last_number_);
    Slot* const slot = find_free();
    assert(slot);
    last_number_ = frame.number;
    slot->frame = std::move(frame);
    slot->used = true;
    return *slot;
}

void FrameSlots::show(Slot& slot) {
    drop(newest_);
    newest_ = &slot;
    seen_ = false;
}

void FrameSlots::drop(Slot*& slot) {
    if (Slot* const old = std::exchange(slot, nullptr)) free_if_unneeded(*old);
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
    if (&slot == newest_ || &slot == early_ || slot.readers > 0) return;
    LayerFrame nothing;  // `= {}` would fill one with zeros first, which is large
    slot.frame = std::move(nothing);
    slot.used = false;
}

}  // namespace xrt::comp
