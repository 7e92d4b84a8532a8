// SPDX-License-Identifier: BSL-1.0
//
// One connection: what it may call, who answers, and who pays.
#pragma once

#include <array>

#include "ipc/server/client.hpp"
#include "proto/control_dispatcher.hpp"
#include "proto/picture_receiver_sender.hpp"
#include "proto/scripts_dispatcher.hpp"
#include "proto/service_dispatcher.hpp"
#include "proto/tracing_dispatcher.hpp"
#include "proto/watcher_sender.hpp"
#include "service/client_session.hpp"
#include "service/control_session.hpp"
#include "service/costs.hpp"
#include "service/system.hpp"
#include "targets/service/script_session.hpp"
#include "targets/service/trace_session.hpp"

namespace xrt {

class ServiceClient final : public ipc::Client {
 public:
    /// limit_exceeded if the user has as many connections as he may have. All but `peer` outlive it.
    static Result<std::unique_ptr<ipc::Client>> create(System& system, script::ScriptHost& scripts,
                                                       const ipc::PeerInfo& peer, ipc::TraceHub& traces,
                                                       ipc::ClientEvents& events) {
        std::shared_ptr<const Account> account = system.accounts().open(peer.pid, peer.uid);
        Account::Charge connection = TRY(account->charge(connection_cost()));
        return std::unique_ptr<ipc::Client>(
            new ServiceClient(system, scripts, peer, traces, events, std::move(account), std::move(connection)));
    }

    std::span<ipc::Dispatcher* const> dispatchers() override { return dispatchers_; }
    void stopping() override { control_.stopping(); }

 private:
    ServiceClient(System& system, script::ScriptHost& scripts, const ipc::PeerInfo& peer, ipc::TraceHub& traces,
                  ipc::ClientEvents& events, std::shared_ptr<const Account> account, Account::Charge connection)
        : connection_(std::move(connection)),
          watcher_(events),
          pictures_(events),
          session_(system, peer.pid, account),
          control_(system, account, {watcher_, pictures_, [&events] { events.hang_up(); }}),
          scripts_(scripts),
          tracing_(traces, events) {}

    const Account::Charge connection_;
    proto::WatcherSender watcher_;
    proto::PictureReceiverSender pictures_;
    ClientSession session_;
    ControlSession control_;
    ScriptSession scripts_;
    TraceSession tracing_;
    proto::ServiceDispatcher service_dispatcher_{session_};
    proto::ControlDispatcher control_dispatcher_{control_};
    proto::ScriptsDispatcher scripts_dispatcher_{scripts_};
    proto::TracingDispatcher tracing_dispatcher_{tracing_};
    const std::array<ipc::Dispatcher*, 4> dispatchers_{&service_dispatcher_, &control_dispatcher_, &scripts_dispatcher_,
                                                       &tracing_dispatcher_};
};

}  // namespace xrt
