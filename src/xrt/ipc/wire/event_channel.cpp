// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/event_channel.hpp"

namespace xrt::ipc {

EventScope::EventScope(EventChannel& channel, uint8_t interface, uint16_t event)
    : channel_(channel), writer_(channel.begin()) {
    writer_.header({.serial = 0, .call = event, .interface = interface, .kind = MessageKind::event});
}

EventScope::~EventScope() { channel_.end(); }

Result<void> EventScope::send() {
    TRY(writer_.finish());
    return channel_.send();
}

}  // namespace xrt::ipc
