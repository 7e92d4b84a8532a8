// SPDX-License-Identifier: BSL-1.0
//
// What our wire adds to a bare socket: calls of an interface with nothing behind it, client and service in one process but on
// threads of their own, as in life. Every "call/NAME" has its "floor/NAME" with the same sizes, fds and threads.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <thread>
#include <vector>

#include "allocation_counter.hpp"
#include "floors.hpp"
#include "ipc/client/connection.hpp"
#include "ipc/server/mainloop.hpp"
#include "ipc/wire/connected_socket.hpp"
#include "ipc_floors.hpp"
#include "projection_frame.hpp"
#include "proto/frame_codec.hpp"
#include "ratio_reporter.hpp"

namespace xrt::bench {
namespace {

constexpr uint8_t interface_number = 0;
enum Call : uint16_t { nothing, bytes, frame, one_fd, three_fds, event };

/// Answers every call with nothing, once it has read all that came with it.
class EmptyDispatcher final : public ipc::Dispatcher {
 public:
    explicit EmptyDispatcher(ipc::EventChannel& events) : events_(events) {}
    uint8_t interface() const override { return interface_number; }

    Result<ipc::DispatchOutcome> dispatch(ipc::Reader& request, ipc::OutgoingMessage& reply) override {
        ipc::MessageHeader header = request.header();
        TRY(consume(request));
        if (header.call == event) TRY(send_event());
        if (header.kind == ipc::MessageKind::one_way) return ipc::DispatchOutcome{};
        header.kind = ipc::MessageKind::reply;
        ipc::Writer(reply).header(header);
        return ipc::DispatchOutcome{.has_reply = true, .one_way_error = {}};
    }

 private:
    Result<void> consume(ipc::Reader& request) {
        const uint16_t call = request.header().call;
        const int fds = call == one_fd ? 1 : call == three_fds ? 3 : 0;
        for (int i = 0; i < fds; ++i) benchmark::DoNotOptimize(request.fd(ipc::FdKind::any));
        if (call == bytes) benchmark::DoNotOptimize(request.bytes(large_payload));
        if (call == frame) proto::read(request, *frame_);
        return request.finish();
    }
    Result<void> send_event() {
        ipc::EventScope scope(events_, interface_number, event);
        return scope.send();
    }

    ipc::EventChannel& events_;
    const std::unique_ptr<proto::Frame> frame_ = std::make_unique<proto::Frame>();
};

class EmptyClient final : public ipc::Client {
 public:
    explicit EmptyClient(ipc::EventChannel& events) : dispatcher_(events) {}
    std::span<ipc::Dispatcher* const> dispatchers() override { return dispatchers_; }

 private:
    EmptyDispatcher dispatcher_;
    std::array<ipc::Dispatcher*, 1> dispatchers_{&dispatcher_};
};

Result<std::unique_ptr<ipc::Client>> make_client(const ipc::PeerInfo&, ipc::ClientEvents& events) {
    return std::unique_ptr<ipc::Client>(std::make_unique<EmptyClient>(events));
}

class EmptyEvents final : public ipc::EventDispatcher {
 public:
    uint8_t interface() const override { return interface_number; }
    Result<void> dispatch(ipc::Reader& message) override { return message.finish(); }
};

/// One kind of call, as often as wanted.
struct Work {
    const char* name;
    Call call = nothing;
    size_t payload = 0;
    int fds = 0;
    int clients = 1;
    ipc::MessageKind kind = ipc::MessageKind::request;
};

/// What an application with one projection layer sends.
const proto::Frame& the_frame() {
    static const proto::Frame frame = projection_frame(1);
    return frame;
}

Result<void> do_once(const Work& work, ipc::Connection& connection, std::span<const uint8_t> payload) {
    {
        ipc::CallScope call(connection, interface_number, work.call, work.kind);
        if (work.call == bytes) call.writer().bytes(payload, large_payload);
        if (work.call == frame) write(call.writer(), the_frame());
        for (int i = 0; i < work.fds; ++i) call.writer().fd(0);
        if (work.kind == ipc::MessageKind::one_way) {
            TRY(call.send());
        } else {
            TRY(call.transact());
        }
    }
    return work.call == event ? connection.wait_for_event(Deadline::never()) : Result<void>();
}

void measure(benchmark::State& state, const Work& work, ipc::Connection& connection) {
    const std::vector<uint8_t> payload(work.payload);
    if (!do_once(work, connection, payload)) return state.SkipWithError("the first call failed");
    const uint64_t before = allocations();
    for (auto _ : state) {
        if (const auto done = do_once(work, connection, payload); !done) {
            return state.SkipWithError(done.error().message.c_str());
        }
    }
    const double count = static_cast<double>(allocations() - before);
    if (work.clients == 1) state.counters["allocations"] = count / static_cast<double>(state.iterations());
}

using Connections = std::vector<std::unique_ptr<ipc::Connection>>;

void register_calls(const Connections& connections) {
    static const auto all_work = std::to_array<Work>({
        {"call/empty"},
        {"call/64B", bytes, small_payload},
        {"call/4KiB", bytes, page_payload},
        {"call/60KiB", bytes, large_payload},
        {"call/1_fd", one_fd, 0, 1},
        {"call/3_fds", three_fds, 0, 3},
        {"call/8_clients", nothing, 0, 0, 8},
        {"call/64_clients", nothing, 0, 0, most_clients},
        {"call/event", event, 0, 0, 1, ipc::MessageKind::one_way},
        {"call/one_way_frame", frame, 0, 0, 1, ipc::MessageKind::one_way},
    });
    for (const Work& work : all_work) {
        const auto run_on_its_own = [&work, &connections](benchmark::State& state) {
            measure(state, work, *connections[static_cast<size_t>(state.thread_index())]);
        };
        benchmark::RegisterBenchmark(work.name, run_on_its_own)
            ->Threads(work.clients)
            ->MeasureProcessCPUTime()
            ->UseRealTime();
    }
}

/// Writes a frame and reads it back, as proxy and dispatcher do.
void code_frame(benchmark::State& state) {
    const proto::Frame frame = projection_frame(static_cast<size_t>(state.range(0)));
    const auto outgoing = std::make_unique<ipc::OutgoingMessage>();
    const auto incoming = std::make_unique<ipc::IncomingMessage>();
    const auto read_back = std::make_unique<proto::Frame>();
    const uint64_t before = allocations();
    for (auto _ : state) {
        ipc::Writer writer(*outgoing);
        writer.header({.serial = 1, .call = 0, .interface = 0, .kind = ipc::MessageKind::one_way});
        write(writer, frame);
        std::copy_n(outgoing->bytes.begin(), outgoing->size, incoming->bytes.begin());
        incoming->size = outgoing->size;
        ipc::Reader reader(*incoming);
        proto::read(reader, *read_back);
        if (!reader.finish() || !writer.finish()) return state.SkipWithError("codec");
        benchmark::DoNotOptimize(*read_back);
    }
    const double count = static_cast<double>(allocations() - before);
    state.counters["allocations"] = count / static_cast<double>(state.iterations());
}

Result<std::unique_ptr<ipc::Connection>> connect(ipc::Mainloop& mainloop) {
    auto ends = TRY(ipc::make_socket_pair());
    TRY(mainloop.add_fd(std::move(ends.first)));
    return ipc::Connection::create(std::move(ends.second), {});
}

Result<int> measure(int argc, char** argv, ipc::Mainloop& mainloop) {
    const size_t frame_payload = TRY(message_size(the_frame())) - ipc::message_header_bytes;
    EmptyEvents events;
    Connections connections;
    for (int i = 0; i < most_clients; ++i) {
        auto connection = TRY(connect(mainloop));
        connection->set_event_dispatcher(&events);
        connections.push_back(std::move(connection));
    }
    register_floors();
    register_ipc_floors(frame_payload);
    register_calls(connections);
    benchmark::RegisterBenchmark("codec/frame_layers", code_frame)->Arg(1)->Arg(16);
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
