// SPDX-License-Identifier: BSL-1.0
//
// A client's connection to the service, for any number of threads. The generated proxies call through it.
//
//     auto connection = TRY(connect({.protocol_hash = proto::protocol_hash}));
//     proto::ServiceProxy service(*connection);
//
// A call whose deadline passes fails with `timeout`, its reply is dropped if it comes after all, and the connection goes on.
// Whatever else goes wrong with the connection, it is lost for ever and every later call fails at once. No reconnecting: what
// the service knew of this client is gone with it.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "ipc/client/hangup_watcher.hpp"
#include "ipc/wire/call_channel.hpp"
#include "ipc/wire/channel.hpp"
#include "ipc/wire/event_dispatcher.hpp"
#include "ipc/wire/message_tracer.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

struct ConnectOptions {
    std::string socket_path;            ///< or @NAME; empty: MONADO_SOCKET_FD, MONADO_SOCKET, the usual place
    uint64_t protocol_hash = 0;         ///< of the generated code
    std::string version = XRT_VERSION;  ///< for people
    Describe describe = {};             ///< the generated one: lets MONADO_IPC_TRACE work
    Duration handshake_limit = std::chrono::seconds(5);
    Duration call_limit = std::chrono::seconds(5);  ///< twice as long where a signal or an event comes first
};

class Connection final : public CallChannel {
 public:
    /// Takes over a connected socket and does the handshake. version_mismatch, limit_exceeded, permission_denied or
    /// unavailable if the service refuses.
    static Result<std::unique_ptr<Connection>> create(UniqueFd socket, const ConnectOptions& options);

    OutgoingMessage& begin() override;
    uint32_t next_serial() override { return ++last_serial_; }
    Result<IncomingMessage*> transact(uint32_t serial) override;
    Result<void> send() override;
    void end() override { in_use_.unlock(); }

    /// Who hears of events, from within calls and wait_for_event(), on that thread; it makes no calls itself. Before anything
    /// that makes the service send them: an event that nobody wants breaks the protocol.
    void set_event_dispatcher(EventDispatcher* dispatcher) { events_ = dispatcher; }
    /// Until one event has been dispatched; `timeout` if none came. Others' calls wait meanwhile. A handler's error loses the
    /// connection.
    Result<void> wait_for_event(Deadline deadline);

    /// The service is gone. Costs no system call; true within a moment of the service's death.
    bool lost() const { return lost_; }

 private:
    /// So many calls without an answer, one after the other: the service is as good as dead.
    static constexpr size_t most_unanswered = 8;

    Connection(UniqueFd socket, Duration call_limit);
    Result<void> send_now();
    Result<void> receive_before(Deadline deadline);
    Result<void> receive_first();
    Result<void> await_reply();
    Result<void> take_aside();
    Result<IncomingMessage*> opened_reply();
    Error fail(Error error);
    Error give_up(uint32_t serial, Error error);
    Error lose(Error error);

    const Channel channel_;
    const Duration call_limit_;
    std::atomic<bool> lost_{false};
    std::atomic<uint32_t> last_serial_{0};
    std::mutex in_use_;  // held from begin() to end(), guards the two messages
    std::unique_ptr<OutgoingMessage> outgoing_;
    std::unique_ptr<IncomingMessage> incoming_;
    EventDispatcher* events_ = nullptr;
    std::unique_ptr<MessageTracer> tracer_;
    BoundedVector<uint32_t, most_unanswered> unanswered_;  // serials whose replies may still come
    std::unique_ptr<HangupWatcher> watcher_;               // last: it uses the channel
};

/// Finds the service. `unavailable` if there is none, with the socket that was tried and how to start the service;
/// invalid_argument if MONADO_SOCKET_FD is of no use.
Result<std::unique_ptr<Connection>> connect(const ConnectOptions& options);

}  // namespace xrt::ipc
