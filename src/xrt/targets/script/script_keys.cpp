// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_keys.hpp"

#include <array>

#include "targets/script/script_names.hpp"

namespace xrt::script {
namespace {

constexpr double most_frames = 1e12, most_count = 1000, farthest = 1000;

constexpr KeySpec device{"device", KeyKind::name, "which device", Need::required, 0, 0, device_names};
constexpr KeySpec input{"input", KeyKind::text, "which input, as \"select/click\"", Need::required};
constexpr KeySpec position{"position", KeyKind::numbers, "metres: x to the right, y up, z backwards", Need::optional,
                           3,          farthest};
constexpr KeySpec orientation{"orientation", KeyKind::numbers, "a unit quaternion: x, y, z, w", Need::optional, 4, 1};
constexpr KeySpec degrees{"degrees",
                          KeyKind::numbers,
                          "instead of orientation: yaw to the left, pitch up, roll to the left",
                          Need::optional,
                          3,
                          3600};
constexpr KeySpec relative{"relative", KeyKind::mark, "from where it is, in its own axes"};

constexpr KeySpec application{"application", KeyKind::text, "as it calls itself", Need::required};
constexpr KeySpec number{"number",
                         KeyKind::whole,
                         "of several that call themselves that: 1, or none, is the one that came first",
                         Need::optional,
                         1,
                         most_count};
constexpr std::array client_keys{application, number};
constexpr ObjectSpec client{client_keys};

constexpr std::array state_keys{KeySpec{"state", KeyKind::name,
                                        "a session is in that state, or has passed through it since the last action",
                                        Need::optional, 0, 0, state_names}};
constexpr std::array haptic_keys{
    device,
    KeySpec{"amplitude", KeyKind::number, "this, give or take 0.01", Need::optional, 0, 1},
    KeySpec{"at_least", KeyKind::number, "the smallest amplitude", Need::optional, 0, 1},
    KeySpec{"at_most", KeyKind::number, "the largest amplitude", Need::optional, 0, 1},
};
constexpr std::array layers_keys{
    KeySpec{"kind", KeyKind::name, "those alone", Need::optional, 0, 0, layer_names},
    KeySpec{"count", KeyKind::whole, "exactly so many", Need::optional, 0, most_count},
    KeySpec{"at_least", KeyKind::whole, "so many or more", Need::optional, 0, most_count},
    KeySpec{"at_most", KeyKind::whole, "so many or fewer", Need::optional, 0, most_count},
};
constexpr std::array swapchain_keys{
    KeySpec{"width", KeyKind::whole, "pixels", Need::required, 1, 1 << 20},
    KeySpec{"height", KeyKind::whole, "pixels", Need::required, 1, 1 << 20},
};
constexpr std::array frame_time_keys{
    KeySpec{"below", KeyKind::number, "seconds of wall time", Need::required, 0, max_seconds},
};
constexpr ObjectSpec haptic{haptic_keys}, layers{layers_keys}, swapchain{swapchain_keys}, frame_time{frame_time_keys};
constexpr std::array condition_keys{
    state_keys[0],
    KeySpec{"haptic", KeyKind::object, "a pulse was sent since the last action", Need::optional, 0, 0, nullptr,
            &haptic},
    KeySpec{"layers", KeyKind::object, "how many layers the last frame has", Need::optional, 0, 0, nullptr, &layers},
    KeySpec{"swapchain", KeyKind::object, "there has been a swapchain of that size", Need::optional, 0, 0, nullptr,
            &swapchain},
    KeySpec{"no_validation_message", KeyKind::mark,
            "no mistake of the application's was told since the script began, nor any of the compositor's"},
    KeySpec{"frame_time", KeyKind::object, "how long the application took for each frame since the last action",
            Need::optional, 0, 0, nullptr, &frame_time},
    KeySpec{"connected", KeyKind::object, "the application is there", Need::optional, 0, 0, nullptr, &client},
    KeySpec{"running", KeyKind::object, "the application has a session that can be seen", Need::optional, 0, 0, nullptr,
            &client},
};
constexpr ObjectSpec condition{condition_keys, Choice::exactly_one};

constexpr std::array common{
    KeySpec{"note", KeyKind::text, "for people"},
    KeySpec{"frame", KeyKind::whole,
            "before the application's frame of that number begins, which is the first to see it", Need::optional, 1,
            most_frames},
    KeySpec{"time", KeyKind::number, "so many seconds after the script began", Need::optional, 0, max_seconds},
    KeySpec{"after", KeyKind::number, "so many seconds after the step before", Need::optional, 0, max_seconds},
    KeySpec{"end", KeyKind::mark, "when the run has ended; for expect alone"},
    KeySpec{"wait_for", KeyKind::object, "when that is so; needs within or before_frame", Need::optional, 0, 0, nullptr,
            &condition},
    KeySpec{"within", KeyKind::number, "how many seconds wait_for or expect may take", Need::optional, 0, max_seconds},
    KeySpec{"before_frame", KeyKind::whole, "wait_for or expect must come true before that frame is ended",
            Need::optional, 1, most_frames},
};

constexpr std::array pose_keys{
    device,
    KeySpec{"component", KeyKind::text, "one pose of it, as \"aim\"; otherwise the device as a whole"},
    position,
    orientation,
    degrees,
    relative,
    KeySpec{"over", KeyKind::number, "how many seconds it takes to get there; otherwise it jumps", Need::optional, 0,
            max_seconds},
};
constexpr std::array path_key_keys{
    KeySpec{"at", KeyKind::number, "seconds after the movement began, more than for the key before", Need::required, 0,
            max_seconds},
    position,
    orientation,
    degrees,
    relative,
};
constexpr ObjectSpec path_key{path_key_keys};
constexpr std::array path_keys{
    device,
    KeySpec{"component", KeyKind::text, "one pose of it, as \"aim\"; otherwise the device as a whole"},
    KeySpec{"keys", KeyKind::objects, "where it is when, and steadily on its way in between", Need::required, 0,
            max_path_keys, nullptr, &path_key},
};
constexpr std::array input_keys{
    device,
    input,
    KeySpec{"value", KeyKind::input_value, "true or false, a number, or [x, y]", Need::required, -1, 1},
    KeySpec{"over", KeyKind::number, "how many seconds it takes to get there; otherwise it jumps", Need::optional, 0,
            max_seconds},
};
constexpr std::array press_keys{
    device,
    input,
    KeySpec{"for", KeyKind::number, "released after so many seconds", Need::optional, 0, max_seconds},
};
constexpr std::array release_keys{device, input};
constexpr std::array tracking_keys{
    device,
    KeySpec{"state", KeyKind::name, "lost: no valid pose; inferred: valid, not tracked; full", Need::required, 0, 0,
            tracking_names},
};
constexpr std::array hand_keys{
    KeySpec{"device", KeyKind::name, "which hand", Need::required, 0, 0, hand_names},
    KeySpec{"gesture", KeyKind::name, "what the fingers do", Need::optional, 0, 0, gesture_names},
    KeySpec{"fingers", KeyKind::numbers, "instead: from the thumb on, 0 for stretched out to 1 for curled",
            Need::optional, proto::finger_count, 1},
    KeySpec{"over", KeyKind::number, "how many seconds it takes; otherwise at once", Need::optional, 0, max_seconds},
};
constexpr std::array battery_keys{
    device,
    KeySpec{"level", KeyKind::number, "0, empty, to 1", Need::required, 0, 1},
    KeySpec{"charging", KeyKind::mark, "it becomes fuller, and so is plugged in"},
    KeySpec{"plugged_in", KeyKind::mark, "there is a cable"},
};
constexpr std::array view_resolution_keys{
    KeySpec{"width", KeyKind::whole, "pixels of an eye's view", Need::required, 1, 1 << 20},
    KeySpec{"height", KeyKind::whole, "pixels of an eye's view", Need::required, 1, 1 << 20},
};
constexpr std::array slow_compositor_keys{
    KeySpec{"periods", KeyKind::whole, "by so many display periods; 0 ends it", Need::required, 0, 1000},
    KeySpec{"for", KeyKind::number, "ends after so many seconds", Need::optional, 0, max_seconds},
};
constexpr std::array device_keys{device};
constexpr std::array profile_keys{
    device,
    KeySpec{"path", KeyKind::text, "the interaction profile, \"/interaction_profiles/...\"", Need::required},
};
constexpr std::array place_keys{position, orientation, degrees};
constexpr std::array reference_space_keys{
    KeySpec{"space", KeyKind::name, "which one", Need::required, 0, 0, space_names},
    position,
    orientation,
    degrees,
};
constexpr std::array tracking_origin_keys{
    KeySpec{"name", KeyKind::text, "as \"Simulated\"", Need::required},
    position,
    orientation,
    degrees,
};
constexpr std::array blocked_keys{
    application,
    number,
    KeySpec{"poses", KeyKind::mark, "of all devices but the head's"},
    KeySpec{"hands", KeyKind::mark, "tracked hands"},
    KeySpec{"inputs", KeyKind::mark, "buttons, triggers, sticks"},
    KeySpec{"outputs", KeyKind::mark, "its haptic pulses are not felt"},
};
constexpr ObjectSpec pose{pose_keys}, path{path_keys}, input_change{input_keys}, press{press_keys},
    release{release_keys}, tracking{tracking_keys}, one_device{device_keys}, profile{profile_keys}, place{place_keys},
    hand{hand_keys}, battery{battery_keys}, view_resolution{view_resolution_keys},
    slow_compositor{slow_compositor_keys}, reference_space{reference_space_keys}, tracking_origin{tracking_origin_keys},
    blocked{blocked_keys};

constexpr KeySpec object(std::string_view key, const ObjectSpec& spec, std::string_view meaning) {
    return {key, KeyKind::object, meaning, Need::optional, 0, 0, nullptr, &spec};
}

constexpr std::array work{
    object("pose", pose, "puts a device somewhere, or moves it"),
    object("path", path, "moves a device along several places"),
    object("input", input_change, "sets an input"),
    object("press", press, "sets an input to 1"),
    object("release", release, "sets an input to 0"),
    object("hand", hand, "bends the fingers of a hand"),
    object("tracking", tracking, "how well a device's poses are known"),
    object("connect", one_device, "the device is there"),
    object("disconnect", one_device, "the device is gone"),
    object("profile", profile, "the device becomes another one"),
    object("battery", battery, "what the device's battery has left"),
    object("let_go", one_device, "the device is as it is when nobody steers it"),
    KeySpec{"user", KeyKind::name, "whether somebody wears the headset", Need::optional, 0, 0, presence_names},
    KeySpec{"recentre", KeyKind::mark, "the head's place and direction become those of LOCAL"},
    KeySpec{"recenter", KeyKind::mark, "the same as recentre"},
    object("play_space", place, "moves every reference space there"),
    object("reference_space", reference_space, "where a reference space lies in the play space"),
    object("tracking_origin", tracking_origin, "moves what tracks devices there, and all its devices with it"),
    KeySpec{"refresh_rate", KeyKind::number, "of the display, in hertz", Need::optional, 1, 1000},
    KeySpec{"brightness", KeyKind::number, "of the display", Need::optional, 0, 1},
    KeySpec{"prominence", KeyKind::name, "the most that sessions get: hidden, visible without input, or focused",
            Need::optional, 0, 0, prominence_names},
    object("primary", client, "puts an application in front of the others, with the input focus"),
    object("focus", client, "gives an application the input focus"),
    object("blocked", blocked, "what is kept from an application: these, and nothing else"),
    KeySpec{"request_exit", KeyKind::mark, "asks every session to exit"},
    KeySpec{"lose_session", KeyKind::mark, "tells every session that it is about to be lost"},
    KeySpec{"session_lost", KeyKind::mark, "every session is lost at once"},
    KeySpec{"gpu_lost", KeyKind::mark, "the compositor's GPU is lost, and with it every session that has images"},
    object("slow_compositor", slow_compositor, "every composition takes longer"),
    object("view_resolution", view_resolution, "the size in which an eye's view is best rendered"),
    object("expect", condition, "fails the run unless it is so, at once or within the bound"),
};

}  // namespace

std::span<const KeySpec> common_keys() { return common; }
std::span<const KeySpec> work_keys() { return work; }

}  // namespace xrt::script
