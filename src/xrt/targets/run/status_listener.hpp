// SPDX-License-Identifier: BSL-1.0
//
// The socket on which the service, or each runtime inside a command, reports. Never blocks; whoever breaks the format is cut off.
#pragma once

#include <poll.h>

#include <functional>
#include <list>
#include <string>
#include <vector>

#include "targets/run/line_splitter.hpp"
#include "targets/run/status_event.hpp"
#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::run {

class StatusListener {
 public:
    static constexpr size_t max_connections = 64;

    static Result<StatusListener> create(const std::string& path);

    /// What to wait for before the next take().
    void add_to(std::vector<pollfd>& waits) const;
    /// Takes all that is there now: new connections and whole lines.
    std::vector<StatusEvent> take();

 private:
    struct Connection {
        UniqueFd fd;
        LineSplitter splitter;
    };
    enum class Progress { again, nothing_left, broken };

    explicit StatusListener(UniqueFd fd) : fd_(std::move(fd)) {}
    void accept_all();
    static void drain(Connection& connection, std::vector<StatusEvent>& events);
    static Progress read_some(Connection& connection, std::vector<StatusEvent>& events);

    UniqueFd fd_;
    std::list<Connection> connections_;
};

}  // namespace xrt::run
