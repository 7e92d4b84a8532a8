// SPDX-License-Identifier: BSL-1.0
#include "service/control_session.hpp"

#include "service/system.hpp"

namespace xrt {

Result<proto::ListClientsReply> ControlSession::list_clients() {
    proto::ListClientsReply reply;
    for (proto::ClientDescription& client : system_.clients().describe()) {
        if (!reply.clients.full()) reply.clients.push_back(std::move(client));
    }
    return reply;
}

Result<proto::ListDevicesReply> ControlSession::list_devices() {
    proto::ListDevicesReply reply;
    for (proto::DeviceDescription& device : system_.devices().describe()) reply.devices.push_back(std::move(device));
    return reply;
}

}  // namespace xrt
