// SPDX-License-Identifier: BSL-1.0
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "auxiliary/os/socket_path.hpp"
#include "ipc/client/connection.hpp"
#include "ipc/client/inherited_socket.hpp"
#include "ipc/wire/connected_socket.hpp"
#include "proto/protocol_hash.hpp"
#include "targets/common/parse_number.hpp"
#include "targets/doctor/inspection.hpp"

namespace xrt::doctor {
namespace {

namespace fs = std::filesystem;

bool is_of_another_user(int socket) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    const bool known = ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0;
    return known && peer.uid != ::geteuid() && peer.uid != 0 && ::geteuid() != 0;
}

/// By knocking: a service takes nobody in before it has been greeted.
Listener find_listener(const UnixAddress& address) {
    const UniqueFd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (::connect(socket.get(), address.get(), address.length) == 0) {
        return is_of_another_user(socket.get()) ? Listener::not_ours : Listener::answers;
    }
    if (errno == EAGAIN) return Listener::answers;  // many wait before us
    if (errno == EACCES || errno == EPERM) return Listener::not_ours;
    return errno == ECONNREFUSED ? Listener::stale : Listener::none;
}

Listener find_listener(const std::string& path, const UnixAddress& address) {
    struct stat status {};
    const bool abstract = path.starts_with('@');
    if (!abstract && ::lstat(path.c_str(), &status) == 0 && !S_ISSOCK(status.st_mode)) return Listener::no_socket;
    const Listener listener = find_listener(address);
    return abstract && listener == Listener::stale ? Listener::none : listener;
}

/// monado-service makes the last folder of the path if need be, and no other.
std::string find_folder_problem(const fs::path& folder) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) != 0) {
        const fs::path parent = folder.parent_path();
        if (::access(parent.c_str(), W_OK | X_OK) == 0) return {};
        return os_error("no service can make the folder " + folder.string() + ": " + parent.string(), errno).message;
    }
    if (status.st_uid != ::geteuid() && status.st_uid != 0) {
        return "the folder " + folder.string() + " belongs to another user (uid " + std::to_string(status.st_uid) + ")";
    }
    if (::access(folder.c_str(), W_OK | X_OK) == 0) return {};
    return os_error("no service can listen in the folder " + folder.string(), errno).message;
}

std::string find_inherited_problem(std::string_view value) {
    const auto fd = parse_number<int>(value);
    if (!fd) return "this is no number of a file descriptor";
    const auto usable = ipc::check_connected_socket(*fd);
    return usable ? "" : usable.error().message;
}

}  // namespace

std::string greet_service(const std::string& path) {
    const auto connection = ipc::connect({.socket_path = path, .protocol_hash = proto::protocol_hash});
    return connection ? "" : connection.error().message;
}

SocketFacts inspect_socket(const std::string& path, const Lookup& variable,
                           const std::function<std::string(const std::string&)>& greet) {
    SocketFacts facts{.path = path};
    const char* const inherited = variable(ipc::inherited_socket_variable);
    if (inherited && *inherited) {
        facts.inherited = inherited;
        facts.inherited_problem = find_inherited_problem(inherited);
    }
    const auto address = unix_address(path);
    if (!address) return facts.address_problem = address.error().message, facts;
    facts.listener = find_listener(path, *address);
    if (facts.listener == Listener::answers) facts.greeting_problem = greet(path);
    if (facts.listener == Listener::none && !path.starts_with('@')) {
        std::error_code error;
        const fs::path absolute = fs::absolute(path, error);
        facts.folder_problem = error ? os_error("the socket's folder", error.value()).message
                                     : find_folder_problem(absolute.parent_path());
    }
    return facts;
}

}  // namespace xrt::doctor
