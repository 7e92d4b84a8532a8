// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_writer.hpp"

#include <chrono>
#include <initializer_list>

#include "targets/common/json_text.hpp"
#include "targets/script/happenings.hpp"
#include "targets/script/script_names.hpp"

namespace xrt::script {
namespace {

/// An application may take longer to start than when it was recorded.
constexpr Duration longest_wait = std::chrono::seconds(60);

std::string seconds_text(Duration duration) { return number_text(std::chrono::duration<double>(duration).count()); }

std::string list_text(std::initializer_list<float> numbers) {
    std::string text;
    for (const float number : numbers) text += (text.empty() ? "" : ", ") + number_text(number);
    return "[" + text + "]";
}

/// "{"frame": 12, ", or "{".
std::string opening(const When& when) {
    if (const auto* at = std::get_if<AtFrame>(&when)) return "{\"frame\": " + std::to_string(at->frame) + ", ";
    if (const auto* at = std::get_if<AtTime>(&when)) return "{\"time\": " + seconds_text(at->time) + ", ";
    return "{";
}

std::string line(const When& when, std::string_view key, const std::string& value) {
    return opening(when) + "\"" + std::string(key) + "\": " + value + "}\n";
}

std::string name_text(std::span<const std::string_view> names, size_t index) { return json_string(names[index]); }

std::string place_text(const proto::MovePose& move) {
    const auto& [q, p] = move.target;
    std::string text;
    if (move.parts.has(proto::PoseParts::position)) text += ", \"position\": " + list_text({p.x, p.y, p.z});
    if (move.parts.has(proto::PoseParts::orientation)) text += ", \"orientation\": " + list_text({q.x, q.y, q.z, q.w});
    if (move.origin == proto::PoseOrigin::present) text += ", \"relative\": true";
    return text;
}

std::string pose_text(const Pose& pose) {
    const auto& [q, p] = pose;
    return "\"position\": " + list_text({p.x, p.y, p.z}) + ", \"orientation\": " + list_text({q.x, q.y, q.z, q.w});
}

/// The first of its name needs no number.
std::string client_text(const ClientName& client) {
    const std::string number = client.number == 1 ? "" : ", \"number\": " + std::to_string(client.number);
    return "{\"application\": " + json_string(client.application) + number;
}

/// The device, and the one pose of it that is meant.
std::string whose(UserPath device, const std::string& component) {
    const std::string text = "{\"device\": " + json_string(name_of(device));
    return component.empty() ? text : text + ", \"component\": " + json_string(pose_name(component));
}

/// Movements one after another become one path.
class ChangeLines {
 public:
    ChangeLines(const When& when, UserPath device) : when_(when), device_(device) {}

    void operator()(const proto::MovePose& move) {
        const bool continues = !keys_.empty() && move.component == component_ && move.delay >= reached_ &&
                               move.delay + move.duration > reached_;
        if (!continues) finish_path();
        component_ = move.component;
        if (move.delay > reached_) add_key(move.delay, ", \"position\": [0, 0, 0], \"relative\": true");  // stays
        last_ = move;
        add_key(move.delay + move.duration, place_text(move));
    }
    void operator()(const proto::SetPose& change) {
        constexpr uint32_t both = proto::PoseParts::position | proto::PoseParts::orientation;
        (*this)(proto::MovePose{change.component, proto::PoseOrigin::world, {both}, change.world_from_pose, {}, {}});
    }
    void operator()(const proto::SetInput& change) {
        const Vec2& value = change.value;
        const std::string text = value.y == 0 ? number_text(value.x) : list_text({value.x, value.y});
        add("input", ", \"input\": " + json_string(input_name(change.component)) + ", \"value\": " + text);
    }
    void operator()(const proto::MoveInput& change) {
        const Vec2& target = change.target;
        const std::string text = target.y == 0 ? number_text(target.x) : list_text({target.x, target.y});
        add("input", ", \"input\": " + json_string(input_name(change.component)) + ", \"value\": " + text +
                         ", \"over\": " + seconds_text(change.duration));
    }
    void operator()(const proto::SetFingers& change) {
        const auto& c = change.curls;
        const std::string over = change.duration > Duration(0) ? ", \"over\": " + seconds_text(change.duration) : "";
        add("hand", ", \"fingers\": " + list_text({c[0], c[1], c[2], c[3], c[4]}) + over);
    }
    void operator()(const proto::SetBattery& change) {
        add("battery", ", \"level\": " + number_text(change.level) + (change.charging ? ", \"charging\": true" : "") +
                           (change.plugged_in ? ", \"plugged_in\": true" : ""));
    }
    void operator()(const proto::SetPresence& change) { add(change.present ? "connect" : "disconnect", ""); }
    void operator()(const proto::BecomeProfile& change) {
        add("profile", ", \"path\": " + json_string(change.profile));
    }
    void operator()(const proto::ReleaseDevice&) { add("let_go", ""); }
    void operator()(const proto::SetTracking& change) {
        add("tracking", ", \"state\": " + name_text(tracking_names(), static_cast<size_t>(change.tracking)));
    }

    std::string take() {
        finish_path();
        return std::move(lines_);
    }

 private:
    void add(std::string_view key, const std::string& members) {
        finish_path();
        lines_ += line(when_, key, whose(device_, "") + members + "}");
    }
    void add_key(Duration at, const std::string& place) {
        keys_ += (keys_.empty() ? "" : ", ") + ("{\"at\": " + seconds_text(at)) + place + "}";
        reached_ = at;
        ++key_count_;
    }
    void finish_path() {
        if (key_count_ == 1) {
            const std::string over = last_.duration > Duration(0) ? ", \"over\": " + seconds_text(last_.duration) : "";
            lines_ += line(when_, "pose", whose(device_, component_) + place_text(last_) + over + "}");
        } else if (key_count_ > 1) {
            lines_ += line(when_, "path", whose(device_, component_) + ", \"keys\": [" + keys_ + "]}");
        }
        keys_.clear();
        key_count_ = 0;
        reached_ = {};
    }

    const When when_;
    const UserPath device_;
    std::string lines_, keys_, component_;
    size_t key_count_ = 0;
    Duration reached_{};
    proto::MovePose last_;
};

struct ActionLine {
    const When& when;

    std::string operator()(const Steer& steer) const { return steer_lines(when, steer); }
    std::string operator()(const SetUserPresence& action) const {
        return line(when, "user", name_text(presence_names(), static_cast<size_t>(action.presence)));
    }
    std::string operator()(const Recentre&) const { return line(when, "recentre", "true"); }
    std::string operator()(const MovePlaySpace& action) const {
        return line(when, "play_space", "{" + pose_text(action.world_from_play_space) + "}");
    }
    std::string operator()(const MoveReferenceSpace& action) const {
        return line(when, "reference_space",
                    "{\"space\": " + name_text(space_names(), static_cast<size_t>(action.space)) + ", " +
                        pose_text(action.play_space_from_space) + "}");
    }
    std::string operator()(const MoveTrackingOrigin& action) const {
        return line(when, "tracking_origin",
                    "{\"name\": " + json_string(action.name) + ", " + pose_text(action.offset) + "}");
    }
    std::string operator()(const SetRefreshRate& action) const {
        return line(when, "refresh_rate", number_text(action.hertz));
    }
    std::string operator()(const SetBrightness& action) const {
        return line(when, "brightness", number_text(action.brightness));
    }
    std::string operator()(const RequestExit&) const { return line(when, "request_exit", "true"); }
    std::string operator()(const LoseSessions&) const { return line(when, "lose_session", "true"); }
    std::string operator()(const LoseSessionsAtOnce&) const { return line(when, "session_lost", "true"); }
    std::string operator()(const LoseGpu&) const { return line(when, "gpu_lost", "true"); }
    std::string operator()(const SlowCompositor& action) const {
        return line(when, "slow_compositor", "{\"periods\": " + std::to_string(action.periods) + "}");
    }
    std::string operator()(const SetViewResolution& action) const {
        return line(when, "view_resolution",
                    "{\"width\": " + std::to_string(action.extent.width) +
                        ", \"height\": " + std::to_string(action.extent.height) + "}");
    }
    std::string operator()(const LimitProminence& action) const {
        return line(when, "prominence", name_text(prominence_names(), static_cast<size_t>(action.most)));
    }
    std::string operator()(const SetPrimary& action) const {
        return line(when, "primary", client_text(action.client) + "}");
    }
    std::string operator()(const SetFocus& action) const {
        return line(when, "focus", client_text(action.client) + "}");
    }
    std::string operator()(const BlockIo& action) const {
        std::string kinds;
        for (size_t i = 0; i < io_kind_names().size(); ++i) {
            if (action.kinds.has(1u << i)) kinds += ", " + name_text(io_kind_names(), i) + ": true";
        }
        return line(when, "blocked", client_text(action.client) + kinds + "}");
    }
};

}  // namespace

std::string steer_lines(const When& when, const Steer& steer) {
    ChangeLines lines(when, steer.device);
    for (const proto::DeviceChange& change : steer.changes) std::visit(lines, change);
    return lines.take();
}

std::string action_line(const When& when, const Action& action) { return std::visit(ActionLine{when}, action); }

std::string client_action_lines(const When& when, const Action& action) {
    const auto* const block = std::get_if<BlockIo>(&action);
    const auto* const focus = std::get_if<SetFocus>(&action);
    const std::string client = client_text(block   ? block->client
                                           : focus ? focus->client
                                                   : std::get<SetPrimary>(action).client);
    return opening(when) + "\"expect\": {\"" + (block ? "connected" : "running") + "\": " + client +
           "}}, \"within\": " + seconds_text(longest_wait) + "}\n" + action_line(AtOnce{}, action);
}

std::string remark_line(std::string_view note) { return "{\"note\": " + json_string(note) + "}\n"; }

}  // namespace xrt::script
