// SPDX-License-Identifier: BSL-1.0
#include "targets/common/options.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "targets/common/nearest_name.hpp"
#include "targets/common/option_table.hpp"
#include "targets/script/script_reader.hpp"

namespace xrt {
namespace {

Error invalid(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

Result<void> set(Options& options, const OptionEntry& entry, std::string_view name, std::string_view value) {
    if (entry.parse(options, value)) return {};
    return invalid(std::string(name) + ": '" + std::string(value) + "' is not " + std::string(entry.allowed));
}

bool is_true(std::string_view value) {
    constexpr std::array<std::string_view, 5> words{"1", "true", "on", "yes", "TRUE"};
    return std::ranges::find(words, value) != words.end();
}

/// Variables that people's scripts set for Monado. What they ask for is how things are here, or has an option.
void read_variables_of_monado(Options& options, char* (*get_variable)(const char*)) {
    const auto is_set = [&](const char* name) {
        const char* const value = get_variable(name);
        return value && is_true(value);
    };
    if (is_set("XRT_COMPOSITOR_NULL")) {
        options.compositor = CompositorKind::null;
        options.notes.emplace_back("XRT_COMPOSITOR_NULL is understood as MONADO_COMPOSITOR=null");
    }
    if (is_set("XRT_COMPOSITOR_FORCE_XCB")) {
        options.target.kind = TargetKind::xcb;
        options.notes.emplace_back("XRT_COMPOSITOR_FORCE_XCB is understood as MONADO_TARGET=xcb");
    }
    if (is_set("XRT_COMPOSITOR_FORCE_WAYLAND")) {
        options.target.kind = TargetKind::wayland;
        options.notes.emplace_back("XRT_COMPOSITOR_FORCE_WAYLAND is understood as MONADO_TARGET=wayland");
    }
    if (is_set("QWERTY_ENABLE")) {
        options.notes.emplace_back("QWERTY_ENABLE: keyboard and mouse steer in every window anyway");
    }
    if (is_set("SIMULATED_ENABLE")) options.notes.emplace_back("SIMULATED_ENABLE: the devices are simulated anyway");
    if (is_set("XRT_NO_STDIN")) options.notes.emplace_back("XRT_NO_STDIN: standard input is never read anyway");
}

std::optional<Request> find_request(std::string_view argument) {
    if (argument == "--help" || argument == "-h") return Request::help;
    if (argument == "--version" || argument == "-V") return Request::version;
    return std::nullopt;
}

Result<void> check_capture(const Options& options) {
    if (options.capture_every > 1 && !options.capture_at.empty()) {
        return invalid("--capture-every and --capture-at-frame exclude each other");
    }
    const bool is_video = options.capture_format == comp::CaptureFormat::y4m;
    if (options.capture == "-" && !is_video) {
        return invalid("--capture -: only a video can go to standard output; add --capture-format y4m");
    }
    if (is_video && options.capture_layers == comp::CapturedLayers::taken) {
        return invalid("--capture-format y4m has no room for single layers; take png or raw");
    }
    return {};
}

Error unknown(std::string_view argument) {
    std::vector<std::string_view> names;
    std::ranges::transform(option_table(), std::back_inserter(names), &OptionEntry::name);
    return invalid("there is no option '" + std::string(argument) + "'" + nearest_name_hint(argument, names) +
                   "; --help lists them all");
}

/// One option of the command line and its value, taken off the front of what is left.
Result<void> take_option(std::span<const std::string>& rest, Options& options) {
    const std::string_view argument = rest.front();
    const size_t equals = argument.find('=');
    const std::string_view name = argument.substr(0, equals);
    const auto entry = std::ranges::find(option_table(), name, &OptionEntry::name);
    if (entry == option_table().end()) return unknown(name);
    rest = rest.subspan(1);
    if (equals != std::string_view::npos) return set(options, *entry, name, argument.substr(equals + 1));
    if (rest.empty()) return invalid(std::string(name) + " wants a value: " + std::string(entry->allowed));
    const std::string_view value = rest.front();
    rest = rest.subspan(1);
    return set(options, *entry, name, value);
}

}  // namespace

Result<void> Options::read_environment(char* (*get_variable)(const char*)) {
    read_variables_of_monado(*this, get_variable);
    for (const OptionEntry& entry : option_table()) {
        const char* const value = entry.variable ? get_variable(entry.variable) : nullptr;
        if (value && *value) TRY(set(*this, entry, entry.variable, value));
    }
    // MONADO_SOCKET is where applications look; --socket says where to listen instead, or beside inherited sockets.
    if (!sockets.empty()) usual_socket = std::exchange(sockets, {}).front();
    return {};
}

Result<void> Options::check() const {
    if (!capture.empty() && compositor == CompositorKind::null) {
        return invalid("--capture needs --compositor vulkan: the null compositor draws nothing");
    }
    TRY(check_capture(*this));
    if (target.kind != TargetKind::headless && compositor == CompositorKind::null) {
        return invalid("--target needs --compositor vulkan: the null compositor draws nothing");
    }
    if (!script.empty()) TRY(script::load_script(script));
    return {};
}

Result<Request> parse_command_line(std::span<const std::string> arguments, Options& options) {
    while (!arguments.empty()) {
        if (const auto request = find_request(arguments.front())) return *request;
        TRY(take_option(arguments, options));
    }
    TRY(options.check());
    return Request::run;
}

std::string options_help() {
    std::string help;
    for (const OptionEntry& entry : option_table()) {
        help += "  " + std::string(entry.name) + " " + std::string(entry.argument) + "\n        " +
                std::string(entry.help) + "\n";
        if (entry.variable) help += "        [environment: " + std::string(entry.variable) + "]\n";
    }
    return help + "  --help, -h\n        this text\n  --version, -V\n        the version\n";
}

}  // namespace xrt
