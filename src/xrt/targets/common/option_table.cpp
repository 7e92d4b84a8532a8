// SPDX-License-Identifier: BSL-1.0
#include "targets/common/option_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "targets/common/limit_options.hpp"
#include "targets/common/parse_number.hpp"
#include "xrt/tracker_role.hpp"

namespace xrt {
namespace {

constexpr uint64_t largest_count = 1'000'000'000'000;

template <typename Target, typename Value>
bool assign(Target& target, const std::optional<Value>& value) {
    if (value) target = *value;
    return value.has_value();
}

template <typename Value>
struct Choice {
    std::string_view name;
    Value value;
};

template <typename Value, size_t N>
bool choose(Value& target, std::string_view name, const Choice<Value> (&choices)[N]) {
    for (const Choice<Value>& choice : choices) {
        if (choice.name == name) return target = choice.value, true;
    }
    return false;
}

bool assign_text(std::string& target, std::string_view text) {
    target = text;
    return !text.empty();
}

std::optional<Extent2D> parse_size(std::string_view text) {
    const size_t cross = text.find('x');
    if (cross == std::string_view::npos) return std::nullopt;
    const auto width = parse_number<uint32_t>(text.substr(0, cross), 1, 8192);
    const auto height = parse_number<uint32_t>(text.substr(cross + 1), 1, 8192);
    if (!width || !height) return std::nullopt;
    return Extent2D{*width, *height};
}

bool parse_target(Options& options, std::string_view text) {
    return choose(options.target.kind, text,
                  {{"headless", TargetKind::headless},
                   {"auto", TargetKind::automatic},
                   {"xcb", TargetKind::xcb},
                   {"wayland", TargetKind::wayland},
                   {"display", TargetKind::display}});
}

bool parse_window_views(Options& options, std::string_view text) {
    return choose(
        options.target.views, text,
        {{"both", comp::ShownViews::both}, {"left", comp::ShownViews::left}, {"right", comp::ShownViews::right}});
}

/// "10,20,30"; no longer than a person's list would be.
bool parse_frame_list(Options& options, std::string_view text) {
    constexpr size_t most = 10'000;
    std::vector<uint64_t> frames;
    for (bool more = true; more;) {
        const size_t comma = text.find(',');
        const auto frame = parse_number<uint64_t>(text.substr(0, comma), 1, largest_count);
        if (!frame || frames.size() == most) return false;
        frames.push_back(*frame);
        more = comma != std::string_view::npos;
        if (more) text.remove_prefix(comma + 1);
    }
    std::sort(frames.begin(), frames.end());
    frames.erase(std::unique(frames.begin(), frames.end()), frames.end());
    options.capture_at = std::move(frames);
    return true;
}

bool parse_refresh_rate(Options& options, std::string_view text) {
    const auto hertz = parse_number<double>(text, 1, 1000);
    if (hertz) options.display_period = Duration(static_cast<int64_t>(1e9 / *hertz));
    return hertz.has_value();
}

bool parse_profile(Options& options, std::string_view path) {
    const auto profile = simulated::find_controller_profile(path);
    if (profile) options.controller_profile = *profile;
    return profile.ok();
}

bool parse_equipment(Equipment& equipment, std::string_view value) {
    return choose(equipment, value, {{"on", Equipment::simulated}, {"off", Equipment::none}});
}

constexpr std::string_view limits_allowed =
    "a list of NAME=N with connections, sessions, swapchains, subscriptions, fds, bytes or image_bytes";
constexpr std::string_view rates_allowed = "a list of NAME=N/BURST with session, swapchain or capture";

constexpr std::array table = std::to_array<OptionEntry>({
    {"--socket", "MONADO_SOCKET", "PATH", "a path, or @NAME for an abstract one",
     "where to listen, also several times; $XDG_RUNTIME_DIR/monado_comp_ipc by default",
     [](Options& options, std::string_view value) {
         options.sockets.emplace_back(value);
         return !value.empty() && value != "@";
     }},
    {"--idle-exit", nullptr, "SECONDS", "a number from 0.001 to 1000000",
     "end when nobody has been connected for so long",
     [](Options& options, std::string_view value) {
         const auto seconds = parse_number<double>(value, 0.001, 1e6);
         if (seconds) options.idle_exit = Duration(static_cast<int64_t>(*seconds * 1e9));
         return seconds.has_value();
     }},
    {"--compositor", "MONADO_COMPOSITOR", "vulkan|null", "vulkan or null",
     "null needs no Vulkan and serves headless sessions alone",
     [](Options& options, std::string_view value) {
         return choose(options.compositor, value,
                       {{"vulkan", CompositorKind::vulkan}, {"null", CompositorKind::null}});
     }},
    {"--clock", "MONADO_CLOCK", "real|virtual", "real or virtual",
     "virtual: time stands still until every application has ended its frame",
     [](Options& options, std::string_view value) {
         return choose(options.clock, value, {{"real", ClockMode::real}, {"virtual", ClockMode::lockstep}});
     }},
    {"--target", "MONADO_TARGET", "headless|auto|xcb|wayland|display", "headless, auto, xcb, wayland or display",
     "where to show what both eyes see: nowhere by default, in a window, or on a display without a window system",
     parse_target},
    {"--window-size", "MONADO_WINDOW_SIZE", "WxH", "a size of 1x1 to 8192x8192",
     "of the window at first; as the views are by default",
     [](Options& options, std::string_view value) { return assign(options.target.window_extent, parse_size(value)); }},
    {"--window-views", "MONADO_WINDOW_VIEWS", "both|left|right", "both, left or right",
     "what the window or display shows; both by default", parse_window_views},
    {"--window-input", "MONADO_WINDOW_INPUT", "on|off", "on or off",
     "whether keyboard and mouse move head and controllers in the window; on by default",
     [](Options& options, std::string_view value) {
         return choose(options.target.input, value, {{"on", WindowInput::on}, {"off", WindowInput::off}});
     }},
    {"--display", "MONADO_DISPLAY", "NAME", "a part of a display's name",
     "which one --target display takes; the first by default",
     [](Options& options, std::string_view value) { return assign_text(options.target.display, value); }},
    {"--capture", "MONADO_CAPTURE", "DIR", "a folder",
     "write what both eyes see as pictures; a y4m video also to FILE.y4m, a FIFO, /dev/fd/N or -, standard output",
     [](Options& options, std::string_view value) { return assign_text(options.capture, value); }},
    {"--capture-every", "MONADO_CAPTURE_EVERY", "N", "a whole number above 0", "write only every n-th frame",
     [](Options& options, std::string_view value) {
         return assign(options.capture_every, parse_number<uint64_t>(value, 1, largest_count));
     }},
    {"--capture-at-frame", "MONADO_CAPTURE_AT_FRAME", "N,...", "a list of whole numbers above 0",
     "write only these frames", parse_frame_list},
    {"--capture-views", "MONADO_CAPTURE_VIEWS", "left|right|both", "left, right or both",
     "write only what this eye sees; both by default",
     [](Options& options, std::string_view value) {
         using enum comp::CapturedViews;
         return choose(options.capture_views, value, {{"left", left}, {"right", right}, {"both", both}});
     }},
    {"--capture-layers", "MONADO_CAPTURE_LAYERS", "on|off", "on or off",
     "write every layer as well, as if it were the only one; off by default",
     [](Options& options, std::string_view value) {
         using enum comp::CapturedLayers;
         return choose(options.capture_layers, value, {{"on", taken}, {"off", left_out}});
     }},
    {"--capture-format", "MONADO_CAPTURE_FORMAT", "png|raw|y4m", "png, raw or y4m",
     "how: PNG files by default, uncompressed PAM files, or a Y4M video for each eye, or of both where it is one stream",
     [](Options& options, std::string_view value) {
         using enum comp::CaptureFormat;
         return choose(options.capture_format, value, {{"png", png}, {"raw", raw}, {"y4m", y4m}});
     }},
    {"--frames", "MONADO_FRAMES", "N", "a whole number above 0", "ask every session to exit after so many frames",
     [](Options& options, std::string_view value) {
         return assign(options.frames, parse_number<uint64_t>(value, 1, largest_count));
     }},
    {"--view-size", "MONADO_VIEW_SIZE", "WxH", "a size of 1x1 to 8192x8192", "pixels of each eye; 512x512 by default",
     [](Options& options, std::string_view value) { return assign(options.view_size, parse_size(value)); }},
    {"--refresh-rate", "MONADO_REFRESH_RATE", "HZ", "a number from 1 to 1000", "frames in a second; 90 by default",
     parse_refresh_rate},
    {"--motion", "MONADO_MOTION", "still|wobble|rotate", "still, wobble or rotate",
     "how the simulated person moves; still by default",
     [](Options& options, std::string_view value) {
         return choose(options.motion, value,
                       {{"still", simulated::MotionKind::still},
                        {"wobble", simulated::MotionKind::wobble},
                        {"rotate", simulated::MotionKind::rotate}});
     }},
    {"--inputs", "MONADO_INPUTS", "idle|cycle", "idle or cycle", "cycle: every input goes on and off each second",
     [](Options& options, std::string_view value) {
         return choose(options.inputs, value,
                       {{"idle", simulated::InputScript::idle}, {"cycle", simulated::InputScript::cycle}});
     }},
    {"--controller-profile", "MONADO_CONTROLLER_PROFILE", "PATH",
     "the path of an interaction profile for a hand, such as /interaction_profiles/valve/index_controller; "
     "doc/openxr.md lists them",
     "what the simulated controllers are; khr/simple_controller by default", parse_profile},
    {"--hand-tracking", "MONADO_HAND_TRACKING", "on|off", "on or off",
     "off: the simulated system has no hand tracking; on by default",
     [](Options& options, std::string_view value) { return parse_equipment(options.hand_tracking, value); }},
    {"--eye-gaze", "MONADO_EYE_GAZE", "on|off", "on or off",
     "off: the simulated headset does not see where the eyes look; on by default",
     [](Options& options, std::string_view value) { return parse_equipment(options.eye_gaze, value); }},
    {"--trackers", "MONADO_TRACKERS", "N", "a whole number from 0 to 17",
     "how many trackers the simulated person wears: waist, feet, chest and so on; 3 by default",
     [](Options& options, std::string_view value) {
         return assign(options.trackers, parse_number<size_t>(value, 0, tracker_roles.size()));
     }},
    {"--room", "MONADO_ROOM", "on|off", "on or off",
     "off: there are no walls, no floor and no table to be detected; on by default",
     [](Options& options, std::string_view value) { return parse_equipment(options.room, value); }},
    {"--script", "MONADO_SCRIPT", "FILE", "a file", "play this script (doc/scripts.md)",
     [](Options& options, std::string_view value) { return assign_text(options.script, value); }},
    {"--replay", "MONADO_REPLAY", "FILE", "a file", "play this recording, which is a script",
     [](Options& options, std::string_view value) { return assign_text(options.script, value); }},
    {"--record", "MONADO_RECORD", "FILE", "a file", "write down how devices and the system are steered, as a script",
     [](Options& options, std::string_view value) { return assign_text(options.record, value); }},
    {"--ready-fd", nullptr, "N", "the number of an open file descriptor above 2",
     "write one byte there when applications can connect",
     [](Options& options, std::string_view value) {
         return assign(options.ready_fd, parse_number<int>(value, 3, 1 << 20));
     }},
    {"--status", "MONADO_STATUS", "PATH", "a path", "report to this stream socket, one JSON object a line",
     [](Options& options, std::string_view value) { return assign_text(options.status, value); }},
    {"--log-level", "MONADO_LOG", "LEVEL", "error, warning, info or debug", "how much to say on standard error",
     [](Options& options, std::string_view value) { return assign(options.log_level, parse_log_level(value)); }},
    {"--client-limits", "MONADO_CLIENT_LIMITS", "NAME=N,...", limits_allowed,
     "what each client may make the service hold; `monado-ctl limits` shows all",
     [](Options& options, std::string_view value) { return parse_amounts(value, options.limits.client.resources); }},
    {"--user-limits", "MONADO_USER_LIMITS", "NAME=N,...", limits_allowed,
     "the same for all clients of a user together",
     [](Options& options, std::string_view value) { return parse_amounts(value, options.limits.user.resources); }},
    {"--client-rates", "MONADO_CLIENT_RATES", "NAME=N/BURST,...", rates_allowed,
     "how often a second each client may ask for what is expensive, and how often at once",
     [](Options& options, std::string_view value) { return parse_rates(value, options.limits.client.rates); }},
    {"--user-rates", "MONADO_USER_RATES", "NAME=N/BURST,...", rates_allowed,
     "the same for all clients of a user together",
     [](Options& options, std::string_view value) { return parse_rates(value, options.limits.user.rates); }},
    {"--allow-user", "MONADO_ALLOW_USER", "USER,...", "names or numbers of users",
     "other users whose clients may connect; nobody's by default",
     [](Options& options, std::string_view value) { return parse_users(value, options.allowed_users); }},
    {"--allow-group", "MONADO_ALLOW_GROUP", "GROUP,...", "names or numbers of groups",
     "groups whose members may connect",
     [](Options& options, std::string_view value) { return parse_groups(value, options.allowed_groups); }},
    {"--vulkan-validation", "MONADO_VULKAN_VALIDATION", "on|off", "on or off",
     "load Vulkan's validation layer into the compositor",
     [](Options& options, std::string_view value) {
         return choose(options.vulkan_validation, value, {{"on", comp::Validation::on}, {"off", comp::Validation::off}});
     }},
    {"--vulkan-layers", "MONADO_VULKAN_LAYERS", "on|off", "on or off",
     "on: let the machine's implicit Vulkan layers into the service; off by default",
     [](Options& options, std::string_view value) {
         return choose(options.implicit_layers, value,
                       {{"on", ImplicitLayers::allowed}, {"off", ImplicitLayers::kept_out}});
     }},
});

}  // namespace

std::span<const OptionEntry> option_table() { return table; }

}  // namespace xrt
