// SPDX-License-Identifier: BSL-1.0
#include "targets/libmonado/root.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "proto/protocol_hash.hpp"

namespace xrt::mnd {
namespace {

constexpr Duration patience = std::chrono::seconds(2);

Error missing(const char* what, uint32_t number) {
    return {ErrorCode::not_found, "there is no " + std::string(what) + " " + std::to_string(number)};
}

}  // namespace

Result<std::unique_ptr<Root>> Root::connect() {
    ipc::ConnectOptions options;
    options.protocol_hash = proto::protocol_hash;
    options.handshake_limit = options.call_limit = patience;
    auto connection = TRY(ipc::connect(options));
    return std::unique_ptr<Root>(new Root(std::move(connection)));
}

Result<void> Root::update_clients() {
    const proto::ListClientsReply reply = TRY(control_.list_clients());
    state_.with([&](State& state) {
        state.clients.clear();
        std::ranges::transform(reply.clients, std::back_inserter(state.clients), &proto::ClientDescription::id);
    });
    return {};
}

std::vector<uint32_t> Root::clients() const {
    return state_.with([](const State& state) { return state.clients; });
}

Result<proto::ClientDescription> Root::client(uint32_t id) {
    const proto::ListClientsReply reply = TRY(control_.list_clients());
    const auto found = std::ranges::find(reply.clients, id, &proto::ClientDescription::id);
    if (found == reply.clients.end()) return missing("client", id);
    return *found;
}

Result<proto::DeviceDescription> Root::device(uint32_t index) {
    const proto::ListDevicesReply reply = TRY(control_.list_devices());
    if (index >= reply.devices.size()) return missing("device", index);
    return reply.devices[index];
}

Result<proto::TrackingOrigin> Root::tracking_origin(uint32_t index) {
    const proto::ListTrackingOriginsReply reply = TRY(control_.list_tracking_origins());
    if (index >= reply.origins.size()) return missing("tracking origin", index);
    return reply.origins[index];
}

const char* Root::keep(const std::string& text) {
    return state_.with([&](State& state) { return state.strings.insert(text).first->c_str(); });
}

}  // namespace xrt::mnd
