// SPDX-License-Identifier: BSL-1.0
//
// A headless client that speaks the protocol and nothing else: many of them fit into one process, each with a thread of its own. It goes by
// the same clock and the same wake-ups as xrWaitFrame.
#pragma once

#include <chrono>
#include <memory>
#include <thread>

#include "auxiliary/os/shared_segment.hpp"
#include "ipc/client/connection.hpp"
#include "proto/service_proxy.hpp"
#include "xrt/clock.hpp"
#include "xrt/compositor_native.hpp"
#include "xrt/segment/client_segment.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt::bench {

struct Misses {
    uint64_t frames = 0;
    uint64_t missed = 0;  ///< display times that were left out
};

class FrameClient {
 public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// Introduced, without a session.
    static Result<std::unique_ptr<FrameClient>> connect();
    /// In the frame loop.
    static Result<std::unique_ptr<FrameClient>> begin();

    /// Waits for its time, sends it, and with the virtual clock waits until it is taken in.
    Result<void> frame();
    /// Frame after frame. Counts those that woke up too late to be displayed when they were to be.
    Misses run_until(TimePoint end);

 private:
    FrameClient(std::unique_ptr<ipc::Connection> connection, MappedSegment<DeviceSegment> devices,
                MappedSegment<ClientSegment> client);
    DisplayTiming timing() const;
    Time wait_for_wake_up();

    std::unique_ptr<ipc::Connection> connection_;
    proto::ServiceProxy service_;
    MappedSegment<DeviceSegment> devices_;
    MappedSegment<ClientSegment> client_;
    proto::Frame frame_;
    Time last_display_time_{};
};

/// The floor: a thread that wakes up for each period and does nothing.
Misses wake_up_until(FrameClient::TimePoint end, FrameClient::TimePoint epoch, std::chrono::nanoseconds period);

/// A thread that sends back what it gets.
class EchoPeer {
 public:
    explicit EchoPeer(size_t bytes);
    ~EchoPeer();
    EchoPeer(const EchoPeer&) = delete;
    EchoPeer& operator=(const EchoPeer&) = delete;
    void round_trip();

 private:
    std::vector<char> message_;
    UniqueFd near_, far_;
    std::thread echo_;
};

}  // namespace xrt::bench
