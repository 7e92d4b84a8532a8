// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_host.hpp"

#include <algorithm>
#include <cerrno>

#include "auxiliary/interaction/user_paths.hpp"
#include "auxiliary/math/pose.hpp"
#include "auxiliary/util/log.hpp"
#include "proto/frame.hpp"
#include "targets/script/script_hand.hpp"
#include "targets/script/script_reader.hpp"

namespace xrt::script {
namespace {

LayerKind kind_of(const proto::LayerContent& content) {
    struct Kind {
        LayerKind operator()(const proto::ProjectionLayer&) const { return LayerKind::projection; }
        LayerKind operator()(const proto::QuadLayer&) const { return LayerKind::quad; }
        LayerKind operator()(const proto::CylinderLayer&) const { return LayerKind::cylinder; }
        LayerKind operator()(const proto::EquirectLayer&) const { return LayerKind::equirect; }
        LayerKind operator()(const proto::CubeLayer&) const { return LayerKind::cube; }
        LayerKind operator()(const proto::PassthroughLayer&) const { return LayerKind::passthrough; }
    };
    return std::visit(Kind(), content);
}

/// What of the settings a script can set, and is another now.
std::vector<Action> changes(const SystemSettings::Values& from, const SystemSettings::Values& to) {
    std::vector<Action> actions;
    using proto::ReferenceSpace;
    const auto move = [&](ReferenceSpace space, const std::optional<Pose>& before, const std::optional<Pose>& now) {
        if (now && now != before) actions.emplace_back(MoveReferenceSpace{space, *now});
    };
    if (from.play_space_offset != to.play_space_offset) actions.emplace_back(MovePlaySpace{to.play_space_offset});
    if (from.recentrings != to.recentrings) {
        actions.emplace_back(Recentre{});
    } else {
        move(ReferenceSpace::local, from.play_space_from_local, to.play_space_from_local);
    }
    move(ReferenceSpace::local_floor, from.play_space_from_local_floor, to.play_space_from_local_floor);
    move(ReferenceSpace::stage, from.play_space_from_stage, to.play_space_from_stage);
    if (from.refresh_rate != to.refresh_rate) actions.emplace_back(SetRefreshRate{to.refresh_rate});
    if (from.brightness != to.brightness) actions.emplace_back(SetBrightness{to.brightness});
    if (from.eye_extent != to.eye_extent) actions.emplace_back(SetViewResolution{to.eye_extent});
    if (from.user_present != to.user_present) {
        actions.emplace_back(SetUserPresence{to.user_present ? Presence::present : Presence::absent});
    }
    return actions;
}

bool can_be_seen(const std::map<ClientId, proto::SessionState>& states, ClientId client) {
    const auto found = states.find(client);
    return found != states.end() && found->second >= proto::SessionState::synchronized &&
           found->second <= proto::SessionState::focused;
}

bool is_only_told_here(const Action& action) {
    return std::holds_alternative<RequestExit>(action) || std::holds_alternative<LoseSessions>(action) ||
           std::holds_alternative<SlowCompositor>(action) || std::holds_alternative<LimitProminence>(action);
}

}  // namespace

Result<std::unique_ptr<ScriptHost>> ScriptHost::create(const Options& options, StatusWriter& status) {
    std::unique_ptr<ScriptHost> host(new ScriptHost(status));
    if (!options.record.empty()) TRY(host->record_to(options.record, options.clock));
    if (options.script.empty()) return host;
    Script script = TRY(load_script(options.script));
    host->playing_.with([&](Playing& playing) { host->start(playing, std::move(script)); });
    return host;
}

ScriptHost::~ScriptHost() = default;

void ScriptHost::start(Playing& playing, Script script) {
    playing.steps = script.size();
    playing.told = false;
    playing.player.emplace(std::move(script));
    is_watching_ = is_playing_ = true;
}

/// A client that floods the service between two moments is not worth the memory.
template <typename T>
void ScriptHost::note(std::vector<T>& list, const T& next) const {
    constexpr size_t most = 4096;
    if (is_watching_ && list.size() < most) list.push_back(next);
}

Result<void> ScriptHost::record_to(const std::string& path, ClockMode clock) {
    file_.reset(std::fopen(path.c_str(), "we"));
    if (!file_) return os_error("cannot record to " + path, errno);
    recording_.with([&](Recording& recording) {
        recording.recorder.emplace(clock, [file = file_.get(), path](const std::string& lines) {
            const bool written = std::fputs(lines.c_str(), file) >= 0 && std::fflush(file) == 0;
            if (!written) log_error("script", "cannot record to %s", path.c_str());
        });
    });
    return {};
}

void ScriptHost::attach(System& system) {
    system_ = &system;
    system.refresh();
}

Result<void> ScriptHost::play(Script script) {
    const auto waits = [](const Step& step) { return std::holds_alternative<AtEnd>(step.when); };
    if (std::ranges::any_of(script, waits)) {
        return Error{ErrorCode::invalid_argument, "\"end\" is for scripts that are given when a run begins"};
    }
    TRY(playing_.with([&](Playing& playing) -> Result<void> {
        if (playing.player && playing.player->progress() == Progress::running) {
            return Error{ErrorCode::call_order, "another script is being played"};
        }
        start(playing, std::move(script));
        forget_the_past();
        return {};
    }));
    system_->refresh();
    return {};
}

ScriptHost::State ScriptHost::state() const {
    return playing_.with([](const Playing& playing) {
        State state;
        if (!playing.player) return state;
        state = {true, playing.player->progress(), playing.player->line(), {}};
        if (playing.player->failure()) state.failure = *playing.player->failure();
        return state;
    });
}

void ScriptHost::before_moment(Time now) {
    if (is_recording()) recording_.with([&](Recording& recording) { recording.recorder->moment_came(now); });
    if (!system_ || !is_watching_) return;
    playing_.with([&](Playing& playing) {
        std::vector<Command> commands = playing.player->tick(take_observation(now));
        while (!commands.empty()) {
            carry_out_all(*playing.player, commands, now);
            commands = playing.player->tick(take_observation(now));
        }
        tell_end(playing);
    });
}

void ScriptHost::carry_out_all(ScriptPlayer& player, const std::vector<Command>& commands, Time now) {
    for (const Command& command : commands) {
        const Result<void> done = carry_out(command.action, now);
        if (!done) return player.refused(command, done.error());
    }
}

void ScriptHost::end() {
    if (!system_) return;
    const Time now = system_->clock().now();
    playing_.with([&](Playing& playing) {
        if (!playing.player) return;
        playing.player->end(take_observation(now));
        tell_end(playing);
    });
}

void ScriptHost::tell_end(Playing& playing) {
    if (playing.told || playing.player->progress() == Progress::running) return;
    playing.told = true;
    is_playing_ = false;
    if (const auto& failure = playing.player->failure()) {
        log_error("script", "line %u: expected %s; seen: %s (%zu of %zu steps done)", failure->line,
                  failure->expected.c_str(), failure->seen.c_str(), playing.player->steps_done(), playing.steps);
        status_.script_failed(
            {failure->line, failure->expected, failure->seen, playing.player->steps_done(), playing.steps});
        system_->clients().request_exit_sessions();
    } else {
        log_info("script", "finished");
        status_.script_finished(playing.steps);
    }
}

Result<void> ScriptHost::carry_out(const Action& action, Time now) {
    TRY(script::carry_out(action, *system_, now));
    if (is_only_told_here(action)) record(action);
    return {};
}

void ScriptHost::record(const Action& action) {
    recording_.with([&](Recording& recording) {
        if (recording.recorder) recording.recorder->add(action);
    });
}

void ScriptHost::devices_steered(std::span<const proto::DeviceStep> steps) {
    for (size_t i = 0; i < steps.size();) {
        Steer steer{*find_user_path(steps[i].user_path), {}};
        for (const std::string& path = steps[i].user_path; i < steps.size() && steps[i].user_path == path; ++i) {
            steer.changes.push_back(steps[i].change);
        }
        record(steer);
    }
}

void ScriptHost::settings_changed(const SystemSettings::Values& values) {
    recording_.with([&](Recording& recording) {
        const SystemSettings::Values before = std::exchange(recording.settings, values).value_or(values);
        if (!recording.recorder) return;
        for (const Action& action : changes(before, values)) recording.recorder->add(action);
    });
}

void ScriptHost::tracking_origin_moved(const proto::TrackingOrigin& origin) {
    record(MoveTrackingOrigin{origin.name, origin.offset});
}

void ScriptHost::fault_happened(proto::Fault fault) {
    if (fault == proto::Fault::device_lost) record(LoseGpu{});
    if (fault == proto::Fault::session_lost) record(LoseSessionsAtOnce{});
}

void ScriptHost::client_introduced(ClientId client, pid_t, const std::string& application) {
    seen_.with([&](Seen& seen) { seen.applications[client] = application; });
}

ClientName ScriptHost::name_of(ClientId client) const {
    return seen_.with([&](const Seen& seen) {
        ClientName name{seen.applications.at(client), 0};
        for (const auto& [id, application] : seen.applications) {
            if (id <= client && application == name.application) ++name.number;
        }
        return name;
    });
}

void ScriptHost::primary_chosen(ClientId client) { record(SetPrimary{name_of(client)}); }

void ScriptHost::focus_chosen(ClientId client) { record(SetFocus{name_of(client)}); }

void ScriptHost::io_blocked(ClientId client, const proto::IoKinds& kinds) { record(BlockIo{name_of(client), kinds}); }

/// What its validation layer says is in the log.
void ScriptHost::look_at_compositor() {
    const uint64_t messages = system_->compositor().validation_messages();
    seen_.with([&](Seen& seen) {
        // Another device, after one was lost, counts anew.
        if (messages > seen.validation_messages) {
            note(seen.observation.mistakes,
                 std::string("the validation layer finds fault with the compositor, as the log says"));
        }
        seen.validation_messages = messages;
    });
}

Observation ScriptHost::take_observation(Time now) {
    look_at_compositor();
    return seen_.with([&](Seen& seen) {
        Observation observation = seen.observation;
        observation.now = now;
        for (const auto& [client, application] : seen.applications) {
            observation.clients.push_back({application, can_be_seen(seen.states, client)});
        }
        seen.observation.states.clear();
        seen.observation.haptics.clear();
        seen.observation.swapchains.clear();
        seen.observation.mistakes.clear();
        seen.observation.frame_times.clear();
        return observation;
    });
}

void ScriptHost::forget_the_past() {
    (void)take_observation({});
    seen_.with([](Seen& seen) {
        for (const auto& [client, state] : seen.states) seen.observation.states.push_back({client.value, state});
    });
}

void ScriptHost::session_state_changed(ClientId client, proto::SessionState state) {
    seen_.with([&](Seen& seen) {
        seen.states[client] = state;
        note(seen.observation.states, Observation::State{client.value, state});
    });
}

void ScriptHost::session_destroyed(ClientId client) {
    seen_.with([&](Seen& seen) {
        seen.states.erase(client);
        note(seen.observation.states, Observation::State{client.value, std::nullopt});
    });
}

void ScriptHost::frame_ended(ClientId client, uint64_t) {
    const uint64_t frames = seen_.with(
        [&](Seen& seen) { return seen.observation.frames = std::max(seen.observation.frames, ++seen.frames[client]); });
    if (is_recording()) recording_.with([&](Recording& recording) { recording.recorder->frames_ended(frames); });
}

void ScriptHost::client_gone(ClientId client, uint64_t) {
    seen_.with([&](Seen& seen) {
        seen.frames.erase(client);
        seen.applications.erase(client);
    });
}

void ScriptHost::frame_submitted(ClientId, const proto::Frame& frame) {
    LayerCounts counts{};
    for (const proto::Layer& layer : frame.layers) ++counts[static_cast<size_t>(kind_of(layer.content))];
    // Applications may say anything; the difference of any two times may not fit.
    const proto::FrameTimes& times = frame.times;
    const bool can_be = times.woken >= Time{} && times.ended >= times.woken;
    seen_.with([&](Seen& seen) {
        seen.observation.layers = counts;
        if (can_be) note(seen.observation.frame_times, Duration(times.ended - times.woken));
    });
}

void ScriptHost::swapchain_created(ClientId, const Extent2D& extent) {
    seen_.with([&](Seen& seen) { note(seen.observation.swapchains, extent); });
}

void ScriptHost::haptic_sent(UserPath device, const HapticPulse& pulse) {
    seen_.with([&](Seen& seen) { note(seen.observation.haptics, Observation::Haptic{device, pulse.amplitude}); });
}

void ScriptHost::mistake_made(ClientId, const std::string& text) {
    seen_.with([&](Seen& seen) { note(seen.observation.mistakes, text); });
}

}  // namespace xrt::script
