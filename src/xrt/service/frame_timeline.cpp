// SPDX-License-Identifier: BSL-1.0
#include "service/frame_timeline.hpp"

namespace xrt {
namespace {

using proto::TimelineEvent;

uint64_t packed(const TimelineEvent& event) { return uint64_t{event.client} << 8 | static_cast<uint8_t>(event.kind); }

}  // namespace

FrameTimeline::Reader::Reader(FrameTimeline& timeline) : timeline_(timeline) {
    timeline_.make_ring();
    next_ = timeline_.next_.load(std::memory_order_acquire);
    timeline_.readers_.fetch_add(1, std::memory_order_release);
}

FrameTimeline::Reader::~Reader() { timeline_.readers_.fetch_sub(1, std::memory_order_relaxed); }

uint64_t FrameTimeline::Reader::take(Batch& events) {
    const uint64_t end = timeline_.next_.load(std::memory_order_acquire);
    uint64_t lost = 0;
    if (end - next_ > capacity) {
        lost = end - next_ - capacity;
        next_ += lost;
    }
    for (; next_ < end && !events.full(); ++next_) {
        TimelineEvent event;
        const Found found = timeline_.read(next_, event);
        if (found == Found::nothing_yet) break;  // somebody is in the middle of it
        if (found == Found::event) events.push_back(event);
        if (found == Found::overwritten) ++lost;
    }
    return lost;
}

void FrameTimeline::make_ring() {
    const std::lock_guard lock(making_);
    if (owned_ring_) return;
    owned_ring_ = std::make_unique<Ring>();
    ring_.store(owned_ring_.get(), std::memory_order_release);
}

void FrameTimeline::write(const TimelineEvent& event) {
    Ring* const ring = ring_.load(std::memory_order_acquire);
    if (!ring) return;
    const uint64_t number = next_.fetch_add(1, std::memory_order_acq_rel);
    Slot& slot = (*ring)[number % capacity];
    const std::array<uint64_t, words> content{packed(event), event.frame, event.composition,
                                              static_cast<uint64_t>(to_nanoseconds(event.begin)),
                                              static_cast<uint64_t>(to_nanoseconds(event.end))};
    slot.sequence.store(2 * number + 1, std::memory_order_relaxed);
    // Release on each word: a reader that sees any of them sees the odd sequence as well.
    for (size_t i = 0; i < words; ++i) slot.content[i].store(content[i], std::memory_order_release);
    slot.sequence.store(2 * number + 2, std::memory_order_release);
}

FrameTimeline::Found FrameTimeline::read(uint64_t number, TimelineEvent& event) const {
    const Slot& slot = (*ring_.load(std::memory_order_acquire))[number % capacity];
    const uint64_t complete = 2 * number + 2;
    const uint64_t before = slot.sequence.load(std::memory_order_acquire);
    if (before != complete) return before < complete ? Found::nothing_yet : Found::overwritten;
    std::array<uint64_t, words> content;
    for (size_t i = 0; i < words; ++i) content[i] = slot.content[i].load(std::memory_order_acquire);
    if (slot.sequence.load(std::memory_order_relaxed) != complete) return Found::overwritten;
    event.kind = static_cast<proto::TimelineKind>(content[0] & 0xff);
    event.client = static_cast<uint32_t>(content[0] >> 8);
    event.frame = content[1];
    event.composition = content[2];
    event.begin = time_from_nanoseconds(static_cast<int64_t>(content[3]));
    event.end = time_from_nanoseconds(static_cast<int64_t>(content[4]));
    return Found::event;
}

}  // namespace xrt
