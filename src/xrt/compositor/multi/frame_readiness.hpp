// SPDX-License-Identifier: BSL-1.0
//
// One session's waiting until what its frames show is drawn. It is done on the thread that hands the frame in, which is the
// client's own, and never by the compositor's thread or its GPU: a fence that is never signalled holds up nobody else.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>

#include "auxiliary/os/deadline.hpp"
#include "auxiliary/util/guarded.hpp"
#include "compositor/multi/shared_timeline.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

class FrameReadiness {
 public:
    static constexpr Duration default_patience = std::chrono::seconds(2);
    /// With a session that was late the last time.
    static constexpr Duration little_patience = std::chrono::milliseconds(50);

    explicit FrameReadiness(Duration patience = default_patience) : patience_(patience) {}

    /// already_exists the second time.
    Result<void> set_timeline(std::unique_ptr<const SharedTimeline> timeline);

    /// Takes the syncs out of the frame. `timeout` if it is not ready in time, invalid_argument for a sync that cannot be waited for.
    Result<void> wait(LayerFrame& frame);

 private:
    Result<void> wait_until(LayerFrame& frame, const Deadline& deadline) const;
    Result<void> wait_for_timeline(uint64_t value, const Deadline& deadline) const;

    const Duration patience_;
    std::atomic<bool> late_ = false;
    Guarded<std::shared_ptr<const SharedTimeline>> timeline_;
};

}  // namespace xrt::comp
