// SPDX-License-Identifier: BSL-1.0
//
// proto::Tracing for a tool: tells it what other clients and the service say to each other. Waits for no tool: what does not fit
// into its socket is dropped and counted.
#pragma once

#include <optional>

#include "ipc/server/client_events.hpp"
#include "ipc/server/trace_hub.hpp"
#include "proto/tracer_sender.hpp"
#include "proto/tracing_interface.hpp"

namespace xrt {

class TraceSession final : public proto::Tracing {
 public:
    /// Both outlive it.
    TraceSession(ipc::TraceHub& hub, ipc::ClientEvents& events) : hub_(hub), events_(events), tracer_(events) {}

    Result<void> start(int32_t pid) override;

 private:
    void tell(const ipc::PeerInfo& peer, ipc::Direction direction, const ipc::MessageView& message);

    ipc::TraceHub& hub_;
    ipc::ClientEvents& events_;
    proto::TracerSender tracer_;
    uint64_t dropped_ = 0;                                     // the hub calls one onlooker at a time
    std::optional<ipc::TraceHub::Subscription> subscription_;  // last: it uses the rest
};

}  // namespace xrt
