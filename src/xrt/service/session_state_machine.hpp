// SPDX-License-Identifier: BSL-1.0
//
// A session's states, as the specification's chapter "Session Lifecycle" has them. Pure: knows no client, no lock and
// no compositor. Every function gives the states that it passed through, in order; each becomes an event.
#pragma once

#include "proto/session.hpp"
#include "xrt/bounded_vector.hpp"
#include "xrt/result.hpp"

namespace xrt {

/// What the focus policy grants to a synchronized session. Hidden: it goes on, and nobody sees it.
enum class Prominence : uint32_t { hidden, visible, focused };

class SessionStateMachine {
 public:
    using State = proto::SessionState;
    using States = BoundedVector<State, 8>;

    explicit SessionStateMachine(proto::SessionKind kind) : kind_(kind) {}

    State state() const { return state_; }
    /// From begin() to end().
    bool running() const { return running_; }
    /// VISIBLE or FOCUSED.
    bool is_seen() const { return state_ == State::visible || state_ == State::focused; }
    /// Takes part in the contest for focus.
    bool is_synchronized() const;

    /// To READY; once, first.
    States start();
    /// call_order unless READY and not yet begun. A headless session is SYNCHRONIZED at once.
    Result<States> begin();
    /// A graphics session's first frame makes it SYNCHRONIZED; call_order unless running.
    Result<States> frame_arrived();
    /// Nothing changes unless synchronized.
    States show(Prominence prominence);
    /// Down to STOPPING, step by step; call_order unless running. Asking twice changes nothing.
    Result<States> request_exit();
    /// call_order unless STOPPING. On to EXITING if exit was asked for, otherwise to READY once more.
    Result<States> end();
    /// Whatever it was doing, it will not go on.
    States lose();

 private:
    void enter(State state, States& passed);

    proto::SessionKind kind_;
    State state_ = State::idle;
    bool running_ = false;
    bool exit_requested_ = false;
};

}  // namespace xrt
