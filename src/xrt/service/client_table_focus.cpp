// SPDX-License-Identifier: BSL-1.0
//
// What comes of the focus: who is seen, who lies in front, who reads inputs, and what overlays are told.
#include <algorithm>

#include "service/client_table.hpp"

namespace xrt {

void ClientTable::limit_prominence(Prominence most) {
    state_.with([&](State& state) {
        state.focus.limit(most);
        apply_focus(state);
    });
}

Result<void> ClientTable::then_raise(const Result<Raising>& raising) {
    if (!raising) return raising.error();
    if (*raising) (*raising)();
    return {};
}

ClientTable::Raising ClientTable::enter_focus(State& state, ClientId id) {
    const Client& client = state.clients.at(id);
    state.focus.enter(id, client.role);
    apply_focus(state);
    if (!client.raise) return nullptr;
    return [raise = client.raise, height = ++state.front_height] { raise(height); };
}

void ClientTable::leave_focus(State& state, ClientId id) {
    state.focus.leave(id);
    apply_focus(state);
}

void ClientTable::apply_focus(State& state) {
    // Whoever loses the focus is told before whoever gets it.
    for (const Prominence prominence : {Prominence::hidden, Prominence::visible, Prominence::focused}) {
        for (auto& [id, client] : state.clients) {
            if (!client.session || state.focus.prominence_of(id) != prominence) continue;
            report(id, client, client.session->show(prominence));
        }
    }
    move_input_focus(state);
    tell_overlays(state);
}

void ClientTable::move_input_focus(State& state) {
    std::vector<ClientId> readers = state.focus.input_readers();
    const auto reads = [](const std::vector<ClientId>& list, ClientId id) { return std::ranges::count(list, id) != 0; };
    const std::vector<ClientId> before = std::exchange(state.input_readers, readers);
    for (const ClientId id : before) {
        if (!reads(readers, id)) publish_inputs(state, id);
    }
    for (const ClientId id : readers) {
        if (!reads(before, id)) publish_inputs(state, id);
    }
    if (state.focus.focused() == state.focused) return;
    state.focused = state.focus.focused();
    observer_.focus_moved(state.focused);
}

/// The main session is the one in front.
void ClientTable::tell_overlays(State& state) {
    const std::optional<ClientId> main = state.focus.seen_primary();
    const proto::MainSessionVisibilityChanged now{main.has_value(), main && state.clients.at(*main).composes_depth};
    if (now == state.main_session) return;
    state.main_session = now;
    for (auto& [id, client] : state.clients) {
        if (client.session && client.role == SessionRole::overlay) queue(client, now);
    }
}

bool ClientTable::has_focus(ClientId id) const {
    return state_.with([&](const State& state) { return std::ranges::count(state.input_readers, id) != 0; });
}

void ClientTable::publish_inputs(const SharedInputs& inputs) {
    state_.with([&](State& state) {
        state.inputs = inputs;
        for (const ClientId reader : state.input_readers) publish_inputs(state, reader);
    });
}

void ClientTable::publish_inputs(const State& state, ClientId id) {
    const Client& client = state.clients.at(id);
    const bool reads = std::ranges::count(state.input_readers, id) != 0 && !client.blocked.has(proto::IoKinds::inputs);
    client.memory->publish_inputs(reads ? state.inputs : SharedInputs{});
}

}  // namespace xrt
