// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/socket_file.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "auxiliary/os/socket_path.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::ipc {
namespace {

Error live(const std::string& path, int socket) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    const bool known = ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.pid > 0;
    const std::string who = known ? "another service (pid " + std::to_string(peer.pid) + ")" : "another program";
    return {ErrorCode::already_exists, who + " listens at " + path};
}

/// Nobody listens there any more. Asking is the only way to know: whoever listens may not use our lock.
Result<void> check_stale(const std::string& path, const UnixAddress& address) {
    const UniqueFd probe(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!probe.valid()) return os_error("cannot create a socket", errno);
    const bool connected = ::connect(probe.get(), address.get(), address.length) == 0;
    if (!connected && errno == ECONNREFUSED) return {};
    if (connected || errno == EAGAIN || errno == EPROTOTYPE) return live(path, probe.get());
    return os_error("cannot tell who listens at " + path, errno);
}

Result<void> remove_stale(const std::string& path, const UnixAddress& address) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) return {};  // nothing there; or bind() will tell
    if (!S_ISSOCK(status.st_mode)) return Error{ErrorCode::already_exists, path + " is there and is no socket"};
    TRY(check_stale(path, address));
    if (::unlink(path.c_str()) != 0) return os_error("cannot remove the stale socket " + path, errno);
    return {};
}

}  // namespace

Result<SocketFile> SocketFile::bind(int socket, const std::string& path, SocketAccess access) {
    const UnixAddress address = TRY(unix_address(path));
    TRY(remove_stale(path, address));
    ::fchmod(socket, access == SocketAccess::own_user ? 0600 : 0666);  // bind() makes the file with the socket's mode
    if (::bind(socket, address.get(), address.length) != 0) return os_error("cannot listen at " + path, errno);
    // The umask has taken from the mode what was asked for on purpose.
    if (access == SocketAccess::everybody) ::chmod(path.c_str(), 0666);
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) return os_error("cannot listen at " + path, errno);
    return SocketFile(path, status.st_dev, status.st_ino);
}

SocketFile::~SocketFile() {
    struct stat status {};
    if (path_.empty() || ::lstat(path_.c_str(), &status) != 0) return;
    if (status.st_dev == device_ && status.st_ino == inode_) ::unlink(path_.c_str());
}

Result<void> prepare_folder_of(const std::string& path) {
    const std::string parent = std::filesystem::path(path).parent_path().string();
    const std::string folder = parent.empty() ? "." : parent;
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return os_error("cannot make the folder " + folder, errno);
    struct stat status {};
    if (::stat(folder.c_str(), &status) != 0) return os_error("cannot look at the folder " + folder, errno);
    if (status.st_uid == ::geteuid() || status.st_uid == 0) return {};
    return Error{ErrorCode::permission_denied,
                 "the folder " + folder + " belongs to another user (uid " + std::to_string(status.st_uid) + ")"};
}

}  // namespace xrt::ipc
