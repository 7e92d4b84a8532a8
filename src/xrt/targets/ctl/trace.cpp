// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/trace.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "proto/control_proxy.hpp"
#include "proto/tracer_dispatcher.hpp"
#include "proto/tracing_proxy.hpp"

namespace xrt::ctl {
namespace {

class Printer final : public proto::Tracer {
 public:
    Result<void> message(const proto::TracedMessage& seen) override {
        const std::string text = trace_text(seen);
        const bool printed = std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
        if (printed) return {};
        return Error{ErrorCode::os_error, "cannot write to standard output"};
    }
};

Result<int32_t> pid_of(ipc::Connection& connection, uint32_t client) {
    const proto::ListClientsReply reply = TRY(proto::ControlProxy(connection).list_clients());
    const auto found = std::ranges::find(reply.clients, client, &proto::ClientDescription::id);
    if (found != reply.clients.end()) return found->pid;
    return Error{ErrorCode::not_found,
                 "there is no client " + std::to_string(client) + "; `monado-ctl clients` lists them"};
}

}  // namespace

Result<void> trace(ipc::Connection& connection, std::optional<uint32_t> client) {
    Printer printer;
    proto::TracerDispatcher dispatcher(printer);
    connection.set_event_dispatcher(&dispatcher);
    const int32_t pid = client ? TRY(pid_of(connection, *client)) : 0;
    TRY(proto::TracingProxy(connection).start(pid));
    while (true) TRY(connection.wait_for_event(Deadline::never()));
}

std::string trace_text(const proto::TracedMessage& seen) {
    std::array<char, 96> head;
    const double seconds = std::chrono::duration<double>(seen.time.time_since_epoch()).count();
    std::snprintf(head.data(), head.size(), "%.6f connection %u (pid %d) ", seconds, seen.connection, seen.pid);
    const std::string gap =
        seen.dropped > 0 ? "(" + std::to_string(seen.dropped) + " messages were dropped here)\n" : "";
    return gap + head.data() + seen.line + "\n";
}

}  // namespace xrt::ctl
