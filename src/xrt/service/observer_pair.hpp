// SPDX-License-Identifier: BSL-1.0
//
// Two observers of the service instead of one; both outlive it.
#pragma once

#include "service/service_observer.hpp"

namespace xrt {

class ObserverPair final : public ServiceObserver {
 public:
    ObserverPair(ServiceObserver& first, ServiceObserver& second) : first_(first), second_(second) {}

    void client_introduced(ClientId client, pid_t pid, const std::string& application) override {
        first_.client_introduced(client, pid, application);
        second_.client_introduced(client, pid, application);
    }
    void session_created(ClientId client) override {
        first_.session_created(client);
        second_.session_created(client);
    }
    void session_state_changed(ClientId client, proto::SessionState state) override {
        first_.session_state_changed(client, state);
        second_.session_state_changed(client, state);
    }
    void session_destroyed(ClientId client) override {
        first_.session_destroyed(client);
        second_.session_destroyed(client);
    }
    void focus_moved(std::optional<ClientId> client) override {
        first_.focus_moved(client);
        second_.focus_moved(client);
    }
    void primary_chosen(ClientId client) override {
        first_.primary_chosen(client);
        second_.primary_chosen(client);
    }
    void focus_chosen(ClientId client) override {
        first_.focus_chosen(client);
        second_.focus_chosen(client);
    }
    void io_blocked(ClientId client, const proto::IoKinds& kinds) override {
        first_.io_blocked(client, kinds);
        second_.io_blocked(client, kinds);
    }
    void frame_ended(ClientId client, uint64_t number) override {
        first_.frame_ended(client, number);
        second_.frame_ended(client, number);
    }
    void frame_submitted(ClientId client, const proto::Frame& frame) override {
        first_.frame_submitted(client, frame);
        second_.frame_submitted(client, frame);
    }
    void swapchain_created(ClientId client, const Extent2D& extent) override {
        first_.swapchain_created(client, extent);
        second_.swapchain_created(client, extent);
    }
    void haptic_sent(UserPath device, const HapticPulse& pulse) override {
        first_.haptic_sent(device, pulse);
        second_.haptic_sent(device, pulse);
    }
    void mistake_made(ClientId client, const std::string& text) override {
        first_.mistake_made(client, text);
        second_.mistake_made(client, text);
    }
    void exit_requested(ClientId client) override {
        first_.exit_requested(client);
        second_.exit_requested(client);
    }
    void client_gone(ClientId client, uint64_t frames) override {
        first_.client_gone(client, frames);
        second_.client_gone(client, frames);
    }

 private:
    ServiceObserver& first_;
    ServiceObserver& second_;
};

}  // namespace xrt
