// SPDX-License-Identifier: BSL-1.0
#include "good_client.hpp"

#include "auxiliary/os/deadline.hpp"
#include "auxiliary/os/futex.hpp"
#include "auxiliary/os/monotonic_clock.hpp"
#include "auxiliary/os/shared_segment.hpp"
#include "proto/control_proxy.hpp"
#include "proto/protocol_hash.hpp"
#include "proto/service_proxy.hpp"
#include "xrt/segment/client_segment.hpp"

namespace xrt::hostile {
namespace {

using namespace std::chrono_literals;
using Memory = MappedSegment<ClientSegment>;

constexpr Duration patience = 20s;

Result<void> await_accepted(const Memory& memory, uint32_t number) {
    const Deadline deadline = Deadline::after(patience);
    for (uint32_t seen = memory->frames_accepted; seen != number; seen = memory->frames_accepted) {
        if (deadline.passed())
            return Error{ErrorCode::timeout, "frame " + std::to_string(number) + " was not taken in"};
        (void)futex_wait(memory->frames_accepted, seen, Deadline::after(100ms));
    }
    return {};
}

}  // namespace

GoodClient::GoodClient(const std::string& socket, proto::SessionKind kind)
    : thread_([this, socket, kind] { run(socket, kind); }) {
    await_frames(3);
}

void GoodClient::await_frames(uint64_t count) const {
    const uint64_t wanted = frames_ + count;
    while (!failed_ && frames_ < wanted) std::this_thread::sleep_for(1ms);
}

void GoodClient::stop() {
    stopping_ = true;
    if (thread_.joinable()) thread_.join();
}

std::string GoodClient::failure() const {
    return failure_.with([](const std::string& failure) { return failure; });
}

void GoodClient::run(const std::string& socket, proto::SessionKind kind) {
    ipc::ConnectOptions options;
    options.socket_path = socket;
    options.protocol_hash = proto::protocol_hash;
    options.call_limit = patience;
    const auto connection = ipc::connect(options);
    const Result<void> lived = connection ? live(**connection, kind) : Result<void>(connection.error());
    if (lived) return;
    failure_.with([&](std::string& failure) { failure = lived.error().message; });
    failed_ = true;
}

Result<void> GoodClient::live(ipc::Connection& connection, proto::SessionKind kind) {
    proto::ServiceProxy service(connection);
    proto::ControlProxy control(connection);
    const proto::IntroduceReply introduced = TRY(service.introduce({"good client", "", 0}));
    const Memory memory = TRY(Memory::map(introduced.client_segment.get()));
    TRY(service.create_session(kind, std::nullopt));
    TRY(service.begin_session(proto::ViewConfiguration::stereo, {}));
    for (proto::Frame frame; !stopping_; ++frames_) {
        frame.number = frames_ + 1;
        frame.display_time = MonotonicClock().now() + 20ms;
        TRY(service.end_frame(frame, {}));
        TRY(await_accepted(memory, static_cast<uint32_t>(frame.number)));
        if (frame.number % 8 == 0) TRY(service.take_events());
        if (frame.number % 8 == 0) clients_seen_ = TRY(control.list_clients()).clients.size();
        std::this_thread::sleep_for(2ms);
    }
    return service.destroy_session();
}

}  // namespace xrt::hostile
