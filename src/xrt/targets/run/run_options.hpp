// SPDX-License-Identifier: BSL-1.0
//
// monado-run's command line. Options of the runtime (--clock, --view-size, ...) are checked by the runtime's own table and kept as they
// were given, for the service or for the runtime inside the command.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "targets/common/options.hpp"
#include "targets/run/check_options.hpp"
#include "targets/run/stdin_policy.hpp"
#include "targets/run/watchdog.hpp"
#include "xrt/result.hpp"

namespace xrt::run {

enum class Place { service, in_process };
enum class Verbosity { quiet, normal, verbose };
enum class Leftovers { remove, keep };
enum class Request { run, help, version, print_environment };
enum class EnvironmentFormat { shell, json, plain };

/// An option of the runtime: as the service's command line and as the in-process library's environment call it.
struct RuntimeOption {
    std::string_view flag;
    std::string_view variable;
};

/// All that monado-run hands through.
std::span<const RuntimeOption> runtime_options();

struct Setting {
    RuntimeOption option;
    std::string value;
};

struct RunOptions {
    Request request = Request::run;
    EnvironmentFormat environment_format = EnvironmentFormat::shell;
    Place place = Place::service;
    Verbosity verbosity = Verbosity::normal;
    Leftovers leftovers = Leftovers::remove;
    StdinMode stdin_mode = StdinMode::automatic;
    std::optional<std::string> capture;  ///< as given, also among the settings
    std::optional<uint64_t> frames;      ///< likewise
    CheckOptions checks;                 ///< of the pictures, and where the results go
    Options runtime;                     ///< the settings, as the runtime understands them
    Limits limits{.start = Seconds(60), .stall = Seconds(60), .exit = Seconds(30), .overall = std::nullopt};
    std::vector<Setting> settings;
    std::vector<std::string> command;
};

/// `arguments` without the program's own name.
Result<RunOptions> parse_run_options(std::span<const std::string> arguments);

/// As an option of the runtime is called here: "--every" for "--capture-every"; most have one name.
std::string_view short_name(std::string_view flag);

/// What --help prints: every option. The completions read it, too.
std::string_view usage();

}  // namespace xrt::run
