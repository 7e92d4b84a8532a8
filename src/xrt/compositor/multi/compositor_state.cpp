// SPDX-License-Identifier: BSL-1.0
#include "compositor/multi/compositor_state.hpp"

#include <algorithm>
#include <tuple>

namespace xrt::comp {

using SessionPointer = std::shared_ptr<SessionState>;

bool is_period_complete(const CompositorState& state) {
    const auto runs = [](const SessionPointer& session) { return session->running; };
    const auto is_done = [](const SessionPointer& session) { return !session->running || session->submitted; };
    return std::ranges::any_of(state.sessions, runs) && std::ranges::all_of(state.sessions, is_done);
}

void sort_by_placement(CompositorState& state) {
    const auto height = [](const SessionPointer& session) {
        const SessionPlacement& placement = session->placement;
        return std::tuple(placement.overlay, placement.order, session->number);
    };
    std::ranges::sort(state.sessions, std::less<>(), height);
}

std::vector<SessionPointer> lose_images(CompositorState& state) {
    std::vector<SessionPointer> losers;
    for (const SessionPointer& session : state.sessions) {
        if (!session->has_images || std::exchange(session->lost, true)) continue;
        session->running = session->submitted = false;
        session->frames.drop_all();
        losers.push_back(session);
    }
    return losers;
}

bool has_news(const CompositorState& state) {
    return std::ranges::any_of(state.sessions,
                               [](const SessionPointer& session) { return session->frames.has_news(); });
}

bool has_early_frames(const CompositorState& state) {
    return std::ranges::any_of(state.sessions,
                               [](const SessionPointer& session) { return session->frames.has_early(); });
}

void show_due_frames(CompositorState& state, const DisplayTiming& timing, Time display_time) {
    for (const SessionPointer& session : state.sessions) session->frames.advance(display_time + timing.period / 2);
}

/// Display periods between when the frame was to be seen and when it is.
static int64_t lateness(const LayerFrame& frame, const LatchTime& time) {
    constexpr int64_t longest = 1000;  // applications may say anything
    const Duration period = time.real_timing->period;
    if (frame.display_time < time.display_time - longest * period) return longest;
    return std::max<int64_t>(0, (time.display_time - frame.display_time + period / 2) / period);
}

static void take(const SessionPointer& session, const LatchTime& time, DrawJob& job) {
    const LayerFrame& frame = *session->frames.newest();
    const int64_t late = time.real_timing ? lateness(frame, time) : time.extra_periods;
    job.taken.push_back({frame.statistics.get(), frame.number, late});
    if (late > 0 && time.real_timing) job.late.push_back({session, late});
    if (!frame.statistics) return;
    frame.statistics->shown.fetch_add(1, std::memory_order_relaxed);
    frame.statistics->missed.fetch_add(static_cast<uint64_t>(late), std::memory_order_relaxed);
    if (time.real_timing) frame.statistics->latency.add(std::max(time.display_time - frame.ended, Duration::zero()));
}

void latch(CompositorState& state, Looking looking, const LatchTime& time, DrawJob& job) {
    job.number = ++state.compositions;
    job.frames.clear();
    job.taken.clear();
    job.late.clear();
    if (looking == Looking::somebody) state.look_again = false;
    for (const SessionPointer& session : state.sessions) {
        session->submitted = false;
        if (session->frames.has_news()) take(session, time, job);
        session->frames.mark_seen();
        if (looking == Looking::nobody) continue;
        if (FrameSlots::Slot* slot = session->frames.hold_newest()) job.frames.push_back({session, slot});
    }
}

void release_frames(DrawJob& job) {
    for (HeldFrame& held : job.frames) {
        held.session->frames.release(*held.slot);
        held.retired = held.session->frames.retired();
    }
}

}  // namespace xrt::comp
