// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/call_channel.hpp"

namespace xrt::ipc {

CallScope::CallScope(CallChannel& channel, uint8_t interface, uint16_t call, MessageKind kind)
    : channel_(channel), serial_(channel.next_serial()), writer_(channel.begin()) {
    writer_.header({.serial = serial_, .call = call, .interface = interface, .kind = kind});
}

CallScope::~CallScope() { channel_.end(); }

Result<std::reference_wrapper<Reader>> CallScope::transact() {
    TRY(writer_.finish());
    IncomingMessage* const reply = TRY(channel_.transact(serial_));
    return std::ref(reader_.emplace(*reply));
}

Result<void> CallScope::send() {
    TRY(writer_.finish());
    return channel_.send();
}

}  // namespace xrt::ipc
