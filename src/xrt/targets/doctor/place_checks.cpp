// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "targets/common/phrases.hpp"
#include "targets/doctor/checks.hpp"

namespace xrt::doctor {
namespace {

constexpr uint64_t enough_fds = 1024;
constexpr uint64_t enough_shared_memory = 64 << 20;  // what containers get by default, and browsers need at least

std::string describe(const FolderFacts& folder) {
    switch (folder.state) {
        case FolderState::usable:
            return folder.path + " can be used";
        case FolderState::missing:
            return folder.path + " is not there";
        case FolderState::no_folder:
            return folder.path + " is no folder";
        case FolderState::forbidden:
            return folder.path + " may not be looked into";
        case FolderState::not_writable:
            return folder.path + " cannot be written to";
        case FolderState::too_long:
            return folder.path + " is too long a path for sockets";
    }
    return {};
}

std::string describe(const std::vector<FolderFacts>& folders) {
    std::vector<std::string> texts;
    for (const FolderFacts& folder : folders) texts.push_back(describe(folder));
    return joined(texts);
}

}  // namespace

Finding check_socket(const SocketFacts& facts) {
    constexpr std::string_view name = "socket";
    const std::string set = "let MONADO_SOCKET name a short path in a folder of your own";
    if (!facts.address_problem.empty()) return {name, Severity::error, facts.address_problem, set};
    switch (facts.listener) {
        case Listener::answers:
            if (!facts.greeting_problem.empty()) {
                return {
                    name, Severity::error, facts.greeting_problem,
                    "stop that service and start the monado-service of this installation; monado-run brings its own"};
            }
            return {name, Severity::ok, "a service listens at " + facts.path};
        case Listener::stale:
            return {name, Severity::warning, "a service has died and left " + facts.path + " behind",
                    "start monado-service, which replaces it; monado-run brings a service of its own"};
        case Listener::no_socket:
            return {name, Severity::error, facts.path + " is there and is no socket", "take it away, or " + set};
        case Listener::not_ours:
            return {name, Severity::error,
                    facts.path + " belongs to a service of another user, or may not be connected to",
                    set + "; to share a service, its owner starts it with --allow-user"};
        case Listener::none:
            break;
    }
    if (!facts.folder_problem.empty()) return {name, Severity::warning, facts.folder_problem, set};
    return {name, Severity::ok, "nobody listens at " + facts.path + "; monado-run brings a service of its own"};
}

Finding check_inherited_socket(const SocketFacts& facts) {
    constexpr std::string_view name = "inherited-socket";
    if (facts.inherited_problem.empty()) return {name, Severity::ok, "MONADO_SOCKET_FD=" + facts.inherited};
    return {name, Severity::error, "MONADO_SOCKET_FD=" + facts.inherited + ": " + facts.inherited_problem,
            "unset MONADO_SOCKET_FD, or hand over a connected socket by that number (doc/embedding.md)"};
}

Finding check_private_folder(const PlaceFacts& facts) {
    constexpr std::string_view name = "private-folder";
    const auto usable = std::ranges::find(facts.private_bases, FolderState::usable, &FolderFacts::state);
    if (usable == facts.private_bases.end()) {
        return {name, Severity::error, "no place for sockets: " + describe(facts.private_bases),
                "make /tmp writable, or let XDG_RUNTIME_DIR name a folder that is, with a path below 65 bytes"};
    }
    if (usable == facts.private_bases.begin()) return {name, Severity::ok, usable->path};
    return {name, Severity::warning,
            "XDG_RUNTIME_DIR: " + describe(facts.private_bases.front()) + "; " + usable->path + " is used",
            "make that folder, or unset XDG_RUNTIME_DIR"};
}

Finding check_home(const PlaceFacts& facts) {
    constexpr std::string_view name = "home";
    if (facts.home && facts.home->state == FolderState::usable) return {name, Severity::ok, facts.home->path};
    if (facts.home && facts.home->state == FolderState::forbidden) {
        return {name, Severity::error,
                "HOME: " + describe(*facts.home) + ", and the OpenXR loader of Debian 12 fails when it tries",
                "let HOME name a folder of the user who runs this, or unset it"};
    }
    const std::string text = facts.home ? "HOME: " + describe(*facts.home) : "HOME is not set";
    return {name, Severity::warning, text + "; nothing here needs it, but drivers compile their shaders anew each time",
            "let HOME name a folder that can be written to"};
}

Finding check_sealing(const PlaceFacts& facts) {
    constexpr std::string_view name = "shared-memory";
    if (facts.sealing_problem.empty()) return {name, Severity::ok, "memory can be shared and sealed"};
    return {name, Severity::error, facts.sealing_problem,
            "use Linux 5.1 or newer, and a sandbox that allows memfd_create and F_ADD_SEALS"};
}

Finding check_sockets(const PlaceFacts& facts) {
    constexpr std::string_view name = "sockets";
    if (facts.socket_problem.empty()) return {name, Severity::ok, "AF_UNIX, SOCK_SEQPACKET"};
    return {name, Severity::error, facts.socket_problem,
            "use a sandbox that allows AF_UNIX sockets of the type SOCK_SEQPACKET, or --in-process"};
}

Finding check_fd_limit(const PlaceFacts& facts) {
    constexpr std::string_view name = "fds";
    const std::string text = "at most " + std::to_string(facts.most_fds) + " file descriptors in a process";
    if (facts.most_fds >= enough_fds) return {name, Severity::ok, text};
    return {name, Severity::warning, text,
            "raise the hard limit to 1024 or more (ulimit -Hn; docker run --ulimit nofile=1024)"};
}

Finding check_shared_memory(const PlaceFacts& facts) {
    constexpr std::string_view name = "dev-shm";
    const std::string remedy =
        "give it 64 MiB or more (docker run --shm-size=256m) if the application is a browser or uses X11";
    if (!facts.shared_memory_bytes) {
        return {name, Severity::warning, "/dev/shm cannot be written to; nothing here needs it, but browsers do",
                remedy};
    }
    const std::string text = std::to_string(*facts.shared_memory_bytes >> 20) + " MiB are free in /dev/shm";
    if (*facts.shared_memory_bytes >= enough_shared_memory) return {name, Severity::ok, text};
    return {name, Severity::warning, text + "; nothing here needs it, but browsers do", remedy};
}

}  // namespace xrt::doctor
