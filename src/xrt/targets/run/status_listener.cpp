// SPDX-License-Identifier: BSL-1.0
#include "targets/run/status_listener.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "auxiliary/util/log.hpp"

namespace xrt::run {
namespace {

Result<sockaddr_un> address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return Error{ErrorCode::invalid_argument, path + ": too long for a socket"};
    std::memcpy(address.sun_path, path.c_str(), path.size());
    return address;
}

Result<void> parse_lines(const std::vector<std::string>& lines, std::vector<StatusEvent>& events) {
    for (const std::string& line : lines) {
        if (auto event = TRY(parse_status_line(line))) events.push_back(std::move(*event));
    }
    return {};
}

}  // namespace

Result<StatusListener> StatusListener::create(const std::string& path) {
    const sockaddr_un address = TRY(address_of(path));
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd.valid()) return os_error("status socket", errno);
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return os_error(path, errno);
    if (::listen(fd.get(), 16) != 0) return os_error(path, errno);
    return StatusListener(std::move(fd));
}

void StatusListener::add_to(std::vector<pollfd>& waits) const {
    if (connections_.size() < max_connections) waits.push_back({fd_.get(), POLLIN, 0});
    for (const Connection& connection : connections_) waits.push_back({connection.fd.get(), POLLIN, 0});
}

std::vector<StatusEvent> StatusListener::take() {
    accept_all();
    std::vector<StatusEvent> events;
    for (Connection& connection : connections_) drain(connection, events);
    connections_.remove_if([](const Connection& connection) { return !connection.fd.valid(); });
    return events;
}

void StatusListener::accept_all() {
    while (connections_.size() < max_connections) {
        UniqueFd fd(::accept4(fd_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!fd.valid()) return;
        connections_.push_back({std::move(fd), {}});
    }
}

void StatusListener::drain(Connection& connection, std::vector<StatusEvent>& events) {
    Progress progress = Progress::again;
    while (progress == Progress::again) progress = read_some(connection, events);
    if (progress == Progress::broken) connection.fd.reset();
}

StatusListener::Progress StatusListener::read_some(Connection& connection, std::vector<StatusEvent>& events) {
    char piece[4096];
    const ssize_t size = ::read(connection.fd.get(), piece, sizeof piece);
    if (size < 0 && errno == EINTR) return Progress::again;
    if (size < 0 && errno == EAGAIN) return Progress::nothing_left;
    if (size <= 0) return Progress::broken;
    auto lines = connection.splitter.take({piece, static_cast<size_t>(size)});
    auto parsed = lines.ok() ? parse_lines(*lines, events) : Result<void>(lines.error());
    if (parsed.ok()) return Progress::again;
    log_error("monado-run", "status line not understood: %s", parsed.error().message.c_str());
    return Progress::broken;
}

}  // namespace xrt::run
