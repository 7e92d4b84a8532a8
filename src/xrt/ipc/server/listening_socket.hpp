// SPDX-License-Identifier: BSL-1.0
//
// Where clients connect: bound at a path of our own, or inherited from the service manager, which then owns the path.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ipc/server/pid_file.hpp"
#include "ipc/server/socket_file.hpp"
#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::ipc {

class ListeningSocket {
 public:
    /// Binds and listens, under the lock of PATH.pid. already_exists, naming the pid, if a live service is there. @NAME is an
    /// abstract name: reachable by everybody in the network namespace, so that only the check of the peer's user keeps others
    /// out.
    static Result<ListeningSocket> bind(const std::string& path, SocketAccess access = SocketAccess::own_user);

    /// Those that systemd hands over (LISTEN_FDS, LISTEN_PID; sd_listen_fds(3)); empty if it hands over none. They begin at
    /// `first_fd`. Clears the variables, so that no child takes them for its own.
    static Result<std::vector<ListeningSocket>> inherited(int first_fd = 3);

    int fd() const { return socket_.get(); }
    /// For people.
    const std::string& description() const { return description_; }

 private:
    ListeningSocket(std::string description, UniqueFd socket)
        : description_(std::move(description)), socket_(std::move(socket)) {}
    static Result<ListeningSocket> bind_abstract(const std::string& name);
    static Result<ListeningSocket> adopt(UniqueFd socket);

    std::string description_;
    std::optional<PidFile> lock_;  // released last
    std::optional<SocketFile> file_;
    UniqueFd socket_;
};

}  // namespace xrt::ipc
