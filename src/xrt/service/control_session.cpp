// SPDX-License-Identifier: BSL-1.0
#include "service/control_session.hpp"

#include "auxiliary/util/log.hpp"
#include "service/costs.hpp"
#include "service/system.hpp"

namespace xrt {

static_assert(uint32_t{proto::IoKinds::poses} == blocked_poses &&
              uint32_t{proto::IoKinds::hand_tracking} == blocked_hand_tracking &&
              uint32_t{proto::IoKinds::inputs} == blocked_inputs &&
              uint32_t{proto::IoKinds::outputs} == blocked_outputs);

ControlSession::ControlSession(System& system, std::shared_ptr<const Account> account, Way way)
    : system_(system), account_(std::move(account)), way_(std::move(way)) {
    captures_.emplace(system_.compositor(), system_.settings(), system_.capture_counters(), account_, way_->pictures);
}

ControlSession::~ControlSession() { system_.changes().unsubscribe(this); }

Result<proto::ListClientsReply> ControlSession::list_clients() {
    proto::ListClientsReply reply;
    for (proto::ClientDescription& client : system_.clients().describe()) {
        if (!reply.clients.full()) reply.clients.push_back(std::move(client));
    }
    return reply;
}

Result<proto::ListDevicesReply> ControlSession::list_devices() {
    proto::ListDevicesReply reply;
    for (proto::DeviceDescription& device : system_.devices().describe(system_.clock().now())) {
        reply.devices.push_back(std::move(device));
    }
    return reply;
}

Result<void> ControlSession::set_primary_client(uint32_t client) {
    return system_.clients().set_primary(ClientId{client});
}

Result<void> ControlSession::set_focused_client(uint32_t client) {
    return system_.clients().set_focused(ClientId{client});
}

Result<proto::ChangeClientIoReply> ControlSession::change_client_io(uint32_t client, proto::IoKinds block,
                                                                    proto::IoKinds allow) {
    return proto::ChangeClientIoReply{TRY(system_.clients().change_io(ClientId{client}, block, allow))};
}

Result<proto::ToggleClientIoReply> ControlSession::toggle_client_io(uint32_t client) {
    return proto::ToggleClientIoReply{TRY(system_.clients().toggle_io(ClientId{client}))};
}

Result<void> ControlSession::recentre() { return system_.recentre(system_.clock().now()); }

Result<proto::ListTrackingOriginsReply> ControlSession::list_tracking_origins() {
    proto::ListTrackingOriginsReply reply;
    for (proto::TrackingOrigin& origin : system_.devices().tracking_origins()) {
        reply.origins.push_back(std::move(origin));
    }
    return reply;
}

Result<void> ControlSession::move_tracking_origin(uint32_t origin, const Pose& offset) {
    return system_.move_tracking_origin(origin, offset, system_.clock().now());
}

Result<void> ControlSession::quit() { return system_.quit(); }

Result<proto::ListLimitsReply> ControlSession::list_limits() { return system_.accounts().describe(); }

Result<proto::ListPropertiesReply> ControlSession::list_properties() {
    proto::ListPropertiesReply reply;
    for (proto::PropertyDescription& property : system_.properties().describe()) {
        reply.properties.push_back(std::move(property));
    }
    return reply;
}

Result<proto::GetPropertyReply> ControlSession::get_property(const std::string& name) {
    return proto::GetPropertyReply{TRY(system_.properties().get(name))};
}

Result<proto::SetPropertyReply> ControlSession::set_property(const std::string& name,
                                                             const proto::PropertyValue& value) {
    return proto::SetPropertyReply{TRY(system_.properties().set(name, value))};
}

Result<proto::ShiftPropertyReply> ControlSession::shift_property(const std::string& name,
                                                                 const proto::PropertyValue& by) {
    return proto::ShiftPropertyReply{TRY(system_.properties().shift(name, by))};
}

Result<void> ControlSession::inject_fault(proto::Fault fault) {
    log_warning("service", "a tool asks for a fault: %s", std::string(proto::to_string(fault)).c_str());
    return system_.bring_about(fault);
}

Result<void> ControlSession::subscribe(proto::ChangeKinds kinds) {
    if (!way_) return Error{ErrorCode::unsupported, "there is no connection that events could go through"};
    TRY(unsubscribe());
    Account::Charge charge = TRY(account_->charge(subscription_cost()));
    TRY(system_.changes().subscribe(this, {kinds, way_->watcher, way_->hang_up}));
    subscription_.with([&](Account::Charge& present) { present = std::move(charge); });
    return {};
}

Result<void> ControlSession::unsubscribe() {
    system_.changes().unsubscribe(this);
    subscription_.with([](Account::Charge& present) { present = {}; });
    return {};
}

Result<void> ControlSession::steer_devices(const BoundedVector<proto::DeviceStep, proto::max_device_steps>& steps) {
    return system_.steer_devices({steps.data(), steps.size()});
}

Result<std::reference_wrapper<CaptureSet>> ControlSession::captures() {
    if (captures_) return std::ref(*captures_);
    return Error{ErrorCode::unsupported, "there is no connection that pictures could go through"};
}

Result<proto::StartCaptureReply> ControlSession::start_capture(const proto::CaptureRequest& request) {
    CaptureSet& set = TRY(captures());
    const PictureSource source = to_picture_source(request.source);
    if (const auto* layer = std::get_if<LayerSource>(&source)) TRY(system_.clients().check(ClientId{layer->client}));
    if (const auto* chain = std::get_if<SwapchainSource>(&source)) {
        TRY(system_.clients().check(ClientId{chain->client}));
    }
    return proto::StartCaptureReply{TRY(set.start(request))};
}

Result<void> ControlSession::stop_capture(proto::CaptureId capture) {
    CaptureSet& set = TRY(captures());
    return set.stop(capture);
}

Result<void> ControlSession::return_pictures(proto::CaptureId capture, uint32_t count) {
    CaptureSet& set = TRY(captures());
    return set.give_back(capture, count);
}

Result<proto::GetMetricsReply> ControlSession::get_metrics() { return system_.metrics(); }

Result<void> ControlSession::start_timeline() {
    std::optional<Account::Charge> charge;
    if (account_) charge = TRY(account_->charge(subscription_cost()));
    timeline_.with([&](Timeline& timeline) {
        timeline.reader = std::make_unique<FrameTimeline::Reader>(system_.timeline());
        timeline.charge = std::move(charge);
    });
    return {};
}

Result<proto::TakeTimelineReply> ControlSession::take_timeline() {
    return timeline_.with([](Timeline& timeline) -> Result<proto::TakeTimelineReply> {
        if (!timeline.reader) return Error{ErrorCode::call_order, "no timeline is recorded for this connection"};
        proto::TakeTimelineReply reply;
        reply.lost = timeline.reader->take(reply.events);
        return reply;
    });
}

Result<void> ControlSession::stop_timeline() {
    timeline_.with([](Timeline& timeline) {
        timeline.reader.reset();
        timeline.charge.reset();
    });
    return {};
}

void ControlSession::stopping() {
    if (captures_) captures_->stop();
}

}  // namespace xrt
