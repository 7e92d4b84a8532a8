// SPDX-License-Identifier: BSL-1.0
#include "targets/service/trace_session.hpp"

#include "auxiliary/os/monotonic_clock.hpp"
#include "ipc/server/client.hpp"
#include "ipc/wire/utf8.hpp"
#include "proto/describe.hpp"
#include "proto/trace.hpp"

namespace xrt {
namespace {

/// What fits, and no half characters.
std::string shortened(std::string line) {
    const std::string_view kept = std::string_view(line).substr(0, proto::max_trace_line);
    line.resize(ipc::valid_utf8_prefix(kept));
    return line;
}

}  // namespace

Result<void> TraceSession::start(int32_t pid) {
    subscription_.reset();
    events_.hide_from_traces();
    subscription_.emplace(
        hub_, [this, pid](const ipc::PeerInfo& peer, ipc::Direction direction, const ipc::MessageView& message) {
            if (pid == 0 || peer.pid == pid) tell(peer, direction, message);
        });
    return {};
}

void TraceSession::tell(const ipc::PeerInfo& peer, ipc::Direction direction, const ipc::MessageView& message) {
    proto::TracedMessage seen{
        .connection = peer.id, .pid = peer.pid, .time = MonotonicClock().now(), .dropped = dropped_};
    seen.line = shortened(ipc::trace_line(direction, message, proto::describe));
    const auto told = tracer_.message(seen);
    dropped_ = told ? 0 : dropped_ + 1;
}

}  // namespace xrt
