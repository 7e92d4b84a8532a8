// SPDX-License-Identifier: BSL-1.0
#include "service/costs.hpp"

#include "service/event_queue.hpp"
#include "xrt/compositor_native.hpp"
#include "xrt/segment/client_segment.hpp"

namespace xrt {
namespace {

using proto::Resource;

constexpr uint64_t message_bytes = 65536, message_fds = 32;  // of the wire
constexpr uint64_t socket_buffer_bytes = 212'992;            // the kernel's default
constexpr uint64_t frames_in_flight = 4;

}  // namespace

Amounts connection_cost() {
    Amounts cost;
    cost[Resource::connections] = 1;
    cost[Resource::fds] = 1 + message_fds;
    cost[Resource::bytes] = 2 * message_bytes + EventQueue::capacity * sizeof(proto::Event);
    return cost;
}

Amounts introduction_cost() {
    Amounts cost;
    cost[Resource::fds] = 1;
    cost[Resource::bytes] = sizeof(ClientSegment);
    return cost;
}

Amounts session_cost() {
    Amounts cost;
    cost[Resource::sessions] = 1;
    cost[Resource::fds] = frames_in_flight * max_frame_syncs;
    cost[Resource::bytes] = frames_in_flight * sizeof(LayerFrame);
    return cost;
}

Amounts swapchain_cost(uint64_t allocations, uint64_t image_bytes) {
    Amounts cost;
    cost[Resource::swapchains] = 1;
    cost[Resource::fds] = allocations;
    cost[Resource::image_bytes] = image_bytes;
    return cost;
}

Amounts subscription_cost() {
    Amounts cost;
    cost[Resource::subscriptions] = 1;
    cost[Resource::bytes] = message_bytes + socket_buffer_bytes;
    return cost;
}

Amounts picture_cost(uint64_t bytes) {
    Amounts cost;
    cost[Resource::fds] = 1;
    cost[Resource::image_bytes] = bytes;
    return cost;
}

}  // namespace xrt
