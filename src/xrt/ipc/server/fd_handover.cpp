// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/fd_handover.hpp"

namespace xrt::ipc {
namespace {

Error closed_error() { return {ErrorCode::unavailable, "the service is ending"}; }

}  // namespace

FdHandover::~FdHandover() {
    close();
    auto state = state_.lock();
    answered_.wait(state.guard(), [&] { return state->inside == 0; });
}

Result<void> FdHandover::give(UniqueFd fd) {
    auto state = state_.lock();
    ++state->inside;
    auto answer = hand_over(*state, state.guard(), std::move(fd));
    --state->inside;
    turn_.notify_one();
    answered_.notify_all();  // under the lock: the destructor may be waiting, and nothing is touched after it
    return answer;
}

Result<void> FdHandover::hand_over(State& state, std::unique_lock<std::mutex>& guard, UniqueFd fd) {
    turn_.wait(guard, [&] { return state.closed || !state.offer; });
    if (state.closed) return closed_error();
    Offer offer{std::move(fd), std::nullopt};
    state.offer = &offer;
    wake_.signal();
    answered_.wait(guard, [&] { return offer.answer.has_value(); });
    state.offer = nullptr;
    return std::move(*offer.answer);
}

void FdHandover::take(const Taker& taker) {
    wake_.drain();
    // The offer stays where it is until its giver has the answer, and nobody else touches it.
    Offer* const offer = state_.with([](const State& state) {
        return state.offer && !state.offer->answer ? state.offer : nullptr;  // answered: its giver has yet to wake up
    });
    if (!offer) return;
    auto answer = taker(std::move(offer->fd));
    state_.with([&](State&) { offer->answer = std::move(answer); });
    answered_.notify_all();
}

void FdHandover::close() {
    state_.with([](State& state) { state.closed = true; });
    turn_.notify_all();
    take([](UniqueFd) -> Result<void> { return closed_error(); });
}

}  // namespace xrt::ipc
