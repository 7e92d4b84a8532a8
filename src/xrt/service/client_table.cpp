// SPDX-License-Identifier: BSL-1.0
#include "service/client_table.hpp"

#include "auxiliary/util/log.hpp"

namespace xrt {

ClientTable::ClientTable(const Clock& clock, ServiceObserver& observer, const Options& options)
    : clock_(clock), observer_(observer), options_(options) {}

ClientId ClientTable::add(pid_t pid, std::shared_ptr<const Account> account) {
    return state_.with([&](State& state) {
        const ClientId id{++state.last_id};
        Client& client = state.clients[id];
        client.pid = pid;
        client.account = std::move(account);
        client.statistics = std::make_shared<FrameStatistics>(id.value);
        return id;
    });
}

void ClientTable::remove(ClientId id) {
    state_.with([&](State& state) {
        drop_session(state, id);
        const Client& client = state.clients.at(id);
        if (client.memory) observer_.client_gone(id, client.frames);
        state.clients.erase(id);
    });
}

Result<void> ClientTable::introduce(ClientId id, const proto::ClientInfo& info, std::shared_ptr<ClientMemory> memory) {
    return state_.with([&](State& state) -> Result<void> {
        Client& client = state.clients.at(id);
        if (client.memory) return Error{ErrorCode::call_order, "the client has introduced itself already"};
        client.application = info.application_name;
        client.composes_depth = info.composes_depth;
        client.memory = std::move(memory);
        observer_.client_introduced(id, client.pid, client.application);
        return {};
    });
}

Result<void> ClientTable::create_session(ClientId id, proto::SessionKind kind, SessionRole role) {
    return state_.with([&](State& state) -> Result<void> {
        Client& client = state.clients.at(id);
        if (client.session) return Error{ErrorCode::call_order, "the client has a session already"};
        client.session.emplace(kind);
        client.role = role;
        observer_.session_created(id);
        report(id, client, client.session->start());
        if (role == SessionRole::overlay && state.main_session.visible) queue(client, state.main_session);
        return {};
    });
}

void ClientTable::set_loss_handler(ClientId id, std::function<void()> on_loss) {
    state_.with([&](State& state) { state.clients.at(id).on_loss = std::move(on_loss); });
}

void ClientTable::destroy_session(ClientId id) {
    state_.with([&](State& state) { drop_session(state, id); });
}

void ClientTable::drop_session(State& state, ClientId id) {
    Client& client = state.clients.at(id);
    if (!client.session) return;
    client.session.reset();
    client.raise = nullptr;
    client.on_loss = nullptr;
    leave_focus(state, id);
    observer_.session_destroyed(id);
    client.events.drop_session_events();
    client.memory->set_events_queued(client.events.queued_count());
}

Result<std::reference_wrapper<ClientTable::Client>> ClientTable::find_session(State& state, ClientId id) {
    Client& client = state.clients.at(id);
    if (!client.session) return Error{ErrorCode::call_order, "the client has no session"};
    return std::ref(client);
}

Result<void> ClientTable::begin_session(ClientId id) {
    return then_raise(state_.with([&](State& state) -> Result<Raising> {
        Client& client = TRY(find_session(state, id));
        report(id, client, TRY(client.session->begin()));
        queue(client, proto::UserPresenceChanged{state.user_present});
        return client.session->is_synchronized() ? enter_focus(state, id) : nullptr;
    }));
}

Result<void> ClientTable::end_session(ClientId id) {
    return state_.with([&](State& state) -> Result<void> {
        Client& client = TRY(find_session(state, id));
        report(id, client, TRY(client.session->end()));
        return {};
    });
}

Result<void> ClientTable::request_exit_session(ClientId id) {
    return state_.with([&](State& state) { return request_exit(state, id); });
}

size_t ClientTable::request_exit_sessions() {
    return state_.with([&](State& state) {
        size_t asked = 0;
        for (auto& [id, client] : state.clients) {
            if (!client.session || !client.session->running()) continue;
            observer_.exit_requested(id);
            (void)request_exit(state, id);  // it runs, so it can be asked
            ++asked;
        }
        return asked;
    });
}

void ClientTable::lose_session(ClientId id) {
    state_.with([&](State& state) {
        Client& client = state.clients.at(id);
        if (!client.session) return;
        report(id, client, client.session->lose());
        leave_focus(state, id);
    });
}

Result<void> ClientTable::request_exit(State& state, ClientId id) {
    Client& client = TRY(find_session(state, id));
    report(id, client, TRY(client.session->request_exit()));
    leave_focus(state, id);
    return {};
}

Result<bool> ClientTable::frame_arrived(ClientId id, uint64_t number) {
    bool seen = false;
    const Result<void> raised = then_raise(state_.with([&](State& state) -> Result<Raising> {
        Client& client = TRY(find_session(state, id));
        const States states = TRY(client.session->frame_arrived());
        ++client.frames;
        observer_.frame_ended(id, number);
        report(id, client, states);
        Raising raising = states.empty() ? nullptr : enter_focus(state, id);
        seen = client.session->is_seen();
        if (options_.exit_after_frames == 0 || number != options_.exit_after_frames) return raising;
        observer_.exit_requested(id);
        TRY(request_exit(state, id));
        return raising;
    }));
    if (!raised) return raised.error();
    return seen;
}

EventQueue::Batch ClientTable::take_events(ClientId id) {
    return state_.with([&](State& state) { return state.clients.at(id).events.take(); });
}

void ClientTable::announce(const proto::Event& event) {
    state_.with([&](State& state) {
        for (auto& [id, client] : state.clients) {
            if (client.session) queue(client, event);
        }
    });
}

void ClientTable::announce_to_all(const proto::Event& event) {
    state_.with([&](State& state) {
        for (auto& [id, client] : state.clients) {
            if (client.memory) queue(client, event);
        }
    });
}

void ClientTable::set_user_present(bool present) {
    state_.with([&](State& state) {
        state.user_present = present;
        for (auto& [id, client] : state.clients) {
            if (client.session && client.session->running()) queue(client, proto::UserPresenceChanged{present});
        }
    });
}

Result<std::reference_wrapper<ClientTable::Client>> ClientTable::find_introduced(State& state, ClientId id) {
    const auto found = state.clients.find(id);
    if (found != state.clients.end() && found->second.memory) return std::ref(found->second);
    return Error{ErrorCode::not_found,
                 "there is no client " + std::to_string(id.value) + "; `monado-ctl clients` lists them"};
}

void ClientTable::announce_session_loss() {
    state_.with([&](State& state) {
        for (auto& [id, client] : state.clients) {
            if (!client.session) continue;
            report(id, client, client.session->lose());
            leave_focus(state, id);
        }
    });
}

size_t ClientTable::lose_sessions() {
    announce_session_loss();
    std::vector<std::function<void()>> handlers;
    state_.with([&](State& state) {
        for (const auto& [id, client] : state.clients) {
            if (client.on_loss) handlers.push_back(client.on_loss);
        }
    });
    for (const auto& on_loss : handlers) on_loss();
    return handlers.size();
}

void ClientTable::announce_loss() {
    state_.with([&](State& state) {
        for (auto& [id, client] : state.clients) {
            if (!client.memory) continue;
            if (client.session) report(id, client, client.session->lose());
            queue(client, proto::InstanceLossPending{clock_.now()});
        }
        state.focus = {};
        move_input_focus(state);
    });
}

std::shared_ptr<FrameStatistics> ClientTable::statistics(ClientId id) const {
    return state_.with([&](const State& state) { return state.clients.at(id).statistics; });
}

Result<void> ClientTable::check(ClientId id) const {
    return state_.with([&](State& state) -> Result<void> {
        TRY(find_introduced(state, id));
        return {};
    });
}

size_t ClientTable::size() const {
    return state_.with([](const State& state) { return state.clients.size(); });
}

void ClientTable::report(ClientId id, Client& client, const States& states) {
    for (const proto::SessionState session_state : states) {
        observer_.session_state_changed(id, session_state);
        queue(client, proto::SessionStateChanged{session_state, clock_.now()});
    }
}

void ClientTable::queue(Client& client, const proto::Event& event) {
    if (const Result<void> pushed = client.events.push(event); !pushed) {
        log_warning("service", "%s (pid %d): an event is lost: %s", client.application.c_str(), client.pid,
                    pushed.error().message.c_str());
    }
    client.memory->set_events_queued(client.events.queued_count());
}

}  // namespace xrt
