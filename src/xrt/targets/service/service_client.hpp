// SPDX-License-Identifier: BSL-1.0
//
// One connection: what it may call, and who answers.
#pragma once

#include <array>

#include "ipc/server/client.hpp"
#include "proto/control_dispatcher.hpp"
#include "proto/service_dispatcher.hpp"
#include "proto/tracing_dispatcher.hpp"
#include "service/client_session.hpp"
#include "service/control_session.hpp"
#include "service/system.hpp"
#include "targets/service/trace_session.hpp"

namespace xrt {

class ServiceClient final : public ipc::Client {
 public:
    /// All but `peer` outlive it.
    ServiceClient(System& system, const ipc::PeerInfo& peer, ipc::TraceHub& traces, ipc::ClientEvents& events)
        : session_(system, peer.pid), control_(system), tracing_(traces, events) {}

    std::span<ipc::Dispatcher* const> dispatchers() override { return dispatchers_; }

 private:
    ClientSession session_;
    ControlSession control_;
    TraceSession tracing_;
    proto::ServiceDispatcher service_dispatcher_{session_};
    proto::ControlDispatcher control_dispatcher_{control_};
    proto::TracingDispatcher tracing_dispatcher_{tracing_};
    const std::array<ipc::Dispatcher*, 3> dispatchers_{&service_dispatcher_, &control_dispatcher_,
                                                       &tracing_dispatcher_};
};

}  // namespace xrt
