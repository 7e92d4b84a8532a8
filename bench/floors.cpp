// SPDX-License-Identifier: BSL-1.0
#include "floors.hpp"

#include <benchmark/benchmark.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <cstring>
#include <thread>

#include "auxiliary/os/futex.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::bench {
namespace {

struct SocketPair {
    SocketPair() {
        std::array<int, 2> fds{};
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds.data()) != 0) return;
        near.reset(fds[0]);
        far.reset(fds[1]);
    }
    UniqueFd near, far;
};

/// One thread asks, another answers, as a client's thread and its listener thread do.
void socket_round_trip(benchmark::State& state) {
    SocketPair pair;
    std::thread echo([fd = pair.far.get()] {
        std::array<char, 64> buffer{};
        while (::recv(fd, buffer.data(), buffer.size(), 0) > 0) {
            if (::send(fd, buffer.data(), buffer.size(), MSG_NOSIGNAL) < 0) return;
        }
    });
    std::array<char, 64> buffer{};
    for (auto _ : state) {
        if (::send(pair.near.get(), buffer.data(), buffer.size(), MSG_NOSIGNAL) < 0 ||
            ::recv(pair.near.get(), buffer.data(), buffer.size(), 0) <= 0) {
            state.SkipWithError("socket");
            break;
        }
    }
    ::shutdown(pair.near.get(), SHUT_RDWR);
    echo.join();
}

void socket_one_way_send(benchmark::State& state) {
    SocketPair pair;
    std::thread sink([fd = pair.far.get()] {
        std::array<char, 512> buffer{};
        while (::recv(fd, buffer.data(), buffer.size(), 0) > 0) {
        }
    });
    std::array<char, 512> buffer{};
    for (auto _ : state) {
        if (::send(pair.near.get(), buffer.data(), buffer.size(), MSG_NOSIGNAL) < 0) {
            state.SkipWithError("socket");
            break;
        }
    }
    ::shutdown(pair.near.get(), SHUT_RDWR);
    sink.join();
}

void wait_for(const std::atomic<uint32_t>& word, uint32_t value) {
    for (uint32_t seen = word.load(); seen != value; seen = word.load()) {
        (void)futex_wait(word, seen, Deadline::after(std::chrono::seconds(1)));
    }
}

void futex_round_trip(benchmark::State& state) {
    std::atomic<uint32_t> ask{0};
    std::atomic<uint32_t> answer{0};
    std::atomic<bool> stop{false};
    std::thread echo([&] {
        for (uint32_t turn = 1;; ++turn) {
            wait_for(ask, turn);
            if (stop) return;
            answer.store(turn);
            futex_wake_all(answer);
        }
    });
    uint32_t turn = 0;
    for (auto _ : state) {
        ask.store(++turn);
        futex_wake_all(ask);
        wait_for(answer, turn);
    }
    stop = true;
    ask.store(turn + 1);
    futex_wake_all(ask);
    echo.join();
}

void copy_memory(benchmark::State& state) {
    std::array<char, 512> from{};
    std::array<char, 512> to{};
    for (auto _ : state) {
        std::memcpy(to.data(), from.data(), from.size());
        benchmark::DoNotOptimize(to);
        benchmark::ClobberMemory();
    }
}

}  // namespace

void register_floors() {
    benchmark::RegisterBenchmark(socket_round_trip_floor, socket_round_trip)->UseRealTime();
    benchmark::RegisterBenchmark(socket_send_floor, socket_one_way_send)->UseRealTime();
    benchmark::RegisterBenchmark(futex_round_trip_floor, futex_round_trip)->UseRealTime();
    benchmark::RegisterBenchmark(memcpy_floor, copy_memory)->UseRealTime();
}

}  // namespace xrt::bench
