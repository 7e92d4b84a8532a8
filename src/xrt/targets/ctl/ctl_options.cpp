// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/ctl_options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "targets/common/nearest_name.hpp"

namespace xrt::ctl {
namespace {

/// What can be asked for, and with how many operands.
struct Verb {
    std::string_view name;
    Subject subject;
    size_t least, most;
    const char* usage;
};
constexpr std::array verbs{
    Verb{"list", Subject::everything, 0, 0, ""},
    Verb{"capture", Subject::capture, 1, 64, "capture FILE [OPTIONS]"},
    Verb{"clients", Subject::clients, 0, 0, ""},
    Verb{"devices", Subject::devices, 0, 0, ""},
    Verb{"limits", Subject::limits, 0, 0, ""},
    Verb{"metrics", Subject::metrics, 0, 0, ""},
    Verb{"properties", Subject::properties, 0, 0, ""},
    Verb{"get", Subject::get, 1, 1, "get PROPERTY"},
    Verb{"set", Subject::set, 2, 2, "set PROPERTY VALUE"},
    Verb{"inject", Subject::inject, 1, 1, "inject FAULT"},
    Verb{"shift", Subject::shift, 2, 2, "shift PROPERTY VALUE"},
    Verb{"pose", Subject::pose, 2, 3, "pose DEVICE PLACE [SECONDS]"},
    Verb{"input", Subject::input, 3, 3, "input DEVICE INPUT VALUE"},
    Verb{"press", Subject::press, 2, 2, "press DEVICE INPUT"},
    Verb{"release", Subject::release, 2, 2, "release DEVICE INPUT"},
    Verb{"let-go", Subject::let_go, 1, 1, "let-go DEVICE"},
    Verb{"play", Subject::play, 1, 1, "play SCRIPT"},
    Verb{"trace", Subject::trace, 0, 7, "trace [CLIENT] [--out FILE [--duration SECONDS] [--frames N]]"},
    Verb{"watch", Subject::watch, 0, 5, "watch [clients|sessions|focus|devices|properties]..."},
};
constexpr std::array<std::string_view, 7> switches{"--socket", "--json", "-j", "--help", "-h", "--version", "-V"};

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
    std::vector<std::string_view> words(switches.begin(), switches.end());
    std::ranges::transform(verbs, std::back_inserter(words), &Verb::name);
    return bad("there is no '" + std::string(word) + "'" + nearest_name_hint(word, words) +
               "; --help lists what there is");
}

Result<void> set_socket(Options& options, std::string_view path) {
    options.socket = path;
    if (path.empty()) return bad("--socket wants a path");
    return {};
}

/// A verb, or an operand of the verb before.
Result<void> take_word(Options& options, const Verb*& verb, const std::string& word) {
    if (verb && verb->most > 0) {
        options.operands.push_back(word);
        return {};
    }
    const auto found = std::ranges::find(verbs, word, &Verb::name);
    if (found == verbs.end()) return unknown(word);
    verb = &*found;
    options.subject = found->subject;
    return {};
}

Result<void> check_operands(const Options& options, const Verb* verb) {
    const size_t count = options.operands.size();
    if (options.request != Request::list || !verb || (count >= verb->least && count <= verb->most)) return {};
    return bad("usage: monado-ctl " + std::string(verb->usage));
}

Result<void> set_trace(Options& options) {
    options.request = Request::trace;
    options.timeline = TRY(parse_timeline(options.operands));
    if (options.timeline || options.operands.empty()) return {};
    if (options.operands.size() > 1) return bad("usage: monado-ctl trace [CLIENT], or with --out FILE");
    const std::string& word = options.operands.front();
    uint32_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size()) return bad("'" + word + "' is no client's number");
    options.client = number;
    return {};
}

}  // namespace

const char* const help_text =
    "Usage: monado-ctl [OPTIONS] [COMMAND]\n\n"
    "Looks at a running monado-service, changes its properties, and watches it.\n\n"
    "  list                    clients and devices; the same as no command\n"
    "  clients, devices        one of them\n"
    "  limits                  what users and clients may make the service hold, and how much of it they do\n"
    "  properties              every property with its value, unit and range\n"
    "  get PROPERTY            its value\n"
    "  set PROPERTY VALUE      a number, or a pose as x,y,z or x,y,z,qx,qy,qz,qw\n"
    "  shift PROPERTY VALUE    add to what it is\n"
    "  inject FAULT            bring about a misfortune, to see what becomes of it: device_lost\n"
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
    "      --view left|right     which eye; left by default\n"
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
    "  --version, -V   the version\n";

Result<Options> parse(std::span<const std::string> arguments) {
    Options options;
    const Verb* verb = nullptr;
    for (size_t i = 0; i < arguments.size() && !is_final(options.request); ++i) {
        const std::string_view word = arguments[i];
        constexpr std::string_view socket = "--socket";
        if (word == socket) {
            TRY(set_socket(options, ++i < arguments.size() ? std::string_view(arguments[i]) : std::string_view()));
        } else if (word.starts_with(socket) && word.substr(socket.size()).starts_with('=')) {
            TRY(set_socket(options, word.substr(socket.size() + 1)));
        } else if (!set_switch(options, word)) {
            TRY(take_word(options, verb, arguments[i]));
        }
    }
    TRY(check_operands(options, verb));
    if (options.subject == Subject::trace && options.request == Request::list) TRY(set_trace(options));
    if (options.subject == Subject::capture && options.request == Request::list) {
        options.capture = TRY(parse_capture(options.operands));
    }
    return options;
}

}  // namespace xrt::ctl
