// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/ctl_options.hpp"

#include <charconv>

#include <array>

#include "targets/common/nearest_name.hpp"

namespace xrt::ctl {
namespace {

constexpr std::array<std::string_view, 11> words{"list", "clients", "devices", "trace",     "--socket", "--json",
                                                 "-j",   "--help",  "-h",      "--version", "-V"};

bool set_switch(Options& options, std::string_view word) {
    if (word == "--json" || word == "-j") return options.format = Format::json, true;
    if (word == "--help" || word == "-h") return options.request = Request::help, true;
    if (word == "--version" || word == "-V") return options.request = Request::version, true;
    return false;
}

bool set_subject(Options& options, std::string_view word) {
    if (word == "trace") return options.request = Request::trace, true;
    if (word == "list") return options.subject = Subject::everything, true;
    if (word == "clients") return options.subject = Subject::clients, true;
    if (word == "devices") return options.subject = Subject::devices, true;
    return false;
}

Error bad(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

/// After these, the rest of the line does not matter.
bool is_final(Request request) { return request == Request::help || request == Request::version; }

bool set_client(Options& options, std::string_view word) {
    uint32_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size()) return false;
    return options.client = number, true;
}

Result<void> set_socket(Options& options, std::string_view path) {
    options.socket = path;
    if (path.empty()) return bad("--socket wants a path");
    return {};
}

}  // namespace

const char* const help_text =
    "Usage: monado-ctl [OPTIONS] [list|clients|devices|trace [CLIENT]]\n\n"
    "Shows the clients and the devices of a running monado-service, or every message between it and a client, or "
    "all.\n\n"
    "  --socket PATH   the service's socket [environment: MONADO_SOCKET]\n"
    "  --json, -j      JSON instead of text\n"
    "  --help, -h      this text\n"
    "  --version, -V   the version\n";

Result<Options> parse(std::span<const std::string> arguments) {
    Options options;
    for (size_t i = 0; i < arguments.size() && !is_final(options.request); ++i) {
        const std::string_view word = arguments[i];
        constexpr std::string_view socket = "--socket";
        if (word == socket) {
            TRY(set_socket(options, ++i < arguments.size() ? std::string_view(arguments[i]) : std::string_view()));
        } else if (word.starts_with(socket) && word.substr(socket.size()).starts_with('=')) {
            TRY(set_socket(options, word.substr(socket.size() + 1)));
        } else if (options.request == Request::trace && set_client(options, word)) {
            continue;
        } else if (!set_switch(options, word) && !set_subject(options, word)) {
            return bad("there is no '" + std::string(word) + "'" + nearest_name_hint(word, words) +
                       "; --help lists what there is");
        }
    }
    return options;
}

}  // namespace xrt::ctl
