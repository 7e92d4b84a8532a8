// SPDX-License-Identifier: BSL-1.0
#include "service/control_session.hpp"

#include "auxiliary/util/log.hpp"
#include "service/costs.hpp"
#include "service/system.hpp"

namespace xrt {

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
    for (proto::DeviceDescription& device : system_.devices().describe()) reply.devices.push_back(std::move(device));
    return reply;
}

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
    switch (fault) {
        case proto::Fault::device_lost:
            return system_.compositor().lose_device();
    }
    return Error{ErrorCode::unsupported, "no such fault"};
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

}  // namespace xrt
