// SPDX-License-Identifier: BSL-1.0
//
// Sends a session's frames to the service when the GPU is done with them, in the order in which they were ended. A frame that is
// finished, or will be in a moment, goes out on the caller's thread; otherwise a helper thread waits for its fence, and never the
// application. The thread starts with the first such frame and sleeps while there is none. A fence that is never signalled
// holds up this session alone. A steady frame allocates nothing.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <optional>
#include <thread>

#include "auxiliary/util/guarded.hpp"
#include "compositor/client/gpu_fence.hpp"
#include "proto/service_interface.hpp"
#include "xrt/bounded_vector.hpp"
#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::comp {

class FrameSender {
 public:
    using Syncs = BoundedVector<UniqueFd, proto::max_frame_syncs>;

    /// Frames that may wait for the GPU at a time; one more waits for a place.
    static constexpr size_t capacity = 4;
    /// A GPU that gets done within this time is waited for by the caller: that costs less than waking a thread, which would wait in
    /// turn. Tried only after a frame that was done so soon.
    static constexpr Duration a_moment = std::chrono::microseconds(250);
    /// How long send() and flush() wait for the GPU before they give up.
    static constexpr Duration default_patience = std::chrono::seconds(20);

    /// Told the number of every frame that has been sent, on the thread that sent it.
    using OnSent = std::function<void(uint64_t number)>;

    explicit FrameSender(proto::Service& service, Duration patience = default_patience, OnSent on_sent = {});
    /// Drops the frames that still wait; flush() first if they matter.
    ~FrameSender();
    FrameSender(const FrameSender&) = delete;
    FrameSender& operator=(const FrameSender&) = delete;

    /// Sends the frame once `fence` is signalled (an empty one is). One thread at a time. The first failure, also one
    /// of the helper thread's, is remembered: from then on nothing is sent and every call returns it. Fails with
    /// `timeout` if the GPU does not get through with any of the waiting frames.
    Result<void> send(const proto::Frame& frame, Syncs syncs, OwnedFence fence);

    /// Waits until everything is sent, before a call that must not overtake it (end_session, destroy_swapchain).
    Result<void> flush();

 private:
    struct Slot {
        proto::Frame frame;
        Syncs syncs;
        OwnedFence fence;
    };
    struct State {
        size_t first = 0;  ///< the slot that the helper works on
        size_t count = 0;  ///< slots in use, from `first` on
        bool stopping = false;
        std::optional<Error> failure;
    };
    using LockedState = Guarded<State>::Locked;

    Result<bool> can_send_now(const OwnedFence& fence);
    Result<bool> is_done_in_a_moment(GpuFence& fence);
    Result<void> send_now(const proto::Frame& frame, Syncs syncs);
    Result<void> enqueue(const proto::Frame& frame, Syncs syncs, OwnedFence fence);
    Result<void> wait_until_at_most(LockedState& state, size_t count);
    Result<void> remember(Result<void> result);

    void run();
    Slot* next_slot();
    Result<void> deliver(Slot& slot);
    Result<void> wait_for(GpuFence& fence);
    void free_slot();

    proto::Service& service_;
    const Duration patience_;
    const OnSent on_sent_;
    /// A slot in use belongs to the helper, a free one to the caller of send().
    std::array<Slot, capacity> slots_;
    std::atomic<bool> gpu_is_quick_{true};  ///< the frame before was done in a moment
    Guarded<State> state_;
    std::condition_variable work_arrived_;
    std::condition_variable slot_freed_;
    std::thread helper_;
};

}  // namespace xrt::comp
