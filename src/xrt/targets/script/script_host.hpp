// SPDX-License-Identifier: BSL-1.0
//
// Plays scripts in a System, and records what is done to it. Reports to the status socket how the script went; when it has failed, asks
// every session to exit.
//
//     auto scripts = TRY(ScriptHost::create(options, status));
//     auto system = TRY(System::create(instance, scripts->observer(), {.stagehands = scripts->stagehands()}));
//     scripts->attach(*system);
//     ...
//     scripts->end();                // before the system goes
#pragma once

#include <atomic>
#include <cstdio>
#include <memory>

#include "auxiliary/util/guarded.hpp"
#include "service/observer_pair.hpp"
#include "service/stagehand.hpp"
#include "service/system.hpp"
#include "targets/common/options.hpp"
#include "targets/common/status_writer.hpp"
#include "targets/script/script_player.hpp"
#include "targets/script/script_recorder.hpp"

namespace xrt::script {

class ScriptHost final : private ServiceObserver, private Stagehand {
 public:
    /// Reads the script and opens the recording, if the options name them. `status` outlives it.
    static Result<std::unique_ptr<ScriptHost>> create(const Options& options, StatusWriter& status);
    ~ScriptHost() override;

    /// The status, and this.
    ServiceObserver& observer() { return observers_; }
    std::span<Stagehand* const> stagehands() const { return {&self_, 1}; }

    /// Before any client comes. What is due before the first frame is done when it returns.
    void attach(System& system);
    /// Nothing will happen any more.
    void end();

    /// call_order while another one runs, invalid_argument if it waits for the end. After attach(); what is due at once is done when it
    /// returns.
    Result<void> play(Script script);

    struct State {
        bool any = false;  ///< false: there has been no script
        Progress progress = Progress::finished;
        uint32_t line = 0;
        Failure failure;  ///< if it has failed
    };
    State state() const;

 private:
    struct Closer {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Closer>;
    struct Playing {
        std::optional<ScriptPlayer> player;
        size_t steps = 0;
        bool told = true;  ///< how it ended
    };
    struct Seen {
        Observation observation;
        std::map<ClientId, std::string> applications;  ///< of connected clients
        std::map<ClientId, uint64_t> frames;
        std::map<ClientId, proto::SessionState> states;  ///< of the sessions that there are
        uint64_t validation_messages = 0;                ///< of the compositor
    };
    struct Recording {
        std::optional<ScriptRecorder> recorder;
        std::optional<SystemSettings::Values> settings;
    };

    explicit ScriptHost(StatusWriter& status) : status_(status) {}
    /// From the beginning or never.
    bool is_recording() const { return file_ != nullptr; }
    Result<void> record_to(const std::string& path, ClockMode clock);
    void start(Playing& playing, Script script);

    void before_moment(Time now) override;
    bool follows_moments() const override { return is_recording() || is_playing_; }
    void devices_steered(std::span<const proto::DeviceStep> steps) override;
    void tracking_origin_moved(const proto::TrackingOrigin& origin) override;
    void fault_happened(proto::Fault fault) override;
    void settings_changed(const SystemSettings::Values& values) override;

    void client_introduced(ClientId client, pid_t pid, const std::string& application) override;
    void session_created(ClientId) override {}
    void session_state_changed(ClientId client, proto::SessionState state) override;
    void session_destroyed(ClientId client) override;
    void primary_chosen(ClientId client) override;
    void focus_chosen(ClientId client) override;
    void io_blocked(ClientId client, const proto::IoKinds& kinds) override;
    void frame_ended(ClientId client, uint64_t number) override;
    void frame_submitted(ClientId client, const proto::Frame& frame) override;
    void swapchain_created(ClientId client, const Extent2D& extent) override;
    void haptic_sent(UserPath device, const HapticPulse& pulse) override;
    void mistake_made(ClientId client, const std::string& text) override;
    void exit_requested(ClientId) override {}
    void client_gone(ClientId client, uint64_t frames) override;

    template <typename T>
    void note(std::vector<T>& list, const T& next) const;
    /// What was noted since the last time.
    Observation take_observation(Time now);
    void look_at_compositor();
    /// For a script that begins: it sees the states that sessions are in, and nothing of what happened before.
    void forget_the_past();
    void carry_out_all(ScriptPlayer& player, const std::vector<Command>& commands, Time now);
    Result<void> carry_out(const Action& action, Time now);
    void tell_end(Playing& playing);
    void record(const Action& action);
    ClientName name_of(ClientId client) const;

    StatusWriter& status_;
    ObserverPair observers_{status_, *this};
    Stagehand* const self_ = this;
    System* system_ = nullptr;
    Guarded<Playing> playing_;
    /// There has been a script. Until then nobody asks what happens, and a display period costs nothing here.
    std::atomic<bool> is_watching_{false};
    std::atomic<bool> is_playing_{false};  ///< one has not come to its end yet
    Guarded<Seen> seen_;                   ///< an inner lock: taken while others of the system are held
    File file_;
    Guarded<Recording> recording_;  ///< likewise
};

}  // namespace xrt::script
