// SPDX-License-Identifier: BSL-1.0
//
// xrWaitFrame, xrBeginFrame, xrEndFrame of one session: their order, when to wake up, and the one message that a frame
// is. Waiting is local: no call to the service before the frame is ended.
#pragma once

#include <condition_variable>
#include <optional>

#include "auxiliary/util/guarded.hpp"
#include "compositor/client/frame_sender.hpp"
#include "state_trackers/oxr/frame_counters.hpp"
#include "state_trackers/oxr/openxr_headers.hpp"
#include "state_trackers/oxr/outcome.hpp"
#include "xrt/time.hpp"

namespace xrt::oxr {

class Session;

class FrameLoop {
 public:
    FrameLoop(Session& session, proto::Service& service);

    Outcome<> wait(const XrFrameWaitInfo* info, XrFrameState* state);
    Outcome<> begin(const XrFrameBeginInfo* info);
    Outcome<> end(const XrFrameEndInfo* info);

    /// The session begins to run: no frame is waited for or begun.
    void start();
    /// The session runs no more: whoever waits in wait() returns.
    void stop();
    /// Waits until every ended frame has been sent, before a call that must not overtake it.
    Outcome<> flush();

    const FrameCounters& counters() const { return counters_; }

 private:
    enum class Stage { none, begun };
    struct State {
        bool running = false;
        bool waited = false;  ///< by an xrWaitFrame that no xrBeginFrame has answered yet
        bool begun = false;   ///< by an xrBeginFrame that no xrEndFrame has answered yet
        Time last_display_time = Time::min();
        uint64_t last_number = 0;
    };

    Outcome<> claim_wait(Time& last_display_time);
    Time pace(Time last_display_time);
    Outcome<> send(const XrFrameEndInfo& info, uint64_t number);

    Session& session_;
    const FrameCounters counters_;
    comp::FrameSender sender_;
    Guarded<State> state_;
    std::condition_variable changed_;
};

}  // namespace xrt::oxr
