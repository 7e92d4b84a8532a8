// SPDX-License-Identifier: BSL-1.0
#include "targets/common/status_writer.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "auxiliary/os/deadline.hpp"
#include "auxiliary/os/socket_path.hpp"
#include "auxiliary/util/log.hpp"
#include "targets/common/json_text.hpp"

namespace xrt {
namespace {

constexpr Duration last_wait = std::chrono::milliseconds(500);

std::string event(std::string_view name, ClientId client, std::string_view key = "client") {
    return R"({"event":")" + std::string(name) + R"(",")" + std::string(key) + "\":" + std::to_string(client.value);
}

bool wait_until_writable(int socket, Deadline deadline) {
    pollfd wait{socket, POLLOUT, 0};
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(deadline.remaining());
    return ::poll(&wait, 1, static_cast<int>(milliseconds.count())) > 0;
}

}  // namespace

Result<std::unique_ptr<StatusWriter>> StatusWriter::create(const std::string& path) {
    if (path.empty()) return std::make_unique<StatusWriter>(UniqueFd());
    const UnixAddress address = TRY(unix_address(path));
    UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket.valid()) return os_error("cannot create a socket", errno);
    if (::connect(socket.get(), address.get(), address.length) != 0) {
        return os_error("cannot report to the status socket " + path, errno);
    }
    return std::make_unique<StatusWriter>(std::move(socket));
}

StatusWriter::StatusWriter(UniqueFd socket) : silent_(!socket.valid()) {
    state_.with([&](State& state) { state.socket = std::move(socket); });
}

StatusWriter::~StatusWriter() {
    const Deadline deadline = Deadline::after(last_wait);
    state_.with([&](State& state) {
        while (!state.lines.empty() && wait_until_writable(state.socket.get(), deadline)) send_waiting(state);
    });
}

void StatusWriter::write(std::string line, Importance importance) {
    if (silent_) return;
    state_.with([&](State& state) {
        if (!state.socket.valid()) return;
        send_waiting(state);
        if (importance == Importance::droppable && state.lines.size() >= frames_up_to) return;
        if (state.lines.size() >= give_up_at) return give_up(state, "its reader does not read");
        state.lines.push_back(std::move(line) + "\n");
        send_waiting(state);
    });
}

void StatusWriter::send_waiting(State& state) {
    while (!state.lines.empty()) {
        const std::string& line = state.lines.front();
        const ssize_t sent =
            ::send(state.socket.get(), line.data() + state.sent, line.size() - state.sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && errno == EAGAIN) return;
        if (sent < 0) return give_up(state, std::strerror(errno));
        state.sent += static_cast<size_t>(sent);
        if (state.sent < line.size()) continue;
        state.lines.pop_front();
        state.sent = 0;
    }
}

void StatusWriter::give_up(State& state, const std::string& why) {
    log_warning("status", "no more reports to the status socket: %s", why.c_str());
    state.lines.clear();
    state.socket.reset();
}

void StatusWriter::picture(uint64_t frame, std::string_view view, const std::string& path,
                           std::optional<uint32_t> layer) {
    if (silent_) return;
    write(R"({"event":"picture","frame":)" + std::to_string(frame) + ",\"view\":" + json_string(view) +
          (layer ? ",\"layer\":" + std::to_string(*layer) : "") + ",\"path\":" + json_string(path) + "}");
}

void StatusWriter::capture_failed(std::string_view reason) {
    if (!silent_) write(R"({"event":"capture_failed","reason":)" + json_string(reason) + "}");
}

void StatusWriter::pictures_left_out(uint64_t count) {
    if (!silent_) write(R"({"event":"pictures_left_out","count":)" + std::to_string(count) + "}");
}

void StatusWriter::script_failed(const ScriptFailure& failure) {
    if (silent_) return;
    write(R"({"event":"script_failed","line":)" + std::to_string(failure.line) +
          ",\"expected\":" + json_string(failure.expected) + ",\"seen\":" + json_string(failure.seen) +
          ",\"done\":" + std::to_string(failure.done) + ",\"steps\":" + std::to_string(failure.steps) + "}");
}

void StatusWriter::script_finished(size_t steps) {
    if (!silent_) write(R"({"event":"script_finished","steps":)" + std::to_string(steps) + "}");
}

void StatusWriter::client_introduced(ClientId client, pid_t pid, const std::string& application) {
    if (silent_) return;
    write(event("client", client, "id") + ",\"pid\":" + std::to_string(pid) +
          ",\"application\":" + json_string(application) + "}");
}

void StatusWriter::session_created(ClientId client) {
    if (!silent_) write(event("session_created", client) + "}");
}

void StatusWriter::session_state_changed(ClientId client, proto::SessionState state) {
    if (!silent_) write(event("session_state", client) + ",\"state\":" + json_string(to_string(state)) + "}");
}

void StatusWriter::frame_ended(ClientId client, uint64_t number) {
    if (silent_) return;
    write(event("frame", client) + ",\"number\":" + std::to_string(number) + "}", Importance::droppable);
}

void StatusWriter::exit_requested(ClientId client) {
    if (!silent_) write(event("exit_requested", client) + "}");
}

void StatusWriter::client_gone(ClientId client, uint64_t frames) {
    if (!silent_) write(event("client_gone", client) + ",\"frames\":" + std::to_string(frames) + "}");
}

}  // namespace xrt
