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
        return std::tuple(placement.overlay, placement.overlay ? placement.order : 0, session->number);
    };
    std::ranges::sort(state.sessions, std::less<>(), height);
}

std::vector<SessionPointer> lose_images(CompositorState& state) {
    std::vector<SessionPointer> losers;
    for (const SessionPointer& session : state.sessions) {
        if (!session->has_images || std::exchange(session->lost, true)) continue;
        session->running = session->submitted = false;
        session->frames.drop_newest();
        losers.push_back(session);
    }
    return losers;
}

bool has_news(const CompositorState& state) {
    return std::ranges::any_of(state.sessions,
                               [](const SessionPointer& session) { return session->frames.has_news(); });
}

void latch(CompositorState& state, Looking looking, DrawJob& job) {
    job.number = ++state.compositions;
    job.frames.clear();
    for (const SessionPointer& session : state.sessions) {
        session->submitted = false;
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
