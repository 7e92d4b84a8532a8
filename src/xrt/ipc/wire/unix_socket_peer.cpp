// SPDX-License-Identifier: BSL-1.0
//
// The other process of UnixSocket's tests: unix-socket-peer blocking|loop FD serves the channel at FD, in that way, until the
// other side closes it. What to do is the first byte of each payload.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <thread>

#include "ipc/wire/unix_socket.hpp"
#include "ipc/wire/unix_socket_peer.hpp"

namespace xrt::ipc {
namespace {

std::vector<std::byte> content_of(const UniqueFd& file) {
    std::vector<std::byte> content(peer::length_of(file));
    content.resize(static_cast<size_t>(std::max<ssize_t>(::pread(file.get(), content.data(), content.size(), 0), 0)));
    return content;
}

std::vector<std::byte> join(const std::vector<UniqueFd>& files) {
    std::vector<std::byte> joined;
    for (const UniqueFd& file : files) {
        const std::vector<std::byte> content = content_of(file);
        joined.insert(joined.end(), content.begin(), content.end());
    }
    return joined;
}

std::vector<std::byte> number(uint64_t value) {
    std::vector<std::byte> bytes(sizeof(value));
    std::memcpy(bytes.data(), &value, sizeof(value));
    return bytes;
}

Payload answer(Payload&& payload) {
    switch (static_cast<peer::Wish>(payload.data.at(0))) {
        case peer::Wish::reverse:
            std::reverse(payload.data.begin(), payload.data.end());
            return {std::move(payload.data), {}};
        case peer::Wish::length:
            return {number(peer::length_of(payload.fds.at(0))), {}};
        case peer::Wish::compare:
            return {number(content_of(payload.fds.at(0)) == content_of(payload.fds.at(1))), {}};
        case peer::Wish::join:
            return {join(payload.fds), {}};
        case peer::Wish::flood:
        case peer::Wish::leave:
            break;
    }
    return std::move(payload);
}

/// The peer of peer::Flood in the test: both send while both receive.
int flood(UnixSocket& socket) {
    std::thread sender([&] { peer::Flood::send_all(socket); });
    const bool received = peer::Flood::receive_all(socket);
    sender.join();
    return received ? 0 : 1;
}

/// The exit code, once it is time.
std::optional<int> serve(UnixSocket& socket) {
    Result<Payload> payload = socket.receive();
    if (!payload) return payload.error().code == ErrorCode::connection_lost ? 0 : 1;
    const bool wants_something = !payload->data.empty();
    const auto wish = wants_something ? static_cast<peer::Wish>(payload->data[0]) : peer::Wish::reverse;
    if (wish == peer::Wish::leave) return peer::exit_code_of_leaving;
    if (wish == peer::Wish::flood) return flood(socket);
    if (!socket.send(wants_something ? answer(*std::move(payload)) : *std::move(payload))) return 1;
    return std::nullopt;
}

int serve_blocking(UniqueFd end) {
    UnixSocket socket;
    if (!socket.bind(std::move(end))) return 1;
    std::optional<int> code;
    while (!code) code = serve(socket);
    return *code;
}

int serve_in_a_loop(UniqueFd end) {
    std::optional<int> code;
    EventLoop loop = EventLoop::create().value();
    UnixSocket socket(loop, [&](UnixSocket& readable) { code = serve(readable); });
    if (!socket.bind(std::move(end))) return 1;
    while (!code && loop.wait().ok()) {
    }
    return code.value_or(1);
}

}  // namespace
}  // namespace xrt::ipc

int main(int count, char** values) {
    if (count != 3) return 2;
    xrt::UniqueFd end(std::atoi(values[2]));
    return values[1] == std::string_view("loop") ? xrt::ipc::serve_in_a_loop(std::move(end))
                                                 : xrt::ipc::serve_blocking(std::move(end));
}
