// SPDX-License-Identifier: BSL-1.0
//
// A script as data: steps, one after another, each with the moment at which it is carried out and what is done or expected
// then. How it is written down: doc/scripts.md. Who carries it out: ScriptPlayer.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "proto/control.hpp"
#include "proto/device_control.hpp"
#include "proto/event.hpp"
#include "proto/session.hpp"
#include "xrt/math.hpp"
#include "xrt/time.hpp"
#include "xrt/user_path.hpp"

namespace xrt::script {

enum class LayerKind : uint32_t { projection, quad, cylinder, equirect, cube, passthrough };
inline constexpr size_t layer_kind_count = 6;

/// Of the connected applications that call themselves that, the first or a later one, in the order in which they came.
struct ClientName {
    std::string application;
    uint32_t number = 1;
    bool operator==(const ClientName&) const = default;
};
// What can be waited for and expected.

/// A session is in that state, or has passed through it since the last action.
struct StateReached {
    proto::SessionState state = proto::SessionState::idle;
};
/// A pulse was sent to the device since the last action, of an amplitude from `at_least` to `at_most`.
struct HapticSent {
    UserPath device = UserPath::head;
    float at_least = 0, at_most = 1;
};
/// The last frame has so many layers, of one kind or of all.
struct LayersShown {
    std::optional<LayerKind> kind;
    uint32_t at_least = 0, at_most = 0;
};
/// There has been a swapchain of that size.
struct SwapchainMade {
    Extent2D extent;
};
/// Since the script began neither the application has made a mistake that was told, nor has a validation layer found fault with the
/// compositor.
struct NothingWrong {};
/// Every frame since the last action took the application less, from when xrWaitFrame returned to when xrEndFrame was called. In wall
/// time, whatever the clock is.
struct FramesTook {
    Duration less_than{};
};
/// The application is there.
struct ClientConnected {
    ClientName client;
};
/// It has a session that can be seen: synchronized, visible or focused.
struct ClientRunning {
    ClientName client;
};
using Condition = std::variant<StateReached, HapticSent, LayersShown, SwapchainMade, NothingWrong, FramesTook,
                               ClientConnected, ClientRunning>;

/// How long it may take; neither: it must be so at once.
struct Bound {
    std::optional<Duration> within;
    std::optional<uint64_t> before_frame;
};

// When a step is carried out, but never before the one above it.

struct AtOnce {};
/// Seen first by the application's frame of that number, counted from 1.
struct AtFrame {
    uint64_t frame = 1;
};
/// Since the script began.
struct AtTime {
    Duration time{};
};
/// Since the step before was carried out.
struct After {
    Duration delay{};
};
struct WaitFor {
    Condition condition;
    Bound bound;
};
/// Once nothing will happen any more.
struct AtEnd {};
using When = std::variant<AtOnce, AtFrame, AtTime, After, WaitFor, AtEnd>;

// What can be done.

struct Steer {
    UserPath device = UserPath::head;
    std::vector<proto::DeviceChange> changes;
};
enum class Presence : uint32_t { absent, present };
struct SetUserPresence {
    Presence presence = Presence::present;
};
/// The head's place and direction become LOCAL's.
struct Recentre {};
struct MovePlaySpace {
    Pose world_from_play_space;
};
/// Where a reference space lies in the play space.
struct MoveReferenceSpace {
    proto::ReferenceSpace space = proto::ReferenceSpace::local;
    Pose play_space_from_space;
};
/// What tracks devices is moved there, and all its devices with it.
struct MoveTrackingOrigin {
    std::string name;
    Pose offset;
};
struct SetRefreshRate {
    float hertz = 0;
};
struct SetBrightness {
    float brightness = 1;
};
/// Every session is asked to exit.
struct RequestExit {};
/// Every session is told that it will be lost.
struct LoseSessions {};
/// Every session is lost at once: no call works with it any more.
struct LoseSessionsAtOnce {};
/// The compositor's GPU is lost.
struct LoseGpu {};
/// Every composition takes so many display periods longer.
struct SlowCompositor {
    uint32_t periods = 0;
};
/// In what size the eyes' views are best rendered.
struct SetViewResolution {
    Extent2D extent;
};
/// No session is more prominent than that, until it is said otherwise.
enum class Prominence : uint32_t { hidden, visible, focused };
struct LimitProminence {
    Prominence most = Prominence::focused;
};
/// It is in front of the others, with the input focus.
struct SetPrimary {
    ClientName client;
};
struct SetFocus {
    ClientName client;
};
/// These are kept from it, and nothing else.
struct BlockIo {
    ClientName client;
    proto::IoKinds kinds;
};
using Action = std::variant<Steer, SetUserPresence, Recentre, MovePlaySpace, MoveReferenceSpace, MoveTrackingOrigin,
                            SetRefreshRate, SetBrightness, RequestExit, LoseSessions, LoseSessionsAtOnce, LoseGpu,
                            SlowCompositor, SetViewResolution, LimitProminence, SetPrimary, SetFocus, BlockIo>;

struct Later {
    Duration delay{};
    Action action;
};
struct Do {
    Action action;
    std::optional<Later> later = std::nullopt;
};
struct Expect {
    Condition condition;
    Bound bound;
};
/// A remark for people.
struct Remark {};

struct Step {
    uint32_t line = 0;  ///< of the text, from 1
    When when;
    std::variant<Remark, Do, Expect> work;
};

using Script = std::vector<Step>;

}  // namespace xrt::script
