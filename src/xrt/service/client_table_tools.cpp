// SPDX-License-Identifier: BSL-1.0
//
// What tools see of clients, and do to them.
#include <algorithm>

#include "service/client_table.hpp"

namespace xrt {

static_assert(latency_bounds.size() <= proto::max_latency_bounds &&
              latency_bounds.size() < proto::latency_bucket_count);

Result<std::reference_wrapper<ClientTable::Client>> ClientTable::find_seen(State& state, ClientId id) {
    Client& client = TRY(find_introduced(state, id));
    if (state.focus.has(id)) return std::ref(client);
    return Error{ErrorCode::call_order, "client " + std::to_string(id.value) + " has no session that can be seen"};
}

Result<void> ClientTable::set_primary(ClientId id) {
    return then_raise(state_.with([&](State& state) -> Result<Raising> {
        const Client& client = TRY(find_seen(state, id));
        if (client.role == SessionRole::overlay) {
            return Error{ErrorCode::unsupported, "client " + std::to_string(id.value) +
                                                     " is an overlay, which is above the primary client, never it"};
        }
        observer_.primary_chosen(id);
        return enter_focus(state, id);
    }));
}

Result<void> ClientTable::set_focused(ClientId id) {
    return state_.with([&](State& state) -> Result<void> {
        TRY(find_seen(state, id));
        observer_.focus_chosen(id);
        state.focus.set_focused(id);
        apply_focus(state);
        return {};
    });
}

void ClientTable::set_raise(ClientId id, Raise raise) {
    state_.with([&](State& state) { state.clients.at(id).raise = std::move(raise); });
}

proto::IoKinds ClientTable::block_io(State& state, ClientId id, uint32_t kinds) {
    Client& client = state.clients.at(id);
    client.blocked = {kinds};
    observer_.io_blocked(id, client.blocked);
    client.memory->set_io_blocked(kinds);
    publish_inputs(state, id);
    return client.blocked;
}

Result<proto::IoKinds> ClientTable::change_io(ClientId id, proto::IoKinds block, proto::IoKinds allow) {
    return state_.with([&](State& state) -> Result<proto::IoKinds> {
        const Client& client = TRY(find_introduced(state, id));
        return block_io(state, id, (client.blocked.value | block.value) & ~allow.value);
    });
}

Result<proto::IoKinds> ClientTable::toggle_io(ClientId id) {
    return state_.with([&](State& state) -> Result<proto::IoKinds> {
        const Client& client = TRY(find_introduced(state, id));
        return block_io(state, id, client.blocked.value == 0 ? uint32_t{proto::IoKinds::all_flags} : 0);
    });
}

bool ClientTable::is_blocked(ClientId id, uint32_t kind) const {
    return state_.with([&](const State& state) { return state.clients.at(id).blocked.has(kind); });
}

std::vector<proto::ClientDescription> ClientTable::describe() const {
    return state_.with([](const State& state) {
        std::vector<proto::ClientDescription> descriptions;
        for (const auto& [id, client] : state.clients) {
            if (!client.memory) continue;  // a tool, or not yet introduced
            proto::ClientDescription& description = descriptions.emplace_back();
            description.id = id.value;
            description.pid = client.pid;
            description.application_name = client.application;
            description.has_session = client.session.has_value();
            description.state = client.session ? client.session->state() : proto::SessionState::idle;
            description.running = client.session && client.session->running();
            description.overlay = client.session && client.role == SessionRole::overlay;
            description.primary = state.focus.primary() == id;
            description.blocked = client.blocked;
            description.frames = client.frames;
            description.swapchains = static_cast<uint32_t>(client.account->used()[proto::Resource::swapchains]);
            description.image_bytes = client.account->used()[proto::Resource::image_bytes];
        }
        return descriptions;
    });
}

std::vector<proto::ClientMetrics> ClientTable::metrics() const {
    return state_.with([](const State& state) {
        std::vector<proto::ClientMetrics> all;
        for (const auto& [id, client] : state.clients) {
            if (!client.memory) continue;
            const FrameStatistics& seen = *client.statistics;
            proto::ClientMetrics& metrics = all.emplace_back();
            metrics.client = id.value;
            metrics.application_name = client.application;
            metrics.frames = client.frames;
            metrics.shown = seen.shown;
            metrics.missed = seen.missed;
            std::ranges::copy(seen.latency.buckets, metrics.latency.begin());
            metrics.latency_sum = Duration(seen.latency.sum);
        }
        return all;
    });
}

}  // namespace xrt
