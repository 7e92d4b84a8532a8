// SPDX-License-Identifier: BSL-1.0
//
// What our wire adds to a bare socket: calls of an interface with nothing behind it, client and service in one process but on
// threads of their own, as in life.
#include <benchmark/benchmark.h>
#include <sys/socket.h>

#include <array>
#include <cstdio>
#include <thread>

#include "floors.hpp"
#include "ipc/client/connection.hpp"
#include "ipc/server/mainloop.hpp"
#include "ratio_reporter.hpp"

namespace xrt::bench {
namespace {

constexpr uint8_t interface_number = 0;
constexpr size_t payload_size = 488;  ///< with its headers about what a frame with one projection layer takes

class EmptyDispatcher final : public ipc::Dispatcher {
 public:
    uint8_t interface() const override { return interface_number; }

    Result<ipc::DispatchOutcome> dispatch(ipc::Reader& request, ipc::OutgoingMessage& reply) override {
        ipc::MessageHeader header = request.header();
        if (header.kind == ipc::MessageKind::one_way) return consume(request);
        TRY(request.finish());
        header.kind = ipc::MessageKind::reply;
        ipc::Writer(reply).header(header);
        return ipc::DispatchOutcome{.has_reply = true, .one_way_error = {}};
    }

 private:
    static Result<ipc::DispatchOutcome> consume(ipc::Reader& request) {
        benchmark::DoNotOptimize(request.bytes(payload_size));
        TRY(request.finish());
        return ipc::DispatchOutcome{};
    }
};

class EmptyClient final : public ipc::Client {
 public:
    std::span<ipc::Dispatcher* const> dispatchers() override { return dispatchers_; }

 private:
    EmptyDispatcher dispatcher_;
    std::array<ipc::Dispatcher*, 1> dispatchers_{&dispatcher_};
};

Result<std::unique_ptr<ipc::Client>> make_client(const ipc::PeerInfo&, ipc::ClientEvents&) {
    return std::unique_ptr<ipc::Client>(std::make_unique<EmptyClient>());
}

void empty_call(benchmark::State& state, ipc::Connection& connection) {
    for (auto _ : state) {
        ipc::CallScope call(connection, interface_number, 0, ipc::MessageKind::request);
        const auto reply = call.transact();
        if (!reply) return state.SkipWithError(reply.error().message.c_str());
    }
}

void one_way_call(benchmark::State& state, ipc::Connection& connection) {
    const std::array<uint8_t, payload_size> payload{};
    for (auto _ : state) {
        ipc::CallScope call(connection, interface_number, 1, ipc::MessageKind::one_way);
        call.writer().bytes(payload, payload.size());
        const auto sent = call.send();
        if (!sent) return state.SkipWithError(sent.error().message.c_str());
    }
}

void register_calls(ipc::Connection& connection) {
    const auto add = [&](const char* name, void (*function)(benchmark::State&, ipc::Connection&)) {
        benchmark::RegisterBenchmark(name, [=, &connection](benchmark::State& state) {
            function(state, connection);
        })->UseRealTime();
    };
    add("call/empty_round_trip", empty_call);
    add("call/one_way_500B", one_way_call);
}

Result<int> measure(int argc, char** argv, ipc::Mainloop& mainloop) {
    std::array<int, 2> sockets{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
        return os_error("cannot create sockets", errno);
    }
    UniqueFd ours(sockets[0]);
    TRY(mainloop.add_fd(UniqueFd(sockets[1])));
    const auto connection = TRY(ipc::Connection::create(std::move(ours), {}));
    register_floors();
    register_calls(*connection);
    return run(argc, argv);
}

Result<int> measure(int argc, char** argv) {
    const auto mainloop = TRY(ipc::Mainloop::create({}, make_client));
    std::thread service([&] { benchmark::DoNotOptimize(mainloop->run().ok()); });
    const Result<int> code = measure(argc, argv, *mainloop);
    mainloop->stop();
    service.join();
    return code;
}

}  // namespace
}  // namespace xrt::bench

int main(int argc, char** argv) {
    const xrt::Result<int> code = xrt::bench::measure(argc, argv);
    if (code.ok()) return *code;
    std::fprintf(stderr, "ipc_bench: %s\n", code.error().message.c_str());
    return 1;
}
