// SPDX-License-Identifier: BSL-1.0
#include "frame_client.hpp"

#include <sys/socket.h>

#include <array>

#include "auxiliary/os/futex.hpp"
#include "bare_peer.hpp"
#include "proto/protocol_hash.hpp"

namespace xrt::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

Time now() { return time_from_nanoseconds(std::chrono::nanoseconds(SteadyClock::now().time_since_epoch()).count()); }

FrameClient::TimePoint to_steady(Time time) {
    return FrameClient::TimePoint(std::chrono::nanoseconds(to_nanoseconds(time)));
}

}  // namespace

FrameClient::FrameClient(std::unique_ptr<ipc::Connection> connection, MappedSegment<DeviceSegment> devices,
                         MappedSegment<ClientSegment> client)
    : connection_(std::move(connection)),
      service_(*connection_),
      devices_(std::move(devices)),
      client_(std::move(client)) {}

Result<std::unique_ptr<FrameClient>> FrameClient::connect() {
    ipc::ConnectOptions options;
    options.protocol_hash = proto::protocol_hash;
    auto connection = TRY(ipc::connect(options));
    const auto introduced = TRY(
        proto::ServiceProxy(*connection).introduce({.application_name = "bench", .engine_name = "", .api_version = 1}));
    auto devices = TRY(MappedSegment<DeviceSegment>::map(introduced.device_segment.get()));
    auto client = TRY(MappedSegment<ClientSegment>::map(introduced.client_segment.get()));
    return std::unique_ptr<FrameClient>(new FrameClient(std::move(connection), std::move(devices), std::move(client)));
}

Result<std::unique_ptr<FrameClient>> FrameClient::begin() {
    auto client = TRY(connect());
    // Of graphics sessions the clock waits; the null compositor has headless ones alone, whose first frame starts them.
    TRY(client->service_.create_session(proto::SessionKind::headless, std::nullopt));
    TRY(client->service_.begin_session(proto::ViewConfiguration::stereo, {}));
    return client;
}

DisplayTiming FrameClient::timing() const {
    SharedDisplayTiming display{};
    while (!devices_->display.try_load(display)) {
    }
    return {time_from_nanoseconds(display.epoch), Duration(display.period)};
}

/// One period ahead of the first display time after the last one that can still be made.
Time FrameClient::wait_for_wake_up() {
    const DisplayTiming present = timing();
    const int64_t period = present.period.count();
    const int64_t since = to_nanoseconds(std::max(now(), last_display_time_)) - to_nanoseconds(present.epoch);
    const Time display = present.epoch + Duration((since / period + 1) * period);
    sleep_until(to_steady(display - present.period));
    return display;
}

Result<void> FrameClient::frame() {
    const bool lockstep = devices_->clock_mode == static_cast<uint32_t>(ClockMode::lockstep);
    if (!lockstep) last_display_time_ = wait_for_wake_up();
    ++frame_.number;
    frame_.display_time = last_display_time_;
    TRY(service_.end_frame(frame_, {}));
    if (!lockstep) return {};
    const auto number = static_cast<uint32_t>(frame_.number);
    for (uint32_t seen = client_->frames_accepted; seen != number; seen = client_->frames_accepted) {
        (void)futex_wait(client_->frames_accepted, seen, Deadline::after(std::chrono::seconds(1)));
        if (connection_->lost()) return Error{ErrorCode::connection_lost, "the service is gone"};
    }
    return {};
}

Misses FrameClient::run_until(TimePoint end) {
    Misses misses;
    const Duration period = timing().period;
    Time before = last_display_time_;
    while (SteadyClock::now() < end) {
        if (!frame().ok()) break;
        const bool is_first = misses.frames++ == 0;
        if (!is_first) misses.missed += static_cast<uint64_t>((last_display_time_ - before) / period - 1);
        before = last_display_time_;
    }
    return misses;
}

Misses wake_up_until(FrameClient::TimePoint end, FrameClient::TimePoint epoch, std::chrono::nanoseconds period) {
    Misses misses;
    int64_t last = (SteadyClock::now() - epoch) / period;
    while (SteadyClock::now() < end) {
        const int64_t next = std::max<int64_t>((SteadyClock::now() - epoch) / period, last) + 1;
        sleep_until(epoch + (next - 1) * period);
        ++misses.frames;
        misses.missed += static_cast<uint64_t>(next - last - 1);
        last = next;
    }
    return misses;
}

EchoPeer::EchoPeer(size_t bytes) : message_(bytes) {
    std::array<int, 2> fds{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds.data()) != 0) return;
    near_.reset(fds[0]);
    far_.reset(fds[1]);
    echo_ = std::thread([fd = far_.get()] {
        std::array<char, 4096> buffer{};
        for (ssize_t size = 0; (size = ::recv(fd, buffer.data(), buffer.size(), 0)) > 0;) {
            if (::send(fd, buffer.data(), static_cast<size_t>(size), MSG_NOSIGNAL) < 0) return;
        }
    });
}

EchoPeer::~EchoPeer() {
    ::shutdown(near_.get(), SHUT_RDWR);
    if (echo_.joinable()) echo_.join();
}

void EchoPeer::round_trip() {
    (void)::send(near_.get(), message_.data(), message_.size(), MSG_NOSIGNAL);
    (void)::recv(near_.get(), message_.data(), message_.size(), 0);
}

}  // namespace xrt::bench
