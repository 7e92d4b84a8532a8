// SPDX-License-Identifier: BSL-1.0
#include "ipc_floors.hpp"

#include <benchmark/benchmark.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "ipc/wire/connected_socket.hpp"

namespace xrt::bench {
namespace {

constexpr size_t answer_size = 8;  ///< an empty reply of ours
constexpr size_t most_fds = 3;
constexpr size_t control_size = CMSG_SPACE(most_fds * sizeof(int));

/// Sends, with fds, and nothing more than that needs.
bool send(int socket, const void* bytes, size_t size, size_t fds) {
    if (fds == 0) return ::send(socket, bytes, size, MSG_NOSIGNAL) == static_cast<ssize_t>(size);
    alignas(cmsghdr) std::array<std::byte, control_size> control{};
    iovec part{const_cast<void*>(bytes), size};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = CMSG_SPACE(fds * sizeof(int));
    cmsghdr* const rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(fds * sizeof(int));
    for (size_t i = 0; i < fds; ++i) std::memcpy(CMSG_DATA(rights) + i * sizeof(int), &socket, sizeof(int));
    return ::sendmsg(socket, &header, MSG_NOSIGNAL) == static_cast<ssize_t>(size);
}

/// Receives, and closes the fds that came.
bool receive(int socket, void* bytes, size_t size, size_t fds) {
    if (fds == 0) return ::recv(socket, bytes, size, 0) > 0;
    alignas(cmsghdr) std::array<std::byte, control_size> control{};
    iovec part{bytes, size};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    if (::recvmsg(socket, &header, MSG_CMSG_CLOEXEC) <= 0) return false;
    const cmsghdr* const rights = CMSG_FIRSTHDR(&header);
    for (size_t i = 0; rights && i < fds; ++i) {
        int fd = -1;
        std::memcpy(&fd, CMSG_DATA(rights) + i * sizeof(int), sizeof(int));
        ::close(fd);
    }
    return true;
}

/// A thread that answers every message of one socket, or swallows it.
class Answerer {
 public:
    enum class Way { answer, swallow };

    Answerer(size_t fds, Way way) {
        auto ends = ipc::make_socket_pair().value();
        near_ = std::move(ends.first);
        far_ = std::move(ends.second);
        thread_ = std::thread([this, fds, way] {
            const auto buffer = std::make_unique<std::array<std::byte, 65536>>();
            while (receive(far_.get(), buffer->data(), buffer->size(), fds)) {
                if (way == Way::answer && !send(far_.get(), buffer->data(), answer_size, 0)) return;
            }
        });
    }
    ~Answerer() {
        ::shutdown(near_.get(), SHUT_RDWR);
        thread_.join();
    }
    int socket() const { return near_.get(); }

 private:
    UniqueFd near_, far_;
    std::thread thread_;
};

struct Case {
    const char* name;
    size_t bytes;
    size_t fds = 0;
    int clients = 1;
    Answerer::Way way = Answerer::Way::answer;
};

void exchange(benchmark::State& state, const Case& tried) {
    const Answerer answerer(tried.fds, tried.way);
    const std::vector<std::byte> bytes(tried.bytes);
    std::array<std::byte, answer_size> answer{};
    for (auto _ : state) {
        bool done = send(answerer.socket(), bytes.data(), bytes.size(), tried.fds);
        if (tried.way == Answerer::Way::answer)
            done = done && receive(answerer.socket(), answer.data(), answer_size, 0);
        if (!done) return state.SkipWithError("socket");
    }
}

}  // namespace

void register_ipc_floors(size_t frame_payload) {
    static const auto cases = std::to_array<Case>({
        {"floor/empty", answer_size},
        {"floor/64B", answer_size + small_payload},
        {"floor/4KiB", answer_size + page_payload},
        {"floor/60KiB", answer_size + large_payload},
        {"floor/1_fd", answer_size, 1},
        {"floor/3_fds", answer_size, 3},
        {"floor/8_clients", answer_size, 0, 8},
        {"floor/64_clients", answer_size, 0, most_clients},
        {"floor/event", answer_size},
        {"floor/one_way_frame", answer_size + frame_payload, 0, 1, Answerer::Way::swallow},
    });
    for (const Case& tried : cases) {
        benchmark::RegisterBenchmark(tried.name, [&tried](benchmark::State& state) { exchange(state, tried); })
            ->Threads(tried.clients)
            ->MeasureProcessCPUTime()
            ->UseRealTime();
    }
}

}  // namespace xrt::bench
