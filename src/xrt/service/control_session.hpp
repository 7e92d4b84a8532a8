// SPDX-License-Identifier: BSL-1.0
//
// proto::Control for a tool: looks at the system, changes its properties, steers its simulated devices, and has it tell what
// changes and what is seen.
#pragma once

#include <functional>
#include <optional>

#include "auxiliary/util/guarded.hpp"
#include "proto/control_interface.hpp"
#include "proto/picture_receiver_interface.hpp"
#include "proto/watcher_interface.hpp"
#include "service/account.hpp"
#include "service/capture_set.hpp"
#include "service/frame_timeline.hpp"

namespace xrt {

class System;

class ControlSession final : public proto::Control {
 public:
    /// Where events go, and how the connection is ended that does not take them.
    struct Way {
        proto::Watcher& watcher;
        proto::PictureReceiver& pictures;
        std::function<void()> hang_up;
    };

    /// `system` and all that is in `way` outlive it.
    ControlSession(System& system, std::shared_ptr<const Account> account, Way way);
    /// Without a way for events: it cannot subscribe.
    explicit ControlSession(System& system) : system_(system) {}
    ~ControlSession() override;

    /// At most as many as the protocol can carry, longest connected first.
    Result<proto::ListClientsReply> list_clients() override;
    Result<proto::ListDevicesReply> list_devices() override;
    Result<proto::ListLimitsReply> list_limits() override;

    Result<void> set_primary_client(uint32_t client) override;
    Result<void> set_focused_client(uint32_t client) override;
    Result<proto::ChangeClientIoReply> change_client_io(uint32_t client, proto::IoKinds block,
                                                        proto::IoKinds allow) override;
    Result<proto::ToggleClientIoReply> toggle_client_io(uint32_t client) override;
    Result<void> recentre() override;
    Result<proto::ListTrackingOriginsReply> list_tracking_origins() override;
    Result<void> move_tracking_origin(uint32_t origin, const Pose& offset) override;
    Result<void> quit() override;

    Result<proto::ListPropertiesReply> list_properties() override;
    Result<proto::GetPropertyReply> get_property(const std::string& name) override;
    Result<proto::SetPropertyReply> set_property(const std::string& name, const proto::PropertyValue& value) override;
    Result<proto::ShiftPropertyReply> shift_property(const std::string& name, const proto::PropertyValue& by) override;
    Result<void> steer_devices(const BoundedVector<proto::DeviceStep, proto::max_device_steps>& steps) override;

    Result<void> inject_fault(proto::Fault fault) override;

    Result<void> subscribe(proto::ChangeKinds kinds) override;
    Result<void> unsubscribe() override;

    Result<proto::StartCaptureReply> start_capture(const proto::CaptureRequest& request) override;
    Result<void> stop_capture(proto::CaptureId capture) override;
    Result<void> return_pictures(proto::CaptureId capture, uint32_t count) override;

    Result<proto::GetMetricsReply> get_metrics() override;

    Result<void> start_timeline() override;
    Result<proto::TakeTimelineReply> take_timeline() override;
    Result<void> stop_timeline() override;

    /// The service is about to end. From any thread, also during a call.
    void stopping();

 private:
    struct Timeline {
        std::optional<Account::Charge> charge;
        std::unique_ptr<FrameTimeline::Reader> reader;
    };

    Result<std::reference_wrapper<CaptureSet>> captures();

    System& system_;
    const std::shared_ptr<const Account> account_;
    const std::optional<Way> way_;
    Guarded<Account::Charge> subscription_;
    Guarded<Timeline> timeline_;
    std::optional<CaptureSet> captures_;
};

}  // namespace xrt
