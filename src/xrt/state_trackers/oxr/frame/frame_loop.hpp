// SPDX-License-Identifier: BSL-1.0
//
// xrWaitFrame, xrBeginFrame, xrEndFrame of one session: their order, when to wake up, and the one message that a frame is.
// Waiting is local: no call to the service before the frame is ended.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "auxiliary/util/guarded.hpp"
#include "compositor/client/frame_sender.hpp"
#include "compositor/pacing/app_pacer.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/frame/frame_counters.hpp"
#include "state_trackers/oxr/frame/layer_reader.hpp"
#include "xrt/compositor_native.hpp"
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
    /// The session ends: nothing is sent any more.
    void close();

    const FrameCounters& counters() const { return counters_; }
    /// Of the frame that was ended last; 0 before the first.
    uint64_t last_number() const { return last_number_.load(std::memory_order_acquire); }

 private:
    /// One xrWaitFrame at a time, and each answered by an xrBeginFrame before the next.
    enum class Turn { free, waiting, waited };
    /// What a frame has been through. Times are CLOCK_MONOTONIC, whatever the system's clock is.
    struct Progress {
        comp::AppPacer::Plan plan;
        proto::FrameTimes times;
    };
    struct Pacing {
        comp::AppPacer pacer;
        uint32_t periods_missed = 0;  ///< of the ClientSegment, as it was last
    };
    struct State {
        bool running = false;
        Turn turn = Turn::free;
        bool begun = false;  ///< by an xrBeginFrame that no xrEndFrame has answered yet
        Time last_display_time = Time::min();
        Progress waited, begun_frame;  ///< of what was waited for last, and begun last
    };

    Outcome<Time> wait_for_turn();
    DisplayTiming read_timing();
    /// How many display periods lie between two frames of an application that keeps up.
    int64_t least_interval();
    comp::AppPacer::Plan plan(Time last_display_time);
    Outcome<> take_turn(const Progress& progress);
    Outcome<Progress> check_begun();
    void watch_layers(const XrFrameEndInfo& info);
    Outcome<> submit(const Progress& progress);
    void note_sent(uint64_t number);
    Outcome<> wait_until_accepted(uint64_t number);

    Session& session_;
    const FrameCounters counters_;
    Guarded<State> state_;
    std::condition_variable changed_;
    Guarded<DisplayTiming> timing_;  ///< as it was read last
    Guarded<Pacing> pacing_;

    std::mutex end_mutex_;  ///< one xrEndFrame at a time; guards what follows
    std::optional<comp::FrameSender> sender_;
    LayerReader::Content content_;              ///< large, so kept and used again
    std::optional<Time> without_layers_since_;  ///< strict validation only
    std::atomic<uint64_t> last_number_{0};
};

}  // namespace xrt::oxr
