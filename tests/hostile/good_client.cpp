// SPDX-License-Identifier: BSL-1.0
#include "good_client.hpp"

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

/// A call is answered after the messages before it have been seen to.
Result<void> check_accepted(proto::ServiceProxy& service, const Memory& memory, uint32_t number) {
    TRY(service.take_events());
    if (memory->frames_accepted == number) return {};
    return Error{ErrorCode::internal, "frame " + std::to_string(number) + " was not taken in"};
}

}  // namespace

GoodClient::GoodClient(const std::string& socket, proto::SessionKind kind)
    : thread_([this, socket, kind] { run(socket, kind); }) {
    await_frames(3);
}

void GoodClient::await_frames(uint64_t count) const {
    auto progress = progress_.lock();
    const uint64_t wanted = progress->frames + count;
    progressed_.wait(progress.guard(), [&] { return !progress->failure.empty() || progress->frames >= wanted; });
}

template <typename Change>
void GoodClient::make_progress(const Change& change) {
    progress_.with(change);
    progressed_.notify_all();
}

void GoodClient::stop() {
    stopping_ = true;
    if (thread_.joinable()) thread_.join();
}

void GoodClient::run(const std::string& socket, proto::SessionKind kind) {
    ipc::ConnectOptions options;
    options.socket_path = socket;
    options.protocol_hash = proto::protocol_hash;
    options.call_limit = patience;
    const auto connection = ipc::connect(options);
    const Result<void> lived = connection ? live(**connection, kind) : Result<void>(connection.error());
    if (lived) return;
    make_progress([&](Progress& progress) { progress.failure = lived.error().message; });
}

Result<void> GoodClient::live(ipc::Connection& connection, proto::SessionKind kind) {
    proto::ServiceProxy service(connection);
    proto::ControlProxy control(connection);
    const proto::IntroduceReply introduced = TRY(service.introduce({"good client", "", 0}));
    const Memory memory = TRY(Memory::map(introduced.client_segment.get()));
    TRY(service.create_session(kind, std::nullopt));
    TRY(service.begin_session(proto::ViewConfiguration::stereo, {}));
    for (proto::Frame frame; !stopping_;) {
        ++frame.number;
        frame.display_time = MonotonicClock().now() + 20ms;
        TRY(service.end_frame(frame, {}));
        TRY(check_accepted(service, memory, static_cast<uint32_t>(frame.number)));
        if (frame.number % 8 == 0) clients_seen_ = TRY(control.list_clients()).clients.size();
        make_progress([&](Progress& progress) { progress.frames = frame.number; });
        // The pace of an application, and no wait for anything: a frame without images is taken in at once, so that nothing else
        // keeps this one from being a flood itself.
        std::this_thread::sleep_for(2ms);
    }
    return service.destroy_session();
}

}  // namespace xrt::hostile
