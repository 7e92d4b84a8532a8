// SPDX-License-Identifier: BSL-1.0
#include "service/native_session.hpp"

#include "service/frame_conversion.hpp"

namespace xrt {

Result<std::shared_ptr<NativeSession>> NativeSession::create(SystemCompositor& compositor, proto::SessionKind kind,
                                                             std::shared_ptr<ClientMemory> memory,
                                                             LossHandler on_loss) {
    memory->reset_frames();
    auto session =
        std::make_shared<NativeSession>(kind, compositor.clock_mode(), std::move(memory), std::move(on_loss));
    session->compositor_ = TRY(compositor.create_native_compositor(*session));
    return session;
}

// With the real clock nobody waits for a frame to be taken in, and without images nobody for their being free: a system call
// less for each.
NativeSession::NativeSession(proto::SessionKind kind, ClockMode clock_mode, std::shared_ptr<ClientMemory> memory,
                             LossHandler on_loss)
    : kind_(kind),
      for_accepted_(clock_mode == ClockMode::lockstep ? Sleepers::possible : Sleepers::none),
      for_retired_(kind == proto::SessionKind::graphics ? Sleepers::possible : Sleepers::none),
      memory_(std::move(memory)),
      on_loss_(std::move(on_loss)) {}

void NativeSession::begin(const SessionViews& views) {
    state_.with([&](State& state) { state.views = views; });
    // A headless session may never end a frame: in lock-step everybody would wait for it.
    if (kind_ == proto::SessionKind::graphics) run();
}

void NativeSession::run() {
    state_.with([&](State& state) {
        if (!lost_) set_running(state, true);
    });
}

void NativeSession::end() {
    state_.with([&](State& state) { set_running(state, false); });
}

/// With the lock, so that the compositor hears of it in this order: lose() may come at any moment.
void NativeSession::set_running(State& state, bool running) {
    if (std::exchange(state.running, running) != running) compositor_->set_running(running);
}

Result<void> NativeSession::take_frame_number(uint64_t number) {
    return state_.with([&](State& state) -> Result<void> {
        if (number == state.last_frame + 1) {
            state.last_frame = number;
            return {};
        }
        return Error{ErrorCode::protocol_violation,
                     "frame " + std::to_string(number) + " after frame " + std::to_string(state.last_frame)};
    });
}

Result<void> NativeSession::end_frame(uint64_t number, Time display_time, Result<LayerFrame>&& frame) {
    run();
    Result<void> shown = submit(std::move(frame));
    if (!shown && !compositor_->submit(empty_frame(number, display_time))) frames_retired(number);
    memory_->accept_frame(number, for_accepted_);
    return shown;
}

Result<void> NativeSession::submit(Result<LayerFrame>&& frame) {
    if (!frame) return frame.error();
    return compositor_->submit(std::move(*frame));
}

void NativeSession::session_lost() {
    lost_ = true;
    on_loss_();
}

void NativeSession::lose() {
    lost_ = true;
    memory_->lose_session();
    end();  // others in lock-step do not wait for it
}

void NativeSession::drop_frame(uint64_t number) {
    frames_retired(number);
    memory_->accept_frame(number, for_accepted_);
}

}  // namespace xrt
