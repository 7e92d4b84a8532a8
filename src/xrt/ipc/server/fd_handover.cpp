// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/fd_handover.hpp"

namespace xrt::ipc {
namespace {

Error closed_error() { return {ErrorCode::unavailable, "the service is ending"}; }

}  // namespace

FdHandover::~FdHandover() {
    close();
    auto state = state_.lock();
    changed_.wait(state.guard(), [&] { return state->inside == 0; });
}

Result<void> FdHandover::give(UniqueFd fd) {
    Offer offer{std::move(fd), std::nullopt};
    auto state = state_.lock();
    if (state->closed) return closed_error();
    state->offers.push_back(&offer);
    ++state->inside;
    wake_.signal();
    changed_.wait(state.guard(), [&] { return offer.answer.has_value(); });
    --state->inside;
    changed_.notify_all();  // under the lock: the destructor may be waiting, and nothing is touched after it
    return std::move(*offer.answer);
}

void FdHandover::take_all(const Taker& taker) {
    wake_.drain();
    const std::deque<Offer*> offers = state_.with([](State& state) { return std::exchange(state.offers, {}); });
    for (Offer* const offer : offers) answer(*offer, taker(std::move(offer->fd)));
}

void FdHandover::answer(Offer& offer, Result<void> answer) {
    const auto state = state_.lock();
    offer.answer = std::move(answer);
    changed_.notify_all();
}

void FdHandover::close() {
    state_.with([](State& state) { state.closed = true; });
    take_all([](UniqueFd) -> Result<void> { return closed_error(); });
}

}  // namespace xrt::ipc
