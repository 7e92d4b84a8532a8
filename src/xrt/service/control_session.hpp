// SPDX-License-Identifier: BSL-1.0
//
// proto::Control for a tool: looks at the system and changes nothing. Has no state of its own.
#pragma once

#include "proto/control_interface.hpp"

namespace xrt {

class System;

class ControlSession final : public proto::Control {
 public:
    /// `system` outlives it.
    explicit ControlSession(const System& system) : system_(system) {}

    /// At most as many as the protocol can carry, longest connected first.
    Result<proto::ListClientsReply> list_clients() override;
    Result<proto::ListDevicesReply> list_devices() override;

 private:
    const System& system_;
};

}  // namespace xrt
