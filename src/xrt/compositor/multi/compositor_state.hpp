// SPDX-License-Identifier: BSL-1.0
//
// What the MultiCompositor knows, without threads and locks: its sessions, what they show, and what is to be drawn
// next. Guarded as a whole by the MultiCompositor.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "compositor/multi/frame_readiness.hpp"
#include "compositor/multi/frame_slots.hpp"
#include "compositor/multi/retirement_notifier.hpp"

namespace xrt::comp {

/// One session. Outlives its CompositorNative while a drawing still holds one of its frames.
struct SessionState {
    explicit SessionState(CompositorNativeObserver& observer) : notifier(observer) {}

    FrameSlots frames;
    SessionPlacement placement;
    uint64_t number = 0;  ///< counts the sessions as they are created
    bool running = false;
    bool submitted = false;       ///< in this period of the lock-step clock
    bool has_images = false;      ///< or is about to have
    bool lost = false;            ///< its images' device is; it does not run any more
    FrameReadiness readiness;     ///< used without the compositor's lock
    RetirementNotifier notifier;  ///< has a lock of its own; used without the compositor's
};

/// A frame that is kept for a drawing.
struct HeldFrame {
    std::shared_ptr<SessionState> session;
    FrameSlots::Slot* slot = nullptr;
    uint64_t retired = 0;  ///< set by release_frames(), to be told to the session without the lock
};

/// Display periods by which a session's frame is seen too late.
struct LateSession {
    std::shared_ptr<SessionState> session;
    int64_t periods = 0;
};

/// A composition to be drawn.
struct DrawJob {
    uint64_t number = 0;
    Time display_time{};
    std::vector<HeldFrame> frames;  ///< lowest first
    /// Frames that no composition had taken before, and the sessions of those that are late.
    std::vector<TakenFrame> taken;
    std::vector<LateSession> late;
};

enum class Looking { somebody, nobody };

struct CompositorState {
    std::vector<std::shared_ptr<SessionState>> sessions;  ///< lowest first; see sort_by_placement()
    uint64_t sessions_created = 0;
    uint64_t compositions = 0;  ///< so far, drawn or not
    DrawJob pending;            ///< means something if has_pending
    bool has_pending = false;
    bool drawing = false;
    bool advancing = false;   ///< somebody moves the lock-step clock on, with the lock released
    bool losing = false;      ///< the device is lost, and nobody has found that yet
    bool look_again = false;  ///< somebody has begun to look, and nothing new is shown
    bool stop = false;

    // With the real clock.
    Time last_display_time = Time::min();  ///< of a tick, or of what was taken without one
    Time tick_by = Time::min();            ///< when the tick handler wants to be called
    /// The compositor's thread sleeps past display times: until it wakes up, clients' threads take what came before each of them.
    bool resting = false;
    Time news_due{};  ///< the display time that takes what is new; means something if has_news()
    DrawJob unseen;   ///< what was taken without the compositor's thread
};

/// Lock-step: every running session has submitted, and at least one runs.
bool is_period_complete(const CompositorState& state);

/// Overlays above the others, and those of one kind and order as they were created.
void sort_by_placement(CompositorState& state);

/// Every session that has images has lost them. Gives those sessions.
std::vector<std::shared_ptr<SessionState>> lose_images(CompositorState& state);

/// Some running session shows something new.
bool has_news(const CompositorState& state);
/// Some session has handed in a frame before its time.
bool has_early_frames(const CompositorState& state);

/// When what is latched will be seen.
struct LatchTime {
    Time display_time{};
    std::optional<DisplayTiming> real_timing{};  ///< with the real clock, where frames can be late by themselves
    int64_t extra_periods = 0;                   ///< in lock-step: by which the composition is slow
};

/// Early frames whose time has come are shown, and those that ask for a time further away than frames can be.
void show_due_frames(CompositorState& state, const DisplayTiming& timing, Time display_time);

/// Takes what every running session shows now as the next composition; its frames are held only if somebody looks.
void latch(CompositorState& state, Looking looking, const LatchTime& time, DrawJob& job);

/// Gives a drawn job's frames back and notes for each what its session has to be told.
void release_frames(DrawJob& job);

}  // namespace xrt::comp
