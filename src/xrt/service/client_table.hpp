// SPDX-License-Identifier: BSL-1.0
//
// Every connected client, the state of its session and its events, behind one lock: a session that comes or goes
// changes the focus of others. Knows nothing of compositors and never waits.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "proto/control.hpp"
#include "proto/metrics.hpp"
#include "proto/system.hpp"
#include "service/account.hpp"
#include "service/client_memory.hpp"
#include "service/event_queue.hpp"
#include "service/focus_policy.hpp"
#include "service/service_observer.hpp"
#include "service/session_state_machine.hpp"
#include "xrt/clock.hpp"
#include "xrt/frame_statistics.hpp"

namespace xrt {

class ClientTable {
 public:
    struct Options {
        /// The session of every client is asked to exit after so many ended frames; 0: never.
        uint64_t exit_after_frames = 0;
    };

    /// Both outlive it.
    ClientTable(const Clock& clock, ServiceObserver& observer, const Options& options);

    ClientId add(pid_t pid, std::shared_ptr<const Account> account);
    /// Its session goes with it.
    void remove(ClientId client);

    /// call_order the second time.
    Result<void> introduce(ClientId client, const proto::ClientInfo& info, std::shared_ptr<ClientMemory> memory);
    /// call_order if there is one already.
    Result<void> create_session(ClientId client, proto::SessionKind kind, SessionRole role);
    void destroy_session(ClientId client);
    /// How the client's session is lost at once; until it is destroyed. Called without a lock.
    void set_loss_handler(ClientId client, std::function<void()> on_loss);
    Result<void> begin_session(ClientId client);
    Result<void> end_session(ClientId client);
    Result<void> request_exit_session(ClientId client);
    /// Every session that runs; how many were asked.
    size_t request_exit_sessions();
    /// To LOSS_PENDING, for good: the device that its images are on is lost.
    void lose_session(ClientId client);
    /// call_order unless the session runs. Whether it is to be seen: the session is VISIBLE or FOCUSED. What others go on submitting, as they may, is not shown.
    Result<bool> frame_arrived(ClientId client, uint64_t number);

    EventQueue::Batch take_events(ClientId client);
    bool has_focus(ClientId client) const;
    /// For the client with the focus and for overlays, now and when the focus moves.
    void publish_inputs(const SharedInputs& inputs);
    /// To every client with a session.
    void announce(const proto::Event& event);
    /// To every client.
    void announce_to_all(const proto::Event& event);
    /// Whether somebody wears the headset: told to every session that runs, and to others when they begin.
    void set_user_present(bool present);
    /// No session is more prominent than that, from now on.
    void limit_prominence(Prominence most);
    /// proto::Control::set_primary_client().
    Result<void> set_primary(ClientId client);
    Result<void> set_focused(ClientId client);
    /// proto::Control::change_client_io().
    Result<proto::IoKinds> change_io(ClientId client, proto::IoKinds block, proto::IoKinds allow);
    Result<proto::IoKinds> toggle_io(ClientId client);
    bool is_blocked(ClientId client, uint32_t kind) const;
    /// How the client's session is drawn in front of others, while it has one: above all that have a lower height. Called without a
    /// lock, on any thread, whenever it becomes the primary.
    using Raise = std::function<void(uint32_t height)>;
    void set_raise(ClientId client, Raise raise);

    /// Tells every session that it is about to be lost. Its client may make another one.
    void announce_session_loss();
    /// Every session is lost at once: no call but the one that destroys it works any more. How many there were.
    size_t lose_sessions();
    /// Tells every client that the service is about to end.
    void announce_loss();

    /// What becomes of its frames.
    std::shared_ptr<FrameStatistics> statistics(ClientId client) const;
    /// not_found unless there is such a client, and it has introduced itself.
    Result<void> check(ClientId client) const;

    std::vector<proto::ClientDescription> describe() const;
    std::vector<proto::ClientMetrics> metrics() const;
    size_t size() const;

 private:
    struct Client {
        pid_t pid = 0;
        std::string application;
        bool composes_depth = false;
        std::shared_ptr<const Account> account;
        std::shared_ptr<ClientMemory> memory;  ///< set by introduce()
        std::optional<SessionStateMachine> session;
        SessionRole role = SessionRole::main;  ///< of the session
        Raise raise;                           ///< the session; null for an overlay
        proto::IoKinds blocked{};
        std::function<void()> on_loss;  ///< of the session
        EventQueue events;
        uint64_t frames = 0;  ///< of all its sessions
        std::shared_ptr<FrameStatistics> statistics;
    };
    struct State {
        std::map<ClientId, Client> clients;
        FocusPolicy focus;
        std::optional<ClientId> focused;                   ///< as it was told last
        std::vector<ClientId> input_readers;               ///< who reads inputs now
        proto::MainSessionVisibilityChanged main_session;  ///< as overlays were told last
        SharedInputs inputs{};
        bool user_present = true;
        uint32_t last_id = 0;
        uint32_t front_height = 0;
    };
    using States = SessionStateMachine::States;
    /// To be called without the lock, if there is something to be done.
    using Raising = std::function<void()>;

    static Result<std::reference_wrapper<Client>> find_introduced(State& state, ClientId client);
    static Result<std::reference_wrapper<Client>> find_seen(State& state, ClientId client);
    static void publish_inputs(const State& state, ClientId client);
    proto::IoKinds block_io(State& state, ClientId client, uint32_t kinds);
    static Result<std::reference_wrapper<Client>> find_session(State& state, ClientId client);
    Result<void> request_exit(State& state, ClientId id);
    void drop_session(State& state, ClientId id);
    void report(ClientId id, Client& client, const States& states);
    void queue(Client& client, const proto::Event& event);
    [[nodiscard]] static Result<void> then_raise(const Result<Raising>& raising);
    [[nodiscard]] Raising enter_focus(State& state, ClientId id);
    void leave_focus(State& state, ClientId id);
    void apply_focus(State& state);
    void move_input_focus(State& state);
    void tell_overlays(State& state);

    const Clock& clock_;
    ServiceObserver& observer_;
    const Options options_;
    Guarded<State> state_;
};

}  // namespace xrt
