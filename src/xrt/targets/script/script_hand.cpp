// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_hand.hpp"

#include <algorithm>
#include <iterator>

#include "auxiliary/interaction/user_paths.hpp"
#include "targets/common/nearest_name.hpp"

namespace xrt::script {
namespace {

Error unknown(std::string what, const std::string& name, const std::vector<std::string>& names) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    std::string known;
    for (const std::string& each : names) known += (known.empty() ? "; there is '" : ", '") + each + "'";
    const std::string hint = nearest_name_hint(name, views);
    return {ErrorCode::not_found, std::move(what) + " '" + name + "'" + (hint.empty() ? known : hint)};
}

Result<size_t> find_origin(const DeviceSet& devices, const std::string& name) {
    std::vector<std::string> names;
    for (const proto::TrackingOrigin& origin : devices.tracking_origins()) names.push_back(origin.name);
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return unknown("there is no tracking origin", name, names);
    return static_cast<size_t>(found - names.begin());
}

Result<ClientId> find_client(const ClientTable& clients, const ClientName& name) {
    std::vector<std::string> names;
    uint32_t count = 0;
    for (const proto::ClientDescription& client : clients.describe()) {
        names.push_back(client.application_name);
        if (names.back() == name.application && ++count == name.number) return ClientId{client.id};
    }
    if (count == 0) return unknown("there is no application", name.application, names);
    return Error{ErrorCode::not_found, "there are not " + std::to_string(name.number) + " applications '" +
                                           name.application + "', but " + std::to_string(count)};
}

/// Does in the system what an action says.
class ScriptHand {
 public:
    ScriptHand(System& system, Time now) : system_(system), now_(now) {}

    Result<void> operator()(const Steer& action) const {
        std::vector<proto::DeviceStep> steps;
        for (const proto::DeviceChange& change : action.changes) {
            steps.push_back({std::string(to_string(action.device)), change});
        }
        return system_.steer_devices(steps, now_);
    }
    Result<void> operator()(const SetUserPresence& action) const {
        return change([&](Values& values) { values.user_present = action.presence == Presence::present; });
    }
    Result<void> operator()(const Recentre&) const { return system_.recentre(now_); }
    Result<void> operator()(const MovePlaySpace& action) const {
        return change([&](Values& values) { values.play_space_offset = action.world_from_play_space; });
    }
    Result<void> operator()(const MoveReferenceSpace& action) const {
        const Pose& pose = action.play_space_from_space;
        return change([&](Values& values) {
            if (action.space == proto::ReferenceSpace::local) values.play_space_from_local = pose;
            if (action.space == proto::ReferenceSpace::local_floor) values.play_space_from_local_floor = pose;
            if (action.space == proto::ReferenceSpace::stage) values.play_space_from_stage = pose;
        });
    }
    Result<void> operator()(const MoveTrackingOrigin& action) const {
        const size_t origin = TRY(find_origin(system_.devices(), action.name));
        return system_.move_tracking_origin(origin, action.offset, now_);
    }
    Result<void> operator()(const SetRefreshRate& action) const {
        return change([&](Values& values) { values.refresh_rate = action.hertz; });
    }
    Result<void> operator()(const SetBrightness& action) const {
        return change([&](Values& values) { values.brightness = action.brightness; });
    }
    Result<void> operator()(const RequestExit&) const {
        system_.clients().request_exit_sessions();
        return {};
    }
    Result<void> operator()(const LoseSessions&) const {
        system_.clients().announce_session_loss();
        return {};
    }
    Result<void> operator()(const LoseSessionsAtOnce&) const {
        return system_.bring_about(proto::Fault::session_lost);
    }
    Result<void> operator()(const LoseGpu&) const { return system_.bring_about(proto::Fault::device_lost); }
    Result<void> operator()(const SlowCompositor& action) const {
        system_.compositor().slow_down(action.periods);
        return {};
    }
    Result<void> operator()(const SetViewResolution& action) const {
        return change([&](Values& values) { values.eye_extent = action.extent; });
    }
    Result<void> operator()(const LimitProminence& action) const {
        system_.clients().limit_prominence(static_cast<xrt::Prominence>(action.most));
        return {};
    }
    Result<void> operator()(const SetPrimary& action) const {
        return system_.clients().set_primary(TRY(find_client(system_.clients(), action.client)));
    }
    Result<void> operator()(const SetFocus& action) const {
        return system_.clients().set_focused(TRY(find_client(system_.clients(), action.client)));
    }
    Result<void> operator()(const BlockIo& action) const {
        const ClientId client = TRY(find_client(system_.clients(), action.client));
        TRY(system_.clients().change_io(client, action.kinds, {~action.kinds.value & proto::IoKinds::all_flags}));
        return {};
    }

 private:
    using Values = SystemSettings::Values;
    Result<void> change(const SystemSettings::Edit& edit) const {
        TRY(system_.settings().change(edit, now_));
        return {};
    }

    System& system_;
    const Time now_;
};
static_assert(static_cast<uint32_t>(xrt::Prominence::focused) == static_cast<uint32_t>(Prominence::focused));

}  // namespace

Result<void> carry_out(const Action& action, System& system, Time now) {
    return std::visit(ScriptHand(system, now), action);
}

}  // namespace xrt::script
