// SPDX-License-Identifier: BSL-1.0
//
// Brings a connected socket from any thread to the main loop's, and the answer back. The fd is consumed in every case: the
// loop has it, or it is closed.
#pragma once

#include <condition_variable>
#include <deque>
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

    /// Waits until the loop has taken the fd (and gives the taker's answer), or unavailable once it is closed.
    Result<void> give(UniqueFd fd);

    /// The loop's side: readable when somebody waits.
    int fd() const { return wake_.fd(); }
    void take_all(const Taker& taker);
    /// Refuses all who wait and all who come.
    void close();

 private:
    struct Offer {
        UniqueFd fd;
        std::optional<Result<void>> answer;
    };
    struct State {
        bool closed = false;
        int inside = 0;  // threads in give()
        std::deque<Offer*> offers;
    };
    void answer(Offer& offer, Result<void> answer);

    EventFd wake_;
    Guarded<State> state_;
    std::condition_variable changed_;
};

}  // namespace xrt::ipc
