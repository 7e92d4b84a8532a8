// SPDX-License-Identifier: BSL-1.0
//
// One connection: what it may call, and who answers.
#pragma once

#include <array>

#include "ipc/server/client.hpp"
#include "proto/control_dispatcher.hpp"
#include "proto/service_dispatcher.hpp"
#include "service/client_session.hpp"
#include "service/control_session.hpp"
#include "service/system.hpp"

namespace xrt {

class ServiceClient final : public ipc::Client {
 public:
    /// `system` outlives it.
    ServiceClient(System& system, const ipc::PeerInfo& peer) : session_(system, peer.pid), control_(system) {}

    std::span<ipc::Dispatcher* const> dispatchers() override { return dispatchers_; }

 private:
    ClientSession session_;
    ControlSession control_;
    proto::ServiceDispatcher service_dispatcher_{session_};
    proto::ControlDispatcher control_dispatcher_{control_};
    const std::array<ipc::Dispatcher*, 2> dispatchers_{&service_dispatcher_, &control_dispatcher_};
};

}  // namespace xrt
