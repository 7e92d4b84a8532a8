// SPDX-License-Identifier: BSL-1.0
//
// The frames of one session that are still needed: the one that is shown, one that came early and waits for its time,
// and those that a draw reads or is about to read. No heap: one shown, one early or waiting to be drawn, and one being
// drawn is all there can be, and one more while it is replaced.
//
// Not thread-safe: the compositor's lock is around it.
#pragma once

#include <array>

#include "xrt/compositor_native.hpp"

namespace xrt::comp {

class FrameSlots {
 public:
    static constexpr size_t capacity = 4;

    /// One place for a frame. Its content stays untouched as long as somebody reads it.
    struct Slot {
        LayerFrame frame;
        unsigned readers = 0;
        bool used = false;
    };

    /// Shows `frame` from now on. Its number is greater than that of every frame before.
    void push(LayerFrame&& frame);
    /// The same, but only once advance() says so. One that waited already is shown now instead, unless it is due no earlier.
    void push_early(LayerFrame&& frame);
    /// What waits and is due by then is shown.
    void advance(Time due);
    /// The session shows nothing any more.
    void drop_all();

    /// The shown frame has not been looked at since it is shown.
    bool has_news() const { return newest_ && !seen_; }
    void mark_seen() { seen_ = true; }

    /// Something waits for advance().
    bool has_early() const { return early_ != nullptr; }

    /// What is shown; null if there is nothing.
    const LayerFrame* newest() const { return newest_ ? &newest_->frame : nullptr; }
    /// The shown frame, kept until release(); null if there is none.
    Slot* hold_newest();
    void release(Slot& slot);

    uint64_t last_number() const { return last_number_; }
    /// No frame up to this number is needed any more.
    uint64_t retired() const;

 private:
    Slot& store(LayerFrame&& frame);
    void show(Slot& slot);
    void drop(Slot*& slot);
    Slot* find_free();
    void free_if_unneeded(Slot& slot);

    std::array<Slot, capacity> slots_;
    Slot* newest_ = nullptr;
    Slot* early_ = nullptr;
    uint64_t last_number_ = 0;
    bool seen_ = false;
};

}  // namespace xrt::comp
