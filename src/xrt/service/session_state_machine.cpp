// SPDX-License-Identifier: BSL-1.0
#include "service/session_state_machine.hpp"

#include <array>

namespace xrt {
namespace {

using State = proto::SessionState;

Error wrong_moment(std::string_view what, State state) {
    return {ErrorCode::call_order,
            std::string(what) + " is not possible while the session is " + std::string(to_string(state))};
}

}  // namespace

bool SessionStateMachine::is_synchronized() const {
    return state_ == State::synchronized || state_ == State::visible || state_ == State::focused;
}

void SessionStateMachine::enter(State state, States& passed) { passed.push_back(state_ = state); }

SessionStateMachine::States SessionStateMachine::start() {
    States passed;
    enter(State::idle, passed);
    enter(State::ready, passed);
    return passed;
}

Result<SessionStateMachine::States> SessionStateMachine::begin() {
    if (state_ != State::ready || running_) return wrong_moment("beginning", state_);
    running_ = true;
    States passed;
    if (kind_ == proto::SessionKind::headless) enter(State::synchronized, passed);
    return passed;
}

Result<SessionStateMachine::States> SessionStateMachine::frame_arrived() {
    if (!running_) return wrong_moment("ending a frame", state_);
    States passed;
    if (state_ == State::ready) enter(State::synchronized, passed);
    return passed;
}

SessionStateMachine::States SessionStateMachine::show(Prominence prominence) {
    States passed;
    if (!is_synchronized()) return passed;
    constexpr std::array states{State::synchronized, State::visible, State::focused};
    const State wanted = states[static_cast<size_t>(prominence)];
    const auto next = [&](int step) { return static_cast<State>(static_cast<int>(state_) + step); };
    while (state_ < wanted) enter(next(1), passed);
    while (state_ > wanted) enter(next(-1), passed);
    return passed;
}

Result<SessionStateMachine::States> SessionStateMachine::request_exit() {
    if (!running_) return wrong_moment("asking to exit", state_);
    exit_requested_ = true;
    States passed;
    if (state_ == State::ready) enter(State::synchronized, passed);
    if (state_ == State::focused) enter(State::visible, passed);
    if (state_ == State::visible) enter(State::synchronized, passed);
    if (state_ == State::synchronized) enter(State::stopping, passed);
    return passed;
}

Result<SessionStateMachine::States> SessionStateMachine::end() {
    if (state_ != State::stopping) return wrong_moment("ending", state_);
    running_ = false;
    States passed;
    enter(State::idle, passed);
    enter(exit_requested_ ? State::exiting : State::ready, passed);
    return passed;
}

SessionStateMachine::States SessionStateMachine::lose() {
    States passed;
    if (state_ != State::loss_pending) enter(State::loss_pending, passed);
    return passed;
}

}  // namespace xrt
