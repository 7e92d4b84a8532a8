// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/trace_hub.hpp"

namespace xrt::ipc {

TraceHub::Subscription::Subscription(TraceHub& hub, Onlooker onlooker) : hub_(hub) {
    auto onlookers = hub_.onlookers_.lock();
    place_ = onlookers->insert(onlookers->end(), std::move(onlooker));
    hub_.watched_ = true;
}

TraceHub::Subscription::~Subscription() {
    auto onlookers = hub_.onlookers_.lock();
    onlookers->erase(place_);
    hub_.watched_ = !onlookers->empty();
}

void TraceHub::saw(const PeerInfo& client, Direction direction, const MessageView& message) const {
    onlookers_.with([&](const std::list<Onlooker>& onlookers) {
        for (const Onlooker& onlooker : onlookers) onlooker(client, direction, message);
    });
}

}  // namespace xrt::ipc
