// SPDX-License-Identifier: BSL-1.0
//
// Layout of the client segment: one memfd per client, written by the service, mapped read-only by that client alone. It
// says what a client would otherwise have to ask for in every frame. The layout is part of the protocol: raise
// `client_segment_version` with every change.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "xrt/segment/device_segment.hpp"
#include "xrt/segment/sequence_lock.hpp"

namespace xrt {

inline constexpr uint32_t client_segment_magic = 0x4e4c434d;  // "MCLN"
inline constexpr uint32_t client_segment_version = 4;

struct SharedInputValue {
    float x = 0, y = 0;
    int64_t last_change = 0;  ///< nanoseconds
    uint32_t active = 0;      ///< 0 or 1
    uint32_t reserved = 0;
};

/// The inputs, by their index in SharedInputTable::inputs. All inactive while the client has no input focus.
struct SharedInputs {
    uint32_t generation = 0;  ///< of the SharedInputTable that numbers them
    uint32_t count = 0;       ///< of the values that mean something
    std::array<SharedInputValue, max_device_inputs> values;
};

/// What somebody wants kept from the client; the values of the protocol's IoKinds.
enum BlockedIo : uint32_t {
    blocked_poses = 1u << 0,  ///< all but the head's
    blocked_hand_tracking = 1u << 1,
    blocked_inputs = 1u << 2,
    blocked_outputs = 1u << 3,
};

struct ClientSegment {
    uint32_t magic = client_segment_magic;
    uint32_t version = client_segment_version;

    /// How many events were ever queued for this client. Not equal to the number taken: Service::take_events() has some.
    std::atomic<uint32_t> events_queued{0};

    /// BlockedIo. Inputs and outputs the service itself keeps from the client.
    std::atomic<uint32_t> io_blocked{0};

    // Frame counters of the present session; zero when it is created. Futex words; compare with wrap-around.
    std::atomic<uint32_t> frames_accepted{0};  ///< that the service has taken in, refused ones too; wakes in lock-step
    std::atomic<uint32_t> frames_retired{0};   ///< images of frames up to it are free; wakes in graphics sessions
    /// Display periods by which frames came later than they were to be shown. Only ever compared with its last value.
    std::atomic<uint32_t> periods_missed{0};
    /// 1: the present session is lost, and nothing can be done with it but destroying it.
    std::atomic<uint32_t> session_lost{0};

    SequenceLocked<SharedInputs> inputs;
};

}  // namespace xrt
