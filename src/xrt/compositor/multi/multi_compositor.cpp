// SPDX-License-Identifier: BSL-1.0
#include "compositor/multi/multi_compositor.hpp"

#include <algorithm>
#include <cassert>

#include "auxiliary/util/log.hpp"
#include "compositor/multi/frame_check.hpp"
#include "compositor/multi/multi_session.hpp"
#include "compositor/pacing/display_clock.hpp"

namespace xrt::comp {
namespace {

Error lost_error() { return {ErrorCode::device_lost, "the device that the session's images were on is lost"}; }

}  // namespace

MultiCompositor::MultiCompositor(std::unique_ptr<FrameRenderer> renderer, MultiCompositorOptions options)
    : renderer_(std::move(renderer)),
      clock_(std::move(options.clock)),
      timer_(std::move(options.timer)),
      timing_(std::in_place, DisplayTiming{clock_of(clock_).now(), options.period}) {
    assert(options.period.count() > 0);
    const bool lockstep = clock_mode() == ClockMode::lockstep;
    assert(lockstep || timer_);
    thread_ = lockstep ? std::thread([this] { run_lockstep(); }) : std::thread([this] { run_real(); });
}

MultiCompositor::~MultiCompositor() {
    state_.with([](CompositorState& state) {
        assert(state.sessions.empty());
        state.stop = true;
    });
    changed_.notify_all();
    if (timer_) timer_->interrupt();
    thread_.join();
}

DisplayTiming MultiCompositor::timing() const {
    return timing_.with([](const DisplayTiming& timing) { return timing; });
}

DisplayTiming MultiCompositor::set_display_period(Duration period) {
    assert(period.count() > 0);
    const DisplayTiming present = timing_.with([&](DisplayTiming& timing) {
        const Time last = display_time_at(timing, display_index_of(timing, clock().now()));
        return timing = {last, period, Duration::zero()};  // the next tick knows the lead again
    });
    tick_soon();
    return present;
}

Result<std::unique_ptr<CompositorNative>> MultiCompositor::create_native_compositor(
    CompositorNativeObserver& observer) {
    auto session = std::make_shared<SessionState>(observer);
    state_.with([&](CompositorState& state) {
        session->number = ++state.sessions_created;
        state.sessions.push_back(session);
        sort_by_placement(state);
    });
    changed_.notify_all();
    return std::unique_ptr<CompositorNative>(std::make_unique<MultiSession>(*this, std::move(session)));
}

uint64_t MultiCompositor::composition_count() const {
    return state_.with([](const CompositorState& state) { return state.compositions; });
}

Result<void> MultiCompositor::flush() {
    {
        auto state = state_.lock();
        changed_.wait(state.guard(), [&] { return !state->has_pending && !state->drawing && !state->advancing; });
    }
    return renderer_->flush();
}

Result<void> MultiCompositor::submit(SessionState& session, LayerFrame&& frame) {
    TRY(check_frame(frame));
    TRY(session.readiness.wait(frame));
    std::vector<LateSession> late;
    const Result<void> pushed = push(session, std::move(frame), late);
    tell_late(late);
    TRY(pushed);
    session.notifier.notify(state_.with([&](CompositorState&) { return session.frames.retired(); }));
    return {};
}

Result<void> MultiCompositor::push(SessionState& session, LayerFrame&& frame, std::vector<LateSession>& late) {
    const bool lockstep = clock_mode() == ClockMode::lockstep;
    auto state = state_.lock();
    const Time now = clock().now();
    late = latch_unseen(*state, now);
    // At most one composition waits behind the one that is being drawn.
    if (lockstep) changed_.wait(state.guard(), [&] { return !state->has_pending && !state->advancing; });
    if (session.lost) return lost_error();
    if (!session.running) return Error{ErrorCode::call_order, "a frame of a session that does not run"};
    if (frame.number <= session.frames.last_number()) {
        return Error{ErrorCode::invalid_argument, "frame " + std::to_string(frame.number) + " comes after frame " +
                                                      std::to_string(session.frames.last_number())};
    }
    show_or_keep(*state, session, std::move(frame), now);
    session.submitted = true;
    if (lockstep && is_period_complete(*state)) advance(state);
    // A loss is found before the frame counts as taken in, so that runs are alike.
    if (lockstep)
        changed_.wait(state.guard(), [&] { return !state->losing || !(state->has_pending || state->drawing); });
    return {};
}

/// A frame that is ready long before its time waits for it, so that it is not seen too early and the one before it long enough.
void MultiCompositor::show_or_keep(CompositorState& state, SessionState& session, LayerFrame&& frame, Time now) {
    if (clock_mode() == ClockMode::lockstep) return session.frames.push(std::move(frame));
    constexpr int64_t furthest = 4;  // periods; applications may say anything
    const DisplayTiming present = timing();
    const Time next = next_reachable_display_time(present, now);
    if (!has_news(state)) state.news_due = next;
    const bool is_early =
        frame.display_time > next + present.period / 2 && frame.display_time < next + furthest * present.period;
    if (is_early) {
        session.frames.push_early(std::move(frame));
        end_rest(state);
    } else {
        session.frames.push(std::move(frame));
    }
}

Result<std::unique_ptr<PictureSubscription>> MultiCompositor::subscribe(const PictureSource& source,
                                                                        PictureSink& sink) {
    auto subscription = TRY(renderer_->subscribe(source, sink));
    state_.with([&](CompositorState& state) {
        state.look_again = true;
        end_rest(state);
    });
    return subscription;
}

void MultiCompositor::set_placement(SessionState& session, const SessionPlacement& placement) {
    state_.with([&](CompositorState& state) {
        session.placement = placement;
        sort_by_placement(state);
    });
}

void MultiCompositor::set_running(SessionState& session, bool running) {
    std::vector<LateSession> late;
    const uint64_t retired = state_.with([&](CompositorState& state) {
        late = latch_unseen(state, clock().now());
        session.running = running && !session.lost;
        session.submitted = false;
        if (!running) session.frames.drop_all();
        return session.frames.retired();
    });
    changed_.notify_all();  // the others may have waited for this one
    tell_late(late);
    session.notifier.notify(retired);
}

void MultiCompositor::remove(const SessionState& session) {
    state_.with([&](CompositorState& state) {
        std::erase_if(state.sessions, [&](const auto& other) { return other.get() == &session; });
    });
    changed_.notify_all();
}

Result<std::shared_ptr<SwapchainNative>> MultiCompositor::make_swapchain(SessionState& session,
                                                                         const MakeSwapchain& make) {
    const bool lost = state_.with([&](CompositorState&) { return session.has_images = true, session.lost; });
    if (lost) return lost_error();
    auto made = make(*renderer_);
    if (!made.ok() && made.error().code == ErrorCode::device_lost) start_anew();
    return made;
}

Result<void> MultiCompositor::share_timeline(SessionState& session, GraphicsSyncHandle timeline) {
    return session.readiness.set_timeline(TRY(renderer_->import_timeline(std::move(timeline))));
}

/// Whoever finds that the device is lost; several may at the same time.
void MultiCompositor::start_anew() {
    const Result<bool> restarted = renderer_->restart();
    if (restarted.ok() && !*restarted) return;
    if (restarted.ok()) log_warning("compositor", "the device was lost; another one has taken its place");
    if (!restarted.ok()) log_error("compositor", "the device is lost: %s", restarted.error().message.c_str());
    const auto losers = state_.with([](CompositorState& state) { return lose_images(state); });
    changed_.notify_all();  // the others may have waited for these
    for (const std::shared_ptr<SessionState>& session : losers) {
        session->notifier.notify(state_.with([&](CompositorState&) { return session->frames.retired(); }));
        session->notifier.notify_lost();
    }
    state_.with([](CompositorState& state) { state.losing = false; });
    changed_.notify_all();
}

Result<void> MultiCompositor::lose_device() {
    // First, because the compositor's thread may find the loss at once.
    state_.with([&](CompositorState& state) {
        state.losing = true;
        end_rest(state);
    });
    Result<void> lost = renderer_->lose_device();
    if (!lost) state_.with([](CompositorState& state) { state.losing = false; });
    return lost;
}

}  // namespace xrt::comp
