// SPDX-License-Identifier: BSL-1.0
//
// For tests: a service of which nothing is expected but what a test makes of it.
#pragma once

#include "proto/service_interface.hpp"

namespace xrt::comp {

class RefusingService : public proto::Service {
 public:
    Result<proto::IntroduceReply> introduce(const proto::ClientInfo&) override { return unexpected(); }
    Result<void> create_session(proto::SessionKind, const std::optional<uint32_t>&) override { return unexpected(); }
    Result<void> destroy_session() override { return unexpected(); }
    Result<void> begin_session(proto::ViewConfiguration, const BoundedVector<proto::ViewConfiguration, 2>&) override {
        return unexpected();
    }
    Result<void> end_session() override { return unexpected(); }
    Result<void> request_exit_session() override { return unexpected(); }
    Result<proto::TakeEventsReply> take_events() override { return unexpected(); }
    Result<void> request_refresh_rate(float) override { return unexpected(); }
    Result<proto::CreateSwapchainReply> create_swapchain(const proto::SwapchainInfo&) override { return unexpected(); }
    Result<proto::ImportSwapchainReply> import_swapchain(
        const proto::SwapchainInfo&, proto::ImageMemory,
        BoundedVector<proto::SwapchainMemory, proto::max_swapchain_images>) override {
        return unexpected();
    }
    Result<void> share_timeline(UniqueFd) override { return unexpected(); }
    Result<void> destroy_swapchain(proto::SwapchainId) override { return unexpected(); }
    Result<void> set_sampler(proto::SwapchainId, const proto::Sampler&) override { return unexpected(); }
    Result<void> end_frame(const proto::Frame&, BoundedVector<UniqueFd, proto::max_frame_syncs>) override {
        return unexpected();
    }
    Result<void> apply_haptic(uint32_t, const Duration&, float, float) override { return unexpected(); }
    Result<void> stop_haptic(uint32_t) override { return unexpected(); }
    Result<void> note_mistake(const std::string&) override { return unexpected(); }
    Result<void> steer_devices(const BoundedVector<proto::DeviceStep, proto::max_device_steps>&) override {
        return unexpected();
    }

 private:
    static Error unexpected() { return {ErrorCode::internal, "not what this test calls"}; }
};

}  // namespace xrt::comp
