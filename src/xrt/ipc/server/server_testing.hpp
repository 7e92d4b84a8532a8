// SPDX-License-Identifier: BSL-1.0
//
// What tests of the server share: a folder of their own, a service that echoes numbers, and clients that know the wire and
// nothing else.
#pragma once

#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "auxiliary/os/socket_path.hpp"
#include "ipc/server/mainloop.hpp"
#include "ipc/wire/error_reply.hpp"
#include "ipc/wire/handshake.hpp"
#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {

inline const Deadline long_enough = Deadline::after(std::chrono::hours(1));
inline constexpr uint64_t test_hash = 42;
inline constexpr uint8_t test_interface = 2;
enum TestCall : uint16_t {
    echo = 0,
    fail_one_way = 1,
    fail_call = 2,
    large_reply = 3,
    throw_exception = 4,
    send_events = 5,
    give_fd = 6
};

class TemporaryFolder {
 public:
    TemporaryFolder() {
        path_ = testing::TempDir() + "monado-XXXXXX";
        EXPECT_NE(::mkdtemp(path_.data()), nullptr);
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::string operator/(const char* name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }

 private:
    std::string path_;
};

class TestDispatcher final : public Dispatcher {
 public:
    explicit TestDispatcher(ClientEvents& events) : events_(events) {}
    uint8_t interface() const override { return test_interface; }

    Result<DispatchOutcome> dispatch(Reader& request, OutgoingMessage& reply) override {
        MessageHeader header = request.header();
        const Error error{ErrorCode::call_order, "as wished"};
        if (header.call == fail_one_way) return DispatchOutcome{.has_reply = false, .one_way_error = error};
        if (header.call == throw_exception) throw std::runtime_error("thrown by a handler");
        const uint32_t value = request.u32();
        TRY(request.finish());
        if (header.call == fail_call) {
            write_error_reply(reply, header, error);
        } else {
            header.kind = MessageKind::reply;
            Writer writer(reply);
            writer.header(header);
            writer.u32(value);
            if (header.call == give_fd) writer.fd(reply.kept.push_back(UniqueFd(::dup(STDIN_FILENO))).get());
            if (header.call == large_reply) writer.bytes(std::vector<uint8_t>(60'000), 60'000);
        }
        if (header.call == send_events) send_until_full();
        return DispatchOutcome{.has_reply = true, .one_way_error = {}};
    }

 private:
    /// Numbers, until the client's socket takes no more; hangs up then.
    void send_until_full() {
        Result<void> sent;
        for (uint32_t number = 0; sent.ok(); ++number) {
            EventScope event(events_, test_interface, send_events);
            event.writer().u32(number);
            sent = event.send();
        }
        EXPECT_EQ(sent.error().code, ErrorCode::limit_exceeded);
        events_.hang_up();
    }

    ClientEvents& events_;
};

/// Counts the clients of a service and the news they got of its end.
struct Census {
    std::atomic<int> alive{0};
    std::atomic<int> told_of_stopping{0};
};

class TestClient final : public Client {
 public:
    TestClient(Census& census, ClientEvents& events) : census_(census), dispatcher_(events) { ++census_.alive; }
    ~TestClient() override { --census_.alive; }
    std::span<Dispatcher* const> dispatchers() override { return dispatchers_; }
    void stopping() override { ++census_.told_of_stopping; }

 private:
    Census& census_;
    TestDispatcher dispatcher_;
    std::array<Dispatcher*, 1> dispatchers_{&dispatcher_};
};

/// A client that speaks the wire by hand.
class TestPeer {
 public:
    explicit TestPeer(UniqueFd socket) : channel_(std::move(socket)) {}

    Result<Handshake> greet(uint64_t hash = test_hash) {
        TRY(send_handshake(channel_, {HandshakeCode::hello, hash, "client-version"}, long_enough));
        return receive_handshake(channel_, long_enough);
    }
    Result<void> send(uint16_t call, MessageKind kind, uint8_t interface = test_interface) {
        Writer writer(*outgoing_);
        writer.header({.serial = 1, .call = call, .interface = interface, .kind = kind});
        if (call != fail_one_way && call != throw_exception) writer.u32(7);
        return channel_.send(*outgoing_, long_enough);
    }
    Result<void> receive() { return channel_.receive(*incoming_, long_enough); }
    bool is_served() { return send(echo, MessageKind::request).ok() && receive().ok() && Reader(*incoming_).ok(); }
    bool is_hung_up_on() {
        Result<void> received;
        while (received.ok()) received = receive();
        return received.error().code == ErrorCode::connection_lost;
    }
    IncomingMessage& last_message() { return *incoming_; }
    const Channel& channel() const { return channel_; }

 private:
    Channel channel_;
    std::unique_ptr<OutgoingMessage> outgoing_ = std::make_unique<OutgoingMessage>();
    std::unique_ptr<IncomingMessage> incoming_ = std::make_unique<IncomingMessage>();
};

inline UniqueFd unconnected_socket() { return UniqueFd(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0)); }

inline UniqueFd connected_to(UniqueFd socket, const std::string& path) {
    const UnixAddress address = unix_address(path).value();
    EXPECT_EQ(::connect(socket.get(), address.get(), address.length), 0) << path;
    return socket;
}

/// A main loop in a thread of its own, listening in a folder of its own.
class TestService {
 public:
    explicit TestService(ServerOptions options = default_options()) {
        loop = Mainloop::create(std::move(options),
                                [this](const PeerInfo&, ClientEvents& events) -> Result<std::unique_ptr<Client>> {
                                    if (refuse_clients) return Error{ErrorCode::out_of_memory, "wished so"};
                                    return std::unique_ptr<Client>(std::make_unique<TestClient>(census, events));
                                })
                   .value();
        EXPECT_TRUE(loop->listen_on(ListeningSocket::bind(path).value()).ok());
    }
    ~TestService() { stop(); }
    TestService(const TestService&) = delete;
    TestService& operator=(const TestService&) = delete;

    static ServerOptions default_options() {
        return {.protocol_hash = test_hash,
                .version = "service-version",
                .handshake_limit = std::chrono::hours(1),
                .send_limit = std::chrono::hours(1)};
    }
    void start() {
        thread_ = std::thread([this] { EXPECT_TRUE(loop->run().ok()); });
    }
    void stop() {
        loop->stop();
        if (thread_.joinable()) thread_.join();
    }
    TestPeer connect() { return TestPeer(connected_to(unconnected_socket(), path)); }
    TestPeer connect_greeted() {
        TestPeer peer = connect();
        EXPECT_EQ(peer.greet().value().code, HandshakeCode::accepted);
        return peer;
    }
    void wait_for_clients(size_t count) {
        while (loop->client_count() != count) std::this_thread::yield();
    }

    TemporaryFolder folder;
    const std::string path = folder / "socket";
    Census census;
    std::atomic<bool> refuse_clients{false};
    std::unique_ptr<Mainloop> loop;

 private:
    std::thread thread_;
};

inline int count_threads() {
    std::ifstream status("/proc/self/status");
    std::string word;
    int threads = 0;
    while (status >> word) {
        if (word == "Threads:") status >> threads;
    }
    return threads;
}

}  // namespace xrt::ipc
