// SPDX-License-Identifier: BSL-1.0
//
// What can be said to a service. One table serves the command line of monado-service, its help, and the environment, which
// is all that the in-process library has.
//
//     Options options;
//     TRY(options.read_environment(&std::getenv));
//     const Request request = TRY(parse_command_line(arguments, options));
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "auxiliary/util/log.hpp"
#include "compositor/render/vulkan_instance.hpp"
#include "compositor/target/capture_target.hpp"
#include "drivers/simulated/simulated_controller.hpp"
#include "drivers/simulated/simulated_hmd.hpp"
#include "service/limits.hpp"
#include "targets/window/target_options.hpp"
#include "xrt/clock.hpp"
#include "xrt/result.hpp"

namespace xrt {

enum class CompositorKind { vulkan, null };

/// Whether a part of the simulated system is there.
enum class Equipment { none, simulated };

/// Overlays, recorders and the like, which somebody has installed for games.
enum class ImplicitLayers { kept_out, allowed };

struct Options {
    std::vector<std::string> sockets;   ///< paths, or @NAME; empty: the inherited ones, or the usual one
    std::string usual_socket;           ///< empty: the well-known one
    std::optional<Duration> idle_exit;  ///< nothing: wait for clients for ever
    CompositorKind compositor = CompositorKind::vulkan;
    ClockMode clock = ClockMode::real;
    TargetOptions target;
    std::string capture;  ///< a folder, or where a video goes; empty: no pictures
    uint64_t capture_every = 1;
    std::vector<uint64_t> capture_at;  ///< ascending; not empty: those frames alone
    comp::CapturedViews capture_views = comp::CapturedViews::both;
    comp::CapturedLayers capture_layers = comp::CapturedLayers::left_out;
    comp::CaptureFormat capture_format = comp::CaptureFormat::png;
    uint64_t frames = 0;  ///< sessions are asked to exit after so many; 0: never
    Extent2D view_size{512, 512};
    Duration display_period{11'111'111};
    simulated::MotionKind motion = simulated::MotionKind::still;
    const InteractionProfile* controller_profile = &interaction_profiles().front();
    simulated::InputScript inputs = simulated::InputScript::idle;
    Equipment hand_tracking = Equipment::simulated;
    Equipment eye_gaze = Equipment::simulated;
    size_t trackers = 3;
    Equipment room = Equipment::simulated;  ///< what plane detection finds; the stage's bounds are there in any case
    std::string script;                     ///< a file; empty: nobody plays the person
    std::string record;                     ///< likewise: nothing is recorded
    std::optional<int> ready_fd;
    std::string status;  ///< a socket; empty: no reports
    std::optional<LogLevel> log_level;
    comp::Validation vulkan_validation = comp::Validation::off;
    ImplicitLayers implicit_layers =
        ImplicitLayers::kept_out;  ///< of monado-service alone: a library has no say in this

    Limits limits{};                    ///< of clients and of users
    std::vector<uid_t> allowed_users;   ///< besides the service's own and root
    std::vector<gid_t> allowed_groups;  ///< whose members may connect

    std::vector<std::string> notes;  ///< for the log: what was understood in another sense than it was written

    /// Whatever is set. An error names the variable, its value, and what is allowed.
    Result<void> read_environment(char* (*get_variable)(const char*));
    /// Whether all fits together.
    Result<void> check() const;
};

enum class Request { run, help, version };

/// `arguments` without the program's name; "--option value" or "--option=value". The last one wins. An error names the
/// option, its value, and what is allowed, or the option that was probably meant.
Result<Request> parse_command_line(std::span<const std::string> arguments, Options& options);

/// Every option with its variable.
std::string options_help();

}  // namespace xrt
