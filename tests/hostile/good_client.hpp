// SPDX-License-Identifier: BSL-1.0
//
// The client that must not notice: on a thread of its own it ends frames and asks for events, and remembers the first thing
// that did not go as it should. Judged by counters, never by the time that anything took.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <string>
#include <thread>

#include "auxiliary/util/guarded.hpp"
#include "ipc/client/connection.hpp"
#include "proto/session.hpp"

namespace xrt::hostile {

class GoodClient {
 public:
    /// Connected, with a running session; its thread ends frames from now on.
    GoodClient(const std::string& socket, proto::SessionKind kind);
    ~GoodClient() { stop(); }
    GoodClient(const GoodClient&) = delete;
    GoodClient& operator=(const GoodClient&) = delete;

    /// Until so many more frames have been ended and taken in; at once if something went wrong.
    void await_frames(uint64_t count) const;
    /// Ends session and connection in good order.
    void stop();
    uint64_t frames() const { return progress_.lock()->frames; }
    /// Empty if all went well.
    std::string failure() const { return progress_.lock()->failure; }
    /// How many clients the service has, itself among them; asked on the same connection, by the thread.
    size_t clients_seen() const { return clients_seen_; }

 private:
    void run(const std::string& socket, proto::SessionKind kind);
    Result<void> live(ipc::Connection& connection, proto::SessionKind kind);

    struct Progress {
        uint64_t frames = 0;
        std::string failure;
    };
    template <typename Change>
    void make_progress(const Change& change);

    std::atomic<bool> stopping_{false};
    std::atomic<size_t> clients_seen_{0};
    Guarded<Progress> progress_;
    mutable std::condition_variable progressed_;
    std::thread thread_;
};

}  // namespace xrt::hostile
