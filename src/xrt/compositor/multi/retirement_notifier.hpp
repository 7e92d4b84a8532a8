// SPDX-License-Identifier: BSL-1.0
//
// Tells one session's observer which frames are retired and that its device is lost, without any lock of the compositor
// held, from several threads, never twice and never backwards; and tells nobody once the session is gone.
#pragma once

#include <cstdint>
#include <utility>

#include "auxiliary/util/guarded.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

class RetirementNotifier {
 public:
    explicit RetirementNotifier(CompositorNativeObserver& observer)
        : state_(std::in_place, State{.observer = &observer}) {}

    void notify(uint64_t up_to_number) {
        state_.with([&](State& state) {
            if (up_to_number <= state.told) return;
            state.told = up_to_number;
            if (state.observer) state.observer->frames_retired(up_to_number);
        });
    }

    void notify_lost() {
        state_.with([](State& state) {
            if (state.observer && !std::exchange(state.told_lost, true)) state.observer->session_lost();
        });
    }

    void tell_late(int64_t periods) {
        state_.with([&](State& state) {
            if (state.observer) state.observer->frame_late(periods);
        });
    }

    /// The observer is not called any more when this returns.
    void detach() {
        state_.with([](State& state) { state.observer = nullptr; });
    }

 private:
    struct State {
        CompositorNativeObserver* observer = nullptr;
        uint64_t told = 0;
        bool told_lost = false;
    };
    Guarded<State> state_;
};

}  // namespace xrt::comp
