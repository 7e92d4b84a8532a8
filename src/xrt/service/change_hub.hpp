// SPDX-License-Identifier: BSL-1.0
//
// Tells subscribers what changes: first what is the case, then every change, in order and the same order for all. Keeps a
// picture of its own of the present, so that no subscriber can see one without the other. Waits for nobody: a subscriber
// that does not take its events is dropped.
//
//     hub.subscribe(this, {kinds, watcher, [&] { connection.hang_up(); }});
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "auxiliary/util/guarded.hpp"
#include "proto/watcher_interface.hpp"
#include "service/service_observer.hpp"
#include "service/system_settings.hpp"

namespace xrt {

class ChangeHub final : public ServiceObserver {
 public:
    struct Subscriber {
        proto::ChangeKinds kinds;
        proto::Watcher& watcher;     ///< must return at once, with an error where others would wait
        std::function<void()> drop;  ///< called once, when an event could not be delivered
    };
    using Key = const void*;

    /// Replaces the one with the same key. Everything in `subscriber` lives until unsubscribe().
    Result<void> subscribe(Key key, Subscriber subscriber);
    /// Nothing of the subscriber is used any more when it returns.
    void unsubscribe(Key key);

    void devices_changed(const std::vector<proto::DeviceDescription>& devices);
    void settings_changed(const SystemSettings::Values& values);

    void client_introduced(ClientId client, pid_t pid, const std::string& application) override;
    void session_created(ClientId) override {}
    void session_state_changed(ClientId client, proto::SessionState state) override;
    void session_destroyed(ClientId client) override;
    void focus_moved(std::optional<ClientId> client) override;
    void frame_ended(ClientId, uint64_t) override {}
    void exit_requested(ClientId) override {}
    void client_gone(ClientId client, uint64_t frames) override;

 private:
    using Changes = std::vector<proto::Change>;
    /// What is to be told at the beginning: the last change of each thing.
    struct State {
        std::map<ClientId, proto::ClientConnected> clients;
        std::map<ClientId, proto::SessionChanged> sessions;
        proto::FocusChanged focus;
        proto::DevicesChanged devices;
        std::map<std::string, proto::PropertyValue> properties;
        std::map<Key, Subscriber> subscribers;
    };

    static Changes present(const State& state, proto::ChangeKinds kinds);
    static void tell(State& state, const proto::Change& change);

    const Guarded<State> state_{};
};

}  // namespace xrt
