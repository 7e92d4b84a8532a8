// SPDX-License-Identifier: BSL-1.0
#include "service/change_hub.hpp"

#include <span>

#include "auxiliary/util/log.hpp"
#include "service/properties.hpp"

namespace xrt {
namespace {

using proto::ChangeKinds;

struct KindOf {
    uint32_t operator()(const proto::ClientConnected&) const { return ChangeKinds::clients; }
    uint32_t operator()(const proto::ClientGone&) const { return ChangeKinds::clients; }
    uint32_t operator()(const proto::SessionChanged&) const { return ChangeKinds::sessions; }
    uint32_t operator()(const proto::FocusChanged&) const { return ChangeKinds::focus; }
    uint32_t operator()(const proto::DevicesChanged&) const { return ChangeKinds::devices; }
    uint32_t operator()(const proto::PropertyChanged&) const { return ChangeKinds::properties; }
};

Result<void> send(proto::Watcher& watcher, proto::ChangeOrigin origin, std::span<const proto::Change> changes) {
    while (!changes.empty()) {
        BoundedVector<proto::Change, proto::max_changes_per_event> batch;
        while (!changes.empty() && !batch.full()) {
            batch.push_back(changes.front());
            changes = changes.subspan(1);
        }
        TRY(watcher.changed(origin, batch));
    }
    return {};
}

}  // namespace

Result<void> ChangeHub::subscribe(Key key, Subscriber subscriber) {
    return state_.with([&](State& state) -> Result<void> {
        state.subscribers.erase(key);
        TRY(send(subscriber.watcher, proto::ChangeOrigin::present, present(state, subscriber.kinds)));
        state.subscribers.emplace(key, std::move(subscriber));
        return {};
    });
}

void ChangeHub::unsubscribe(Key key) {
    state_.with([&](State& state) { state.subscribers.erase(key); });
}

ChangeHub::Changes ChangeHub::present(const State& state, ChangeKinds kinds) {
    Changes changes;
    if (kinds.has(ChangeKinds::devices)) changes.emplace_back(state.devices);
    for (const auto& [name, value] : state.properties) {
        if (kinds.has(ChangeKinds::properties)) changes.emplace_back(proto::PropertyChanged{name, value});
    }
    for (const auto& [id, client] : state.clients) {
        if (kinds.has(ChangeKinds::clients)) changes.emplace_back(client);
    }
    for (const auto& [id, session] : state.sessions) {
        if (kinds.has(ChangeKinds::sessions)) changes.emplace_back(session);
    }
    if (kinds.has(ChangeKinds::focus)) changes.emplace_back(state.focus);
    return changes;
}

void ChangeHub::tell(State& state, const proto::Change& change) {
    const uint32_t kind = std::visit(KindOf(), change);
    std::erase_if(state.subscribers, [&](const auto& entry) {
        const Subscriber& subscriber = entry.second;
        if (!subscriber.kinds.has(kind)) return false;
        const Result<void> told = send(subscriber.watcher, proto::ChangeOrigin::change, {&change, 1});
        if (told) return false;
        if (told.error().code != ErrorCode::connection_lost) {
            log_warning("service", "a subscriber is disconnected: %s", told.error().message.c_str());
        }
        subscriber.drop();
        return true;
    });
}

void ChangeHub::devices_changed(const std::vector<proto::DeviceDescription>& devices) {
    state_.with([&](State& state) {
        state.devices = {};
        for (const proto::DeviceDescription& device : devices) {
            if (!state.devices.devices.full()) state.devices.devices.push_back(device);
        }
        tell(state, state.devices);
    });
}

void ChangeHub::settings_changed(const SystemSettings::Values& values) {
    state_.with([&](State& state) {
        for (const proto::PropertyChanged& property : property_values(values)) {
            const auto [known, added] = state.properties.try_emplace(property.name, property.value);
            if (!added && known->second == property.value) continue;
            known->second = property.value;
            tell(state, property);
        }
    });
}

void ChangeHub::client_introduced(ClientId client, pid_t pid, const std::string& application) {
    state_.with([&](State& state) {
        const proto::ClientConnected connected{client.value, pid, application};
        tell(state, state.clients[client] = connected);
    });
}

void ChangeHub::session_state_changed(ClientId client, proto::SessionState session_state) {
    state_.with([&](State& state) {
        const proto::SessionChanged changed{client.value, session_state};
        tell(state, state.sessions[client] = changed);
    });
}

void ChangeHub::session_destroyed(ClientId client) {
    state_.with([&](State& state) {
        state.sessions.erase(client);
        tell(state, proto::SessionChanged{client.value, std::nullopt});
    });
}

void ChangeHub::focus_moved(std::optional<ClientId> client) {
    state_.with([&](State& state) {
        state.focus.client.reset();
        if (client) state.focus.client = client->value;
        tell(state, state.focus);
    });
}

void ChangeHub::client_gone(ClientId client, uint64_t frames) {
    state_.with([&](State& state) {
        state.clients.erase(client);
        tell(state, proto::ClientGone{client.value, frames});
    });
}

}  // namespace xrt
