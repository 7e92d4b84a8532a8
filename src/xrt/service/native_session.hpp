// SPDX-License-Identifier: BSL-1.0
//
// One session's place in the compositor, and its frame counters. Its client's calls come one after another, save that
// one may be waiting in end_frame(); the compositor reports retired frames at any time.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "auxiliary/util/guarded.hpp"
#include "proto/session.hpp"
#include "service/client_memory.hpp"
#include "service/session_views.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt {

class NativeSession final : public CompositorNativeObserver {
 public:
    /// Called on a thread of the compositor's, at most once, when the device is lost.
    using LossHandler = std::function<void()>;

    static Result<std::shared_ptr<NativeSession>> create(SystemCompositor& compositor, proto::SessionKind kind,
                                                         std::shared_ptr<ClientMemory> memory, LossHandler on_loss);
    NativeSession(proto::SessionKind kind, ClockMode clock_mode, std::shared_ptr<ClientMemory> memory,
                  LossHandler on_loss);

    proto::SessionKind kind() const { return kind_; }
    CompositorNative& compositor() const { return *compositor_; }
    /// Those that it was begun with.
    SessionViews views() const {
        return state_.with([](const State& state) { return state.views; });
    }

    void begin(const SessionViews& views);
    void end();

    /// protocol_violation unless it is the one after the last.
    Result<void> take_frame_number(uint64_t number);
    /// Shows `frame`, or, where it is an error or the compositor refuses it, nothing, so that the frame before it is
    /// retired and time goes on all the same; the error comes back. The frame counts as accepted afterwards.
    Result<void> end_frame(uint64_t number, Time display_time, Result<LayerFrame>&& frame);
    /// For a frame that came at the wrong moment: accepted and retired at once.
    void drop_frame(uint64_t number);

    void frames_retired(uint64_t up_to_number) override { memory_->retire_frames(up_to_number, for_retired_); }
    void session_lost() override;
    /// At once, whatever its client is about to do with it.
    void lose();
    /// Its device is, or it is itself, and so it only waits for being destroyed.
    bool lost() const { return lost_; }
    void frame_late(int64_t periods) override { memory_->add_missed_periods(periods); }

 private:
    struct State {
        uint64_t last_frame = 0;
        bool running = false;
        SessionViews views;
    };

    Result<void> submit(Result<LayerFrame>&& frame);
    void run();
    void set_running(State& state, bool running);

    const proto::SessionKind kind_;
    const Sleepers for_accepted_, for_retired_;
    const std::shared_ptr<ClientMemory> memory_;
    const LossHandler on_loss_;
    std::atomic<bool> lost_ = false;
    Guarded<State> state_;
    std::unique_ptr<CompositorNative> compositor_;  ///< the first to go: it calls frames_retired()
};

}  // namespace xrt
