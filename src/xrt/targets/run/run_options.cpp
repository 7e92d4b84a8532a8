// SPDX-License-Identifier: BSL-1.0
#include "targets/run/run_options.hpp"

#include <algorithm>
#include <array>

#include "targets/common/nearest_name.hpp"
#include "targets/common/option_table.hpp"
#include "targets/common/parse_number.hpp"

namespace xrt::run {
namespace {

/// These are monado-run's own business, or of use only where clients come and go.
constexpr std::array kept_back = {"--socket",     "--ready-fd",      "--status",      "--log-level",
                                  "--idle-exit",  "--client-limits", "--user-limits", "--client-rates",
                                  "--user-rates", "--allow-user",    "--allow-group"};

std::vector<RuntimeOption> make_runtime_options() {
    std::vector<RuntimeOption> options;
    for (const OptionEntry& entry : option_table()) {
        const bool kept = std::find(kept_back.begin(), kept_back.end(), entry.name) != kept_back.end();
        if (!kept && entry.variable) options.push_back({entry.name, entry.variable});
    }
    return options;
}

Error bad(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

Error bad_value(std::string_view flag, std::string_view value, std::string_view expected) {
    return bad(std::string(flag) + ": '" + std::string(value) + "' is not " + std::string(expected));
}

/// "0" is no limit.
Result<std::optional<Seconds>> limit(std::string_view flag, std::string_view value) {
    const auto seconds = parse_number<double>(value, 0, 1e6);
    if (!seconds) return bad_value(flag, value, "a number of seconds, at least 0");
    return *seconds == 0 ? std::nullopt : std::optional(Seconds(*seconds));
}

Result<uint64_t> positive(std::string_view flag, std::string_view value) {
    const auto number = parse_number<uint64_t>(value);
    if (!number || *number == 0) return bad_value(flag, value, "a whole number above 0");
    return *number;
}

Result<StdinMode> stdin_mode(std::string_view value) {
    if (value == "auto") return StdinMode::automatic;
    if (value == "inherit") return StdinMode::inherit;
    if (value == "hold") return StdinMode::hold;
    return bad_value("--stdin", value, "auto, inherit or hold");
}

constexpr std::array own_flags = std::to_array<std::string_view>({
    "--at-frame",      "--every",   "--exit-timeout", "--golden",    "--help",
    "--in-process",    "--junit",   "--keep",         "--layers",    "--mask",
    "--print-env",     "--quiet",   "--report",       "--results",   "--start-timeout",
    "--stall-timeout", "--stdin",   "--timeout",      "--tolerance", "--tolerance-pixels",
    "--update-golden", "--verbose", "--version",      "--views",
});

/// For the one that was probably meant.
std::vector<std::string_view> all_flags() {
    std::vector<std::string_view> flags(own_flags.begin(), own_flags.end());
    for (const RuntimeOption& option : runtime_options()) flags.push_back(option.flag);
    return flags;
}

/// What the runtime's options are called here.
struct ShortName {
    std::string_view name, full;
};
constexpr std::array short_names{ShortName{"--at-frame", "--capture-at-frame"}, ShortName{"--every", "--capture-every"},
                                 ShortName{"--layers", "--capture-layers"}, ShortName{"--views", "--capture-views"}};

/// "--layers" stays what it is: it takes no value.
std::string_view full_name(std::string_view flag) {
    for (const ShortName& each : short_names) {
        if (each.name == flag && flag != "--layers") return each.full;
    }
    return flag;
}

class Parser {
 public:
    explicit Parser(std::span<const std::string> arguments) : rest_(arguments) {}

    Result<RunOptions> parse() {
        while (!rest_.empty() && rest_.front().starts_with('-')) {
            const std::string_view argument = take();
            if (argument == "--") break;
            TRY(option(argument));
            if (options_.request == Request::help || options_.request == Request::version) return options_;
        }
        options_.command.assign(rest_.begin(), rest_.end());
        TRY(check());
        return options_;
    }

 private:
    Result<void> option(std::string_view argument) {
        const size_t equals = argument.find('=');
        flag_ = argument.substr(0, equals);
        attached_ = equals == std::string_view::npos ? std::nullopt : std::optional(argument.substr(equals + 1));
        flag_ = full_name(flag_);
        if (flag_ == "--print-env") return print_environment();
        if (switch_option()) {
            if (attached_) return bad(std::string(flag_) + " takes no value");
            return {};
        }
        return value_option();
    }

    Result<void> print_environment() {
        options_.request = Request::print_environment;
        const std::string_view format = attached_.value_or("shell");
        if (format == "json") {
            options_.environment_format = EnvironmentFormat::json;
        } else if (format == "plain") {
            options_.environment_format = EnvironmentFormat::plain;
        } else if (format != "shell") {
            return bad_value(flag_, format, "shell, json or plain");
        }
        return {};
    }

    bool switch_option() {
        if (flag_ == "--in-process") return options_.place = Place::in_process, true;
        if (flag_ == "--quiet" || flag_ == "-q") return options_.verbosity = Verbosity::quiet, true;
        if (flag_ == "--verbose" || flag_ == "-v") return options_.verbosity = Verbosity::verbose, true;
        if (flag_ == "--update-golden") return options_.checks.use = GoldenUse::update, true;
        if (flag_ == "--layers") return set("--capture-layers", "on"), true;
        if (flag_ == "--keep") return options_.leftovers = Leftovers::keep, true;
        if (flag_ == "--help" || flag_ == "-h") return options_.request = Request::help, true;
        if (flag_ == "--version") return options_.request = Request::version, true;
        return false;
    }

    Result<void> value_option() {
        for (const RuntimeOption& known : runtime_options()) {
            if (flag_ == known.flag) return setting(known);
        }
        if (flag_ == "--stdin") {
            const std::string_view given = TRY(value());
            options_.stdin_mode = TRY(stdin_mode(given));
            return {};
        }
        if (CheckOptions::knows(flag_)) {
            const std::string_view given = TRY(value());
            return options_.checks.set(flag_, given);
        }
        std::optional<Seconds>* const target = limit_target();
        if (!target) return bad("unknown option '" + std::string(flag_) + "'" + nearest_name_hint(flag_, all_flags()));
        const std::string_view given = TRY(value());
        *target = TRY(limit(flag_, given));
        return {};
    }

    std::optional<Seconds>* limit_target() {
        if (flag_ == "--start-timeout") return &options_.limits.start;
        if (flag_ == "--stall-timeout") return &options_.limits.stall;
        if (flag_ == "--exit-timeout") return &options_.limits.exit;
        if (flag_ == "--timeout") return &options_.limits.overall;
        return nullptr;
    }

    Result<void> setting(const RuntimeOption& known) {
        const std::string_view given = TRY(value());
        if (flag_ == "--frames") options_.frames = TRY(positive(flag_, given));
        if (flag_ == "--capture") options_.capture = given;
        set(known.flag, known.flag == "--capture-at-frame" ? joined_frames(given) : std::string(given));
        return {};
    }

    /// In place of an earlier one.
    void set(std::string_view flag, std::string value) {
        std::erase_if(options_.settings, [&](const Setting& earlier) { return earlier.option.flag == flag; });
        const auto known = std::ranges::find(runtime_options(), flag, &RuntimeOption::flag);
        options_.settings.push_back({*known, std::move(value)});
    }

    /// --at-frame can be given several times, and each time names more frames.
    std::string joined_frames(std::string_view more) const {
        for (const Setting& setting : options_.settings) {
            if (setting.option.flag == flag_) return setting.value + "," + std::string(more);
        }
        return std::string(more);
    }

    Result<std::string_view> value() {
        const bool missing = attached_ ? attached_->empty() : rest_.empty();
        if (missing) return bad(std::string(flag_) + " needs a value");
        return attached_ ? *attached_ : take();
    }

    Result<void> check() {
        TRY(check_command());
        for (const ShortName& each : short_names) {
            if (was_set(each.full) && !options_.capture) {
                return bad(std::string(each.name) + " is of no use without --capture");
            }
        }
        if (was_set("--capture-every") && was_set("--capture-at-frame")) {
            return bad("--every and --at-frame exclude each other");
        }
        if (!was_set("--clock")) options_.settings.push_back({{"--clock", "MONADO_CLOCK"}, "virtual"});
        return check_values();
    }

    Result<void> check_command() const {
        if (options_.request == Request::run && options_.command.empty()) {
            return bad("there is no command to run: monado-run [options] -- command [arguments]");
        }
        if (options_.request == Request::print_environment && !options_.command.empty()) {
            return bad("--print-env runs no command: leave '" + options_.command.front() + "' out");
        }
        const CheckOptions& checks = options_.checks;
        if (options_.request == Request::print_environment && (checks.golden || checks.junit || checks.results)) {
            return bad("--print-env runs no command: leave --golden, --junit and --results out");
        }
        return {};
    }

    /// By the runtime's own rules, so that a bad value is known before anything is started.
    Result<void> check_values() {
        std::vector<std::string> arguments;
        for (const Setting& setting : options_.settings) {
            arguments.push_back(std::string(setting.option.flag) + "=" + setting.value);
        }
        Options checked;
        TRY(parse_command_line(arguments, checked));
        TRY(checked.check());
        TRY(options_.checks.check(checked));
        options_.runtime = std::move(checked);
        return {};
    }

    bool was_set(std::string_view flag) const {
        for (const Setting& setting : options_.settings) {
            if (setting.option.flag == flag) return true;
        }
        return false;
    }

    std::string_view take() {
        const std::string_view first = rest_.front();
        rest_ = rest_.subspan(1);
        return first;
    }

    std::span<const std::string> rest_;
    std::string_view flag_;
    std::optional<std::string_view> attached_;
    RunOptions options_;
};

}  // namespace

std::span<const RuntimeOption> runtime_options() {
    static const std::vector<RuntimeOption> options = make_runtime_options();
    return options;
}

Result<RunOptions> parse_run_options(std::span<const std::string> arguments) { return Parser(arguments).parse(); }

std::string_view short_name(std::string_view flag) {
    for (const ShortName& each : short_names) {
        if (each.full == flag) return each.name;
    }
    return flag;
}

}  // namespace xrt::run
