// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/ctl_commands.hpp"

#include <algorithm>
#include <array>

namespace xrt::ctl {
namespace {

constexpr std::array command_table{
    Command{"list", Subject::everything, 0, 0, ""},
    Command{"allow-input", Subject::allow_input, 1, 5, "allow-input CLIENT [poses|hands|inputs|outputs]..."},
    Command{"battery", Subject::battery, 0, 3, "battery [DEVICE LEVEL [charging]]"},
    Command{"block-input", Subject::block_input, 1, 5, "block-input CLIENT [poses|hands|inputs|outputs]..."},
    Command{"brightness", Subject::brightness, 0, 1, "brightness [VALUE]"},
    Command{"capture", Subject::capture, 1, 64, "capture FILE [OPTIONS]"},
    Command{"clients", Subject::clients, 0, 0, ""},
    Command{"devices", Subject::devices, 0, 0, ""},
    Command{"focus", Subject::focus, 1, 1, "focus CLIENT"},
    Command{"get", Subject::get, 1, 1, "get PROPERTY"},
    Command{"inject", Subject::inject, 1, 1, "inject FAULT"},
    Command{"input", Subject::input, 3, 3, "input DEVICE INPUT VALUE"},
    Command{"let-go", Subject::let_go, 1, 1, "let-go DEVICE"},
    Command{"limits", Subject::limits, 0, 0, ""},
    Command{"metrics", Subject::metrics, 0, 0, ""},
    Command{"play", Subject::play, 1, 1, "play SCRIPT"},
    Command{"pose", Subject::pose, 2, 3, "pose DEVICE PLACE [SECONDS]"},
    Command{"press", Subject::press, 2, 2, "press DEVICE INPUT"},
    Command{"primary", Subject::primary, 1, 1, "primary CLIENT"},
    Command{"properties", Subject::properties, 0, 0, ""},
    Command{"quit", Subject::quit, 0, 0, ""},
    Command{"recentre", Subject::recentre, 0, 0, ""},
    Command{"refresh-rate", Subject::refresh_rate, 0, 1, "refresh-rate [HERTZ]"},
    Command{"release", Subject::release, 2, 2, "release DEVICE INPUT"},
    Command{"set", Subject::set, 2, 2, "set PROPERTY VALUE"},
    Command{"shift", Subject::shift, 2, 2, "shift PROPERTY VALUE"},
    Command{"toggle-input", Subject::toggle_input, 1, 1, "toggle-input CLIENT"},
    Command{"trace", Subject::trace, 0, 7, "trace [CLIENT] [--out FILE [--duration SECONDS] [--frames N]]"},
    Command{"watch", Subject::watch, 0, 5, "watch [clients|sessions|focus|devices|properties]..."},
};
constexpr std::array<std::string_view, 7> switch_table{"--socket", "--json", "-j", "--help", "-h", "--version", "-V"};
constexpr std::array<std::string_view, 4> monado_table{"-p", "-f", "-i", "-c"};
constexpr std::array<std::string_view, 4> what_they_mean{"primary", "focus", "toggle-input", "recentre"};

}  // namespace

std::span<const Command> commands() { return command_table; }
std::span<const std::string_view> switches() { return switch_table; }
std::span<const std::string_view> monado_options() { return monado_table; }

const Command* find_command(std::string_view word) {
    const auto option = std::ranges::find(monado_table, word);
    if (option != monado_table.end()) word = what_they_mean[static_cast<size_t>(option - monado_table.begin())];
    if (word == "recenter") word = "recentre";  // as American English spells it
    const auto found = std::ranges::find(command_table, word, &Command::name);
    return found == command_table.end() ? nullptr : &*found;
}

}  // namespace xrt::ctl
