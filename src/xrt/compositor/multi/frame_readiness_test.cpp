// SPDX-License-Identifier: BSL-1.0
#include "compositor/multi/frame_readiness.hpp"

#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "compositor/multi/fakes.hpp"

namespace xrt::comp {
namespace {

/// Can be read from when it is signalled, as a sync file can.
UniqueFd sync_file(unsigned signalled) { return UniqueFd(::eventfd(signalled, EFD_CLOEXEC)); }

TEST(FrameReadiness, DoesNotWaitForAFrameThatWaitsForNothing) {
    LayerFrame frame;
    EXPECT_TRUE(FrameReadiness(Duration::zero()).wait(frame).ok());
}

TEST(FrameReadiness, TakesSignalledSyncFilesOutOfTheFrame) {
    LayerFrame frame;
    frame.syncs.push_back({sync_file(1)});
    frame.syncs.push_back({sync_file(1)});
    EXPECT_TRUE(FrameReadiness(Duration::zero()).wait(frame).ok());
    EXPECT_TRUE(frame.syncs.empty());
}

TEST(FrameReadiness, WaitsUntilTheLastSyncFileIsSignalled) {
    LayerFrame frame;
    frame.syncs.push_back({sync_file(1)});
    frame.syncs.push_back({sync_file(0)});
    UniqueFd theirs(::dup(frame.syncs[1].fd.get()));
    std::thread gpu([fd = std::move(theirs)] { ASSERT_EQ(::eventfd_write(fd.get(), 1), 0); });
    EXPECT_TRUE(FrameReadiness(std::chrono::minutes(1)).wait(frame).ok());
    gpu.join();
}

TEST(FrameReadiness, RefusesAFrameThatIsNotDrawnInTime) {
    LayerFrame frame;
    frame.syncs.push_back({sync_file(0)});
    EXPECT_EQ(FrameReadiness(Duration(1)).wait(frame).error().code, ErrorCode::timeout);
}

TEST(FrameReadiness, RefusesWhatCannotBeWaitedFor) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    ::close(ends[1]);  // a hang-up, and never anything to read
    LayerFrame frame;
    frame.syncs.push_back({UniqueFd(ends[0])});
    EXPECT_EQ(FrameReadiness(std::chrono::minutes(1)).wait(frame).error().code, ErrorCode::invalid_argument);
}

TEST(FrameReadiness, WaitsForTheSessionsTimeline) {
    RendererLog log;
    FrameReadiness readiness(Duration::zero());
    LayerFrame frame;
    frame.ready_at = 7;
    EXPECT_EQ(readiness.wait(frame).error().code, ErrorCode::invalid_argument) << "there is no timeline";
    ASSERT_TRUE(readiness.set_timeline(std::make_unique<FakeTimeline>(log)).ok());
    log.timeline = 6;
    EXPECT_EQ(readiness.wait(frame).error().code, ErrorCode::timeout);
    log.timeline = 7;
    EXPECT_TRUE(readiness.wait(frame).ok());
    EXPECT_EQ(readiness.set_timeline(std::make_unique<FakeTimeline>(log)).error().code, ErrorCode::already_exists);
}

}  // namespace
}  // namespace xrt::comp
