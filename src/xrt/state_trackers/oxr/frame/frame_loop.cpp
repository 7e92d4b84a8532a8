// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/frame_loop.hpp"

#include <chrono>

#include "auxiliary/util/log.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/debug/suspicion.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"

namespace xrt::oxr {
namespace {

/// How often a thread that waits for xrBeginFrame looks whether the service is still there.
constexpr auto loss_check_period = std::chrono::milliseconds(100);
/// In lock-step a frame is taken in when every other session has submitted as well. One that does not is not waited for
/// any longer.
constexpr Duration longest_lock_step = std::chrono::seconds(10);
/// MONADO_VALIDATE=strict wonders after this long.
constexpr Duration longest_without_layers = std::chrono::seconds(3);

}  // namespace

FrameLoop::FrameLoop(Session& session, proto::Service& service) : session_(session), counters_(session.instance()) {
    sender_.emplace(service, comp::FrameSender::default_patience, [this](uint64_t number) { note_sent(number); });
    read_timing();
}

void FrameLoop::start() {
    state_.with([](State& state) {
        state.running = true;
        state.turn = Turn::free;
        state.begun = false;
    });
}

void FrameLoop::stop() {
    state_.with([](State& state) { state.running = false; });
    changed_.notify_all();
}

Outcome<> FrameLoop::flush() {
    const std::lock_guard lock(end_mutex_);
    if (sender_) TRY(sender_->flush());
    return XR_SUCCESS;
}

void FrameLoop::close() {
    stop();
    const std::lock_guard lock(end_mutex_);
    sender_.reset();
}

Outcome<> FrameLoop::wait(const XrFrameWaitInfo* info, XrFrameState* state) {
    TRY(check_type_if_any(info, XR_TYPE_FRAME_WAIT_INFO));
    TRY(check_type(state, XR_TYPE_FRAME_STATE));
    TRY(session_.secondary_views().write_states(*state));
    Progress progress;
    progress.times.wait_called = session_.instance().waiter().now();
    const Time last_display_time = TRY(wait_for_turn());
    progress.plan = plan(last_display_time);
    if (session_.instance().clock_mode() == ClockMode::real) {
        session_.instance().waiter().sleep_until(progress.plan.wake_up);
    }
    progress.times.woken = session_.instance().waiter().now();
    TRY(take_turn(progress));
    const DisplayTiming timing = timing_.with([](const DisplayTiming& present) { return present; });
    session_.performance().note_display_time(progress.plan.display_time, least_interval() * timing.period);
    session_.instance().pump_events();
    state->predictedDisplayTime = to_nanoseconds(progress.plan.display_time);
    state->predictedDisplayPeriod = timing.period.count();
    state->shouldRender = session_.is_visible() && !session_.is_headless() ? XR_TRUE : XR_FALSE;
    return XR_SUCCESS;
}

/// Until the frame before has been begun. The turn is then ours until take_turn().
Outcome<Time> FrameLoop::wait_for_turn() {
    auto state = state_.lock();
    while (state->running && state->turn != Turn::free) {
        if (session_.instance().lost()) return XR_ERROR_INSTANCE_LOST;
        if (session_.instance().session_lost()) return fail(XR_ERROR_SESSION_LOST, "session", "is lost");
        changed_.wait_for(state.guard(), loss_check_period);
    }
    if (!state->running) return fail(XR_ERROR_SESSION_NOT_RUNNING, "session", "does not run");
    state->turn = Turn::waiting;
    return state->last_display_time;
}

/// What was read last stands in when the service is in the middle of changing it.
DisplayTiming FrameLoop::read_timing() {
    const auto display = DeviceSegmentReader(session_.instance().device_segment()).display();
    return timing_.with([&](DisplayTiming& timing) {
        if (display)
            timing = {time_from_nanoseconds(display->epoch), Duration(display->period), Duration(display->lead)};
        return timing;
    });
}

/// To save power, one display time is left out.
int64_t FrameLoop::least_interval() { return session_.performance().saves_power() ? 2 : 1; }

/// No call to the service: its clock and what became of earlier frames are in shared memory.
comp::AppPacer::Plan FrameLoop::plan(Time last_display_time) {
    Instance& instance = session_.instance();
    const DisplayTiming timing = read_timing();
    const Time now = instance.now();
    const int64_t interval = least_interval();
    if (instance.clock_mode() == ClockMode::lockstep) {
        const bool leaves_out = interval > 1 && last_display_time != Time::min();
        const Time after = leaves_out ? last_display_time + timing.period : last_display_time;
        return {now, comp::next_lockstep_display_time(timing, now, after), now};
    }
    const uint32_t missed = instance.client_segment().periods_missed.load(std::memory_order_relaxed);
    return pacing_.with([&](Pacing& pacing) {
        if (std::exchange(pacing.periods_missed, missed) != missed) pacing.pacer.note_missed();
        return pacing.pacer.plan(timing, now, interval);
    });
}

Outcome<> FrameLoop::take_turn(const Progress& progress) {
    auto state = state_.lock();
    if (!state->running) return fail(XR_ERROR_SESSION_NOT_RUNNING, "session", "does not run");
    state->turn = Turn::waited;
    state->last_display_time = progress.plan.display_time;
    state->waited = progress;
    return XR_SUCCESS;
}

Outcome<> FrameLoop::begin(const XrFrameBeginInfo* info) {
    TRY(check_type_if_any(info, XR_TYPE_FRAME_BEGIN_INFO));
    auto state = state_.lock();
    if (!state->running) return fail(XR_ERROR_SESSION_NOT_RUNNING, "session", "does not run");
    if (state->turn != Turn::waited) {
        return fail(XR_ERROR_CALL_ORDER_INVALID, {"session", "rendering-frame-synchronization"},
                    "has no frame that xrWaitFrame has returned for and that has not been begun");
    }
    state->turn = Turn::free;
    state->begun_frame = state->waited;
    state->begun_frame.times.begun = session_.instance().waiter().now();
    changed_.notify_all();
    session_.performance().note_begin();
    return std::exchange(state->begun, true) ? XR_FRAME_DISCARDED : XR_SUCCESS;
}

Outcome<FrameLoop::Progress> FrameLoop::check_begun() {
    auto state = state_.lock();
    if (!state->running) return fail(XR_ERROR_SESSION_NOT_RUNNING, "session", "does not run");
    if (state->begun) return state->begun_frame;
    return fail(XR_ERROR_CALL_ORDER_INVALID, {"session", "rendering-frame-synchronization"},
                "has no frame that xrBeginFrame has begun");
}

/// A frame that is refused stays begun, so that the next xrBeginFrame discards it.
Outcome<> FrameLoop::end(const XrFrameEndInfo* info) {
    TRY(check_type(info, XR_TYPE_FRAME_END_INFO));
    const std::lock_guard lock(end_mutex_);
    const Progress progress = TRY(check_begun());
    const Outcome<> read = LayerReader(session_, content_).read(*info);
    if (!read.ok()) {
        content_.images.clear();  // a swapchain owns its session, so none may be kept here
        return read;
    }
    state_.with([](State& state) { state.begun = false; });
    session_.performance().note_end(time_from_nanoseconds(info->displayTime));
    if (is_strict()) watch_layers(*info);
    return submit(progress);
}

/// A session that is seen and shows nothing.
void FrameLoop::watch_layers(const XrFrameEndInfo& info) {
    const bool shows_nothing = info.layerCount == 0 && session_.is_visible() && !session_.is_headless();
    const Time time = time_from_nanoseconds(info.displayTime);
    if (!shows_nothing || !without_layers_since_) {
        without_layers_since_ = shows_nothing ? std::optional(time) : std::nullopt;
        return;
    }
    if (time - *without_layers_since_ < longest_without_layers) return;
    suspect(Suspicion::frames_without_layers, session_.raw_handle(), "xrEndFrame",
            "the session is visible and has ended frames without layers for %lld seconds: nothing is shown",
            static_cast<long long>(std::chrono::duration_cast<std::chrono::seconds>(longest_without_layers).count()));
    without_layers_since_ = Time::max();  // once is enough, until there are layers again
}

Outcome<> FrameLoop::submit(const Progress& progress) {
    const uint64_t number = last_number_ + 1;
    content_.frame.number = number;
    content_.frame.times = progress.times;
    content_.frame.times.ended = session_.instance().waiter().now();
    for (const UsedImage& used : content_.images) used.swapchain->note_use(used.index, number);
    for (const UsedImage& used : content_.images) used.swapchain->expect_acquire();
    content_.images.clear();
    comp::GraphicsBinding* binding = session_.graphics().binding.get();
    comp::OwnedFence fence = binding == nullptr ? comp::OwnedFence() : TRY(binding->insert_fence());
    comp::ServiceWait wait = binding == nullptr ? comp::ServiceWait() : binding->take_service_wait();
    comp::FrameSender::Syncs syncs;
    if (wait.sync_file.valid()) syncs.push_back(std::move(wait.sync_file));
    content_.frame.ready_at = wait.ready_at;
    pacing_.with([&](Pacing& pacing) { pacing.pacer.note_ended(number, progress.plan); });
    TRY(sender_->send(content_.frame, std::move(syncs), std::move(fence)));
    last_number_.store(number, std::memory_order_release);
    return session_.instance().clock_mode() == ClockMode::lockstep ? wait_until_accepted(number) : XR_SUCCESS;
}

/// On the sender's thread.
void FrameLoop::note_sent(uint64_t number) {
    const Time now = session_.instance().waiter().now();
    pacing_.with([&](Pacing& pacing) { pacing.pacer.note_delivered(number, now); });
}

/// All that the frame caused is visible when xrEndFrame returns: time, poses, inputs, states.
Outcome<> FrameLoop::wait_until_accepted(uint64_t number) {
    TRY(sender_->flush());
    switch (counters_.wait_accepted(number, longest_lock_step)) {
        case CounterOutcome::reached:
            return XR_SUCCESS;
        case CounterOutcome::instance_lost:
            return XR_ERROR_INSTANCE_LOST;
        case CounterOutcome::session_lost:
            return fail(XR_ERROR_SESSION_LOST, "session", "is lost");
        case CounterOutcome::timed_out:
            break;
    }
    log_warning("oxr", "frame %llu waits for another session; the virtual clock stands still",
                static_cast<unsigned long long>(number));
    return XR_SUCCESS;
}

}  // namespace xrt::oxr
