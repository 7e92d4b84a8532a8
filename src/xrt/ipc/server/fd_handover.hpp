// SPDX-License-Identifier: BSL-1.0
//
// Brings a connected socket from any thread to the main loop's, and the answer back. One fd at a time is on its way, its
// giver waits for its own answer, and the loop waits for nobody: no answer can be lost, and no giver can hold the loop up. The
// fd is consumed in every case: the loop has it, or it is closed.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <optional>

#include "auxiliary/os/event_fd.hpp"
#include "auxiliary/util/guarded.hpp"
#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::ipc {

class FdHandover {
 public:
    using Taker = std::function<Result<void>(UniqueFd)>;

    explicit FdHandover(EventFd wake) : wake_(std::move(wake)) {}
    FdHandover(const FdHandover&) = delete;
    FdHandover& operator=(const FdHandover&) = delete;
    /// Closes, and waits until nobody is inside.
    ~FdHandover();

    /// Waits for its turn and until the loop has taken the fd; gives the taker's answer, or unavailable once it is closed.
    Result<void> give(UniqueFd fd);

    /// The loop's side: readable when somebody waits.
    int fd() const { return wake_.fd(); }
    void take(const Taker& taker);
    /// Refuses all who wait and all who come. By the thread that takes.
    void close();

 private:
    struct Offer {
        UniqueFd fd;
        std::optional<Result<void>> answer;
    };
    struct State {
        bool closed = false;
        int inside = 0;          // threads in give()
        Offer* offer = nullptr;  // the one on its way, until it is answered
    };
    Result<void> hand_over(State& state, std::unique_lock<std::mutex>& guard, UniqueFd fd);

    EventFd wake_;
    Guarded<State> state_;
    std::condition_variable turn_;      // the next may offer
    std::condition_variable answered_;  // the offer is, or somebody went out
};

}  // namespace xrt::ipc
