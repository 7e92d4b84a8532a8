// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/ctl_options.hpp"

#include <algorithm>
#include <iterator>

#include "targets/common/nearest_name.hpp"
#include "targets/common/parse_number.hpp"
#include "targets/ctl/ctl_commands.hpp"

namespace xrt::ctl {
namespace {

bool set_switch(Options& options, std::string_view word) {
    if (word == "--json" || word == "-j") return options.format = Format::json, true;
    if (word == "--help" || word == "-h") return options.request = Request::help, true;
    if (word == "--version" || word == "-V") return options.request = Request::version, true;
    return false;
}

Error bad(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

/// After these, the rest of the line does not matter.
bool is_final(Request request) { return request == Request::help || request == Request::version; }

Error unknown(std::string_view word) {
    std::vector<std::string_view> words(switches().begin(), switches().end());
    std::ranges::copy(monado_options(), std::back_inserter(words));
    std::ranges::transform(commands(), std::back_inserter(words), &Command::name);
    return bad("there is no '" + std::string(word) + "'" + nearest_name_hint(word, words) +
               "; --help lists what there is");
}

Result<void> set_socket(Options& options, std::string_view path) {
    options.socket = path;
    if (path.empty()) return bad("--socket wants a path");
    return {};
}

/// A command, or an operand of the command before.
Result<void> take_word(Options& options, const Command*& command, const std::string& word) {
    if (command && command->most > 0) {
        options.operands.push_back(word);
        return {};
    }
    const Command* const found = find_command(word);
    if (!found) return unknown(word);
    if (command) return bad("there is '" + word + "' after '" + std::string(command->name) + "': give one command");
    command = found;
    options.subject = found->subject;
    return {};
}

/// "-p3", which is "-p 3".
bool is_joined(const std::string& word) {
    return word.size() > 2 && std::ranges::count(monado_options(), std::string_view(word).substr(0, 2)) != 0 &&
           word.find_first_not_of("0123456789", 2) == std::string::npos;
}

Result<void> take_words(Options& options, const Command*& command, const std::string& word) {
    if (command || !is_joined(word)) return take_word(options, command, word);
    TRY(take_word(options, command, word.substr(0, 2)));
    return take_word(options, command, word.substr(2));
}

Result<void> check_operands(const Options& options, const Command* command) {
    const size_t count = options.operands.size();
    if (options.request != Request::list || !command || (count >= command->least && count <= command->most)) return {};
    return bad("usage: monado-ctl " + std::string(command->usage));
}

/// Some properties have commands of their own.
void read_as_property(Options& options, const char* property) {
    options.subject = options.operands.empty() ? Subject::get : Subject::set;
    options.operands.insert(options.operands.begin(), property);
}

Result<void> set_trace(Options& options) {
    options.request = Request::trace;
    options.timeline = TRY(parse_timeline(options.operands));
    if (options.timeline || options.operands.empty()) return {};
    if (options.operands.size() > 1) return bad("usage: monado-ctl trace [CLIENT], or with --out FILE");
    const std::string& word = options.operands.front();
    options.client = parse_number<uint32_t>(word);
    return options.client ? Result<void>() : bad("'" + word + "' is no client's number");
}

}  // namespace

const char* const help_text =
    "Usage: monado-ctl [OPTIONS] [COMMAND]\n\n"
    "Looks at a running monado-service, changes its properties, and watches it.\n\n"
    "  list                    clients and devices; the same as no command\n"
    "  clients, devices        one of them\n"
    "  limits                  what users and clients may make the service hold, and how much of it they do\n"
    "  primary CLIENT          put it in front, with the focus; CLIENT is a number or an application's name\n"
    "  focus CLIENT            give it the input focus\n"
    "  block-input CLIENT [poses|hands|inputs|outputs]...\n"
    "                          keep these from it, or all of them\n"
    "  allow-input CLIENT [poses|hands|inputs|outputs]...\n"
    "                          no longer\n"
    "  toggle-input CLIENT     block all of them if none is blocked, and allow all otherwise\n"
    "  recentre, recenter      the head's place and direction become those of LOCAL\n"
    "  quit                    ask the service to end\n"
    "  battery                 every device's battery\n"
    "  battery DEVICE LEVEL [charging]\n"
    "                          give it that level, from 0 to 1\n"
    "  properties              every property with its value, unit and range\n"
    "  get PROPERTY            its value\n"
    "  set PROPERTY VALUE      a number, or a pose as x,y,z or x,y,z,qx,qy,qz,qw\n"
    "  shift PROPERTY VALUE    add to what it is\n"
    "  brightness [VALUE]      get it, or set it\n"
    "  refresh-rate [HERTZ]    get it, or set it\n"
    "  inject FAULT            bring about a misfortune, to see what becomes of it:\n"
    "                          device_lost or session_lost\n"
    "  pose DEVICE PLACE [SECONDS]\n"
    "                          put a device at x,y,z or x,y,z,qx,qy,qz,qw, or move it there in so many seconds\n"
    "  press, release DEVICE INPUT\n"
    "                          as `press right select/click`\n"
    "  input DEVICE INPUT VALUE\n"
    "                          set an input to a number, or to x,y\n"
    "  let-go DEVICE           let it go its own way again\n"
    "  play SCRIPT             play a script (doc/scripts.md) to its end\n"
    "  metrics                 how well frames keep up, in Prometheus' text format\n"
    "  trace [CLIENT]          every message between the service and a client, or all\n"
    "  trace [CLIENT] --out FILE [--duration SECONDS] [--frames N]\n"
    "                          what frames go through, for 5 seconds, as a trace for ui.perfetto.dev\n"
    "  capture FILE            what an eye sees, as a PNG, or:\n"
    "      --view left|right|observer\n"
    "                            which eye, or the camera of XR_MSFT_first_person_observer; left by default\n"
    "      --layer N             one layer of a client alone, from 0\n"
    "      --swapchain N         the image that a client shows of its N-th swapchain\n"
    "      --array N             which layer of an array swapchain; 0 by default\n"
    "      --client N            whose; the only one by default\n"
    "      --frames N            so many pictures; 1 by default, and without end for y4m\n"
    "      --every N             every n-th only\n"
    "      --format png|raw|y4m  what FILE's name says by default: .png, .pam or .y4m; FILE - is standard output\n"
    "      --timeout SECONDS     wait so long for each picture; 10 by default\n"
    "  watch [KIND...]         what is the case, then what changes, until the service or you end it;\n"
    "                          kinds: clients, sessions, focus, devices, properties; all by default\n\n"
    "  --socket PATH   the service's socket [environment: MONADO_SOCKET]\n"
    "  --json, -j      JSON instead of text\n"
    "  --help, -h      this text\n"
    "  --version, -V   the version\n\n"
    "As with Monado's own monado-ctl: -p CLIENT is primary, -f CLIENT focus, -i CLIENT toggle-input, -c recentre.\n";

Result<Options> parse(std::span<const std::string> arguments) {
    Options options;
    const Command* command = nullptr;
    for (size_t i = 0; i < arguments.size() && !is_final(options.request); ++i) {
        const std::string_view word = arguments[i];
        constexpr std::string_view socket = "--socket";
        if (word == socket) {
            TRY(set_socket(options, ++i < arguments.size() ? std::string_view(arguments[i]) : std::string_view()));
        } else if (word.starts_with(socket) && word.substr(socket.size()).starts_with('=')) {
            TRY(set_socket(options, word.substr(socket.size() + 1)));
        } else if (!set_switch(options, word)) {
            TRY(take_words(options, command, arguments[i]));
        }
    }
    TRY(check_operands(options, command));
    if (options.subject == Subject::trace && options.request == Request::list) TRY(set_trace(options));
    if (options.subject == Subject::capture && options.request == Request::list) {
        options.capture = TRY(parse_capture(options.operands));
    }
    if (options.subject == Subject::brightness) read_as_property(options, "brightness");
    if (options.subject == Subject::refresh_rate) read_as_property(options, "refresh_rate");
    return options;
}

}  // namespace xrt::ctl
