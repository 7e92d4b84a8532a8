// SPDX-License-Identifier: BSL-1.0
//
// Told what goes on in the service, in the order in which it happens, on whichever thread it happens. Must return at
// once and must not call back: locks of the service are held.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "proto/session.hpp"
#include "service/client_id.hpp"
#include "xrt/device.hpp"

namespace xrt {

namespace proto {
struct Frame;
struct IoKinds;
}  // namespace proto

class ServiceObserver {
 public:
    virtual ~ServiceObserver() = default;
    /// The client has said who it is; `application` is in its own words.
    virtual void client_introduced(ClientId client, pid_t pid, const std::string& application) = 0;
    virtual void session_created(ClientId client) = 0;
    virtual void session_state_changed(ClientId client, proto::SessionState state) = 0;
    virtual void session_destroyed(ClientId) {}
    /// Who reads inputs now; nobody at first.
    virtual void focus_moved(std::optional<ClientId>) {}
    // What somebody has chosen, a tool or a script: who is in front, who has the focus, and what is kept from a client, all of it.
    virtual void primary_chosen(ClientId) {}
    virtual void focus_chosen(ClientId) {}
    virtual void io_blocked(ClientId, const proto::IoKinds&) {}
    /// Frames of a session count from 1.
    virtual void frame_ended(ClientId client, uint64_t number) = 0;
    /// What the frame shows; before it is shown.
    virtual void frame_submitted(ClientId, const proto::Frame&) {}
    virtual void swapchain_created(ClientId, const Extent2D&) {}
    /// The client with the focus sent a pulse to one of the device's outputs.
    virtual void haptic_sent(UserPath, const HapticPulse&) {}
    /// The client's application has called OpenXR in a way that the specification forbids.
    virtual void mistake_made(ClientId, const std::string&) {}
    /// The service itself has asked the session to exit.
    virtual void exit_requested(ClientId client) = 0;
    /// `frames` of all its sessions together. Only for clients that were introduced.
    virtual void client_gone(ClientId client, uint64_t frames) = 0;
};

}  // namespace xrt
