// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/client_events.hpp"

namespace xrt::ipc {

OutgoingMessage& ClientEvents::begin() {
    in_use_.lock();
    if (!message_) message_ = std::make_unique_for_overwrite<OutgoingMessage>();  // most clients never get an event
    return *message_;
}

Result<void> ClientEvents::send() {
    auto sent = channel_.send(*message_, Deadline::at(Time{}));
    if (sent) trace_.saw(Direction::sent, *message_);
    if (sent || sent.error().code != ErrorCode::timeout) return sent;
    return Error{ErrorCode::limit_exceeded, "the client does not read its events"};
}

}  // namespace xrt::ipc
