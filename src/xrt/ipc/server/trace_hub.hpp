// SPDX-License-Identifier: BSL-1.0
//
// Those who look on while the service's clients work. While there are none, a message costs one relaxed load.
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <memory>

#include "auxiliary/util/guarded.hpp"
#include "ipc/wire/message_tracer.hpp"

namespace xrt::ipc {

struct PeerInfo;

class TraceHub {
 public:
    /// Called on the thread of the client whose message it is, one at a time; must not wait for anybody.
    using Onlooker = std::function<void(const PeerInfo& client, Direction direction, const MessageView& message)>;

    /// Looks on as long as it lives; when it is destroyed, the onlooker is not being called any more.
    class Subscription {
     public:
        Subscription(TraceHub& hub, Onlooker onlooker);
        ~Subscription();
        Subscription(const Subscription&) = delete;
        Subscription& operator=(const Subscription&) = delete;

     private:
        TraceHub& hub_;
        std::list<Onlooker>::iterator place_;
    };

    bool is_watched() const { return watched_.load(std::memory_order_relaxed); }
    void saw(const PeerInfo& client, Direction direction, const MessageView& message) const;

 private:
    std::atomic<bool> watched_{false};
    Guarded<std::list<Onlooker>> onlookers_;
};

}  // namespace xrt::ipc
