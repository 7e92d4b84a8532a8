// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/frame_sender.hpp"

#include <utility>

#include "auxiliary/os/thread.hpp"

namespace xrt::comp {
namespace {

/// A wait for the GPU cannot be interrupted, so it is cut into slices: the time that the destructor may take.
constexpr Duration wait_slice = std::chrono::milliseconds(50);

}  // namespace

FrameSender::FrameSender(proto::Service& service, Duration patience, OnSent on_sent)
    : service_(service), patience_(patience), on_sent_(std::move(on_sent)) {}

FrameSender::~FrameSender() {
    state_.with([](State& state) { state.stopping = true; });
    work_arrived_.notify_all();
    if (helper_.joinable()) helper_.join();
}

Result<void> FrameSender::send(const proto::Frame& frame, Syncs syncs, OwnedFence fence) {
    if (TRY(can_send_now(fence))) return remember(send_now(frame, std::move(syncs)));
    return enqueue(frame, std::move(syncs), std::move(fence));
}

Result<void> FrameSender::flush() {
    LockedState state = state_.lock();
    TRY(wait_until_at_most(state, 0));
    if (state->failure) return *state->failure;
    return {};
}

Result<bool> FrameSender::can_send_now(const OwnedFence& fence) {
    const bool idle = TRY(state_.with([](State& state) -> Result<bool> {
        if (state.failure) return *state.failure;
        return state.count == 0;
    }));
    if (!idle || !fence) return idle;
    Result<bool> done = is_done_in_a_moment(*fence);
    if (!done) TRY(remember(done.error()));
    return done;
}

Result<bool> FrameSender::is_done_in_a_moment(GpuFence& fence) {
    const bool done = TRY(fence.wait(gpu_is_quick_ ? a_moment : Duration::zero()));
    gpu_is_quick_ = done;
    return done;
}

Result<void> FrameSender::send_now(const proto::Frame& frame, Syncs syncs) {
    TRY(service_.end_frame(frame, std::move(syncs)));
    if (on_sent_) on_sent_(frame.number);
    return {};
}

Result<void> FrameSender::enqueue(const proto::Frame& frame, Syncs syncs, OwnedFence fence) {
    if (!helper_.joinable()) helper_ = TRY(start_thread("monado-frames", [this] { run(); }));
    LockedState state = state_.lock();
    if (const Result<void> waited = wait_until_at_most(state, capacity - 1); !waited) state->failure = waited.error();
    if (state->failure) return *state->failure;
    Slot& slot = slots_[(state->first + state->count) % capacity];
    slot.frame = frame;
    slot.syncs = std::move(syncs);
    slot.fence = std::move(fence);
    ++state->count;
    work_arrived_.notify_one();
    return {};
}

Result<void> FrameSender::wait_until_at_most(LockedState& state, size_t count) {
    const auto reached = [&] { return state->count <= count || state->failure.has_value(); };
    if (slot_freed_.wait_for(state.guard(), patience_, reached)) return {};
    return Error{ErrorCode::timeout, "the GPU has not finished the application's frames in time"};
}

Result<void> FrameSender::remember(Result<void> result) {
    if (!result) {
        state_.with([&](State& state) {
            if (!state.failure) state.failure = result.error();
        });
    }
    return result;
}

void FrameSender::run() {
    while (Slot* slot = next_slot()) {
        (void)remember(deliver(*slot));
        slot->fence.reset();
        slot->syncs.clear();
        free_slot();
    }
}

FrameSender::Slot* FrameSender::next_slot() {
    LockedState state = state_.lock();
    work_arrived_.wait(state.guard(), [&] { return state->count > 0 || state->stopping; });
    return state->stopping ? nullptr : &slots_[state->first];
}

Result<void> FrameSender::deliver(Slot& slot) {
    if (slot.fence) TRY(wait_for(*slot.fence));
    return state_.with([](State& state) { return state.failure; }) ? Result<void>{}
                                                                   : send_now(slot.frame, std::move(slot.syncs));
}

Result<void> FrameSender::wait_for(GpuFence& fence) {
    gpu_is_quick_ = TRY(fence.wait(a_moment));
    while (!TRY(fence.wait(wait_slice))) {
        if (state_.with([](State& state) { return state.stopping; })) {
            return Error{ErrorCode::unavailable, "the session ended before the GPU finished its frame"};
        }
    }
    return {};
}

void FrameSender::free_slot() {
    state_.with([](State& state) {
        state.first = (state.first + 1) % capacity;
        --state.count;
    });
    slot_freed_.notify_all();
}

}  // namespace xrt::comp
