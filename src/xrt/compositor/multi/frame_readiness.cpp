// SPDX-License-Identifier: BSL-1.0
#include "compositor/multi/frame_readiness.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>

namespace xrt::comp {
namespace {

Error late() { return {ErrorCode::timeout, "the frame's images are not drawn in time"}; }

/// A sync file can be read from when it is signalled.
Result<void> wait_for_file(const GraphicsSyncHandle& sync, const Deadline& deadline) {
    pollfd wanted{sync.fd.get(), POLLIN, 0};
    while (true) {
        const timespec timeout = to_timespec(deadline.remaining());
        const int count = ::ppoll(&wanted, 1, &timeout, nullptr);
        if (count == 0) return late();
        if (count < 0 && errno != EINTR) return os_error("waiting for a frame's sync file", errno);
        if (count < 0) continue;
        if (wanted.revents & POLLIN) return {};
        return Error{ErrorCode::invalid_argument, "a frame's sync handle is none that can be waited for"};
    }
}

}  // namespace

Result<void> FrameReadiness::set_timeline(std::unique_ptr<const SharedTimeline> timeline) {
    return timeline_.with([&](std::shared_ptr<const SharedTimeline>& present) -> Result<void> {
        if (present) return Error{ErrorCode::already_exists, "the session has shared its timeline before"};
        present = std::move(timeline);
        return {};
    });
}

/// A client whose fences are never signalled keeps its own thread busy, but not for long each time.
Result<void> FrameReadiness::wait(LayerFrame& frame) {
    if (frame.syncs.empty() && !frame.ready_at) return {};
    const Duration patience = late_ ? std::min(patience_, little_patience) : patience_;
    Result<void> waited = wait_until(frame, Deadline::after(patience));
    late_ = !waited.ok();
    return waited;
}

Result<void> FrameReadiness::wait_until(LayerFrame& frame, const Deadline& deadline) const {
    for (const GraphicsSyncHandle& sync : frame.syncs) TRY(wait_for_file(sync, deadline));
    frame.syncs.clear();
    return frame.ready_at ? wait_for_timeline(*frame.ready_at, deadline) : Result<void>();
}

Result<void> FrameReadiness::wait_for_timeline(uint64_t value, const Deadline& deadline) const {
    const auto timeline = timeline_.with([](const auto& present) { return present; });
    if (!timeline) return Error{ErrorCode::invalid_argument, "a frame of a session that has shared no timeline"};
    if (TRY(timeline->wait(value, deadline.remaining()))) return {};
    return late();
}

}  // namespace xrt::comp
