// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/space/device_segment_reader.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "auxiliary/math/near.hpp"
#include "state_trackers/oxr/testing/fake_devices.hpp"

namespace xrt::oxr {
namespace {

constexpr uint32_t all = PoseSample::all_flags;
constexpr int64_t spacing = FakeDevices::spacing;

Time at(double k) {
    return time_from_nanoseconds(FakeDevices::epoch + static_cast<int64_t>(k * static_cast<double>(spacing)));
}

/// x = t^2 / 2 with t in grid steps of 10 ms: what a straight line would miss.
SharedPoseSample falling(int64_t k, uint32_t flags = all) {
    const float t = static_cast<float>(k);
    return {0, {{}, {t * t / 2, 0, 0}}, {t * 100, 0, 0}, {}, flags};
}

class Ring : public testing::Test {
 protected:
    Ring() { pose_ = devices_.add_pose(devices_.add_device(DeviceRole::left_hand, ""), "/input/grip/pose"); }
    void publish(int64_t first, int64_t last, uint32_t flags = all) {
        for (int64_t k = first; k <= last; ++k) devices_.publish(pose_, k, falling(k, flags));
    }
    PoseSample locate(double k) const { return reader_.locate(pose_, at(k)); }

    FakeDevices devices_;
    DeviceSegmentReader reader_{devices_.segment()};
    uint32_t pose_ = 0;
};

TEST_F(Ring, NothingIsKnownBeforeTheFirstSample) {
    EXPECT_EQ(locate(0).flags, 0u);
    EXPECT_EQ(reader_.locate(pose_ + 1, at(0)).flags, 0u);
    EXPECT_EQ(reader_.locate(4711, at(0)).flags, 0u);
}

TEST_F(Ring, ASampleComesOutAsItIs) {
    publish(0, 10);
    EXPECT_EQ(locate(4).world_from_pose, falling(4).world_from_pose);
    EXPECT_EQ(locate(4).linear_velocity, falling(4).linear_velocity);
    EXPECT_EQ(locate(4).time, at(4));
    EXPECT_EQ(locate(4).flags, all);
}

TEST_F(Ring, BetweenSamplesTheCurveFollowsTheVelocities) {
    publish(0, 10);
    EXPECT_NEAR(locate(4.5).world_from_pose.position.x, 4.5f * 4.5f / 2, 1e-3f);
    EXPECT_NEAR(locate(4.5).linear_velocity.x, 450, 0.1f);
}

TEST_F(Ring, WithoutVelocitiesTheCurveIsALine) {
    publish(0, 10, all & ~PoseSample::linear_velocity_valid & ~PoseSample::angular_velocity_valid);
    EXPECT_NEAR(locate(4.5).world_from_pose.position.x, (8 + 12.5f) / 2, 1e-4f);
    EXPECT_EQ(locate(4.5).flags & PoseSample::linear_velocity_valid, 0u);
}

TEST_F(Ring, TheResultDependsOnTheTimeAlone) {
    publish(0, 10);
    const PoseSample early = locate(4.3);
    publish(11, 60);
    EXPECT_EQ(locate(4.3).world_from_pose, early.world_from_pose);
    EXPECT_EQ(locate(4.3).linear_velocity, early.linear_velocity);
}

TEST_F(Ring, ThePastEndsAtTheOldestSample) {
    publish(0, 100);
    EXPECT_EQ(locate(-5).world_from_pose, falling(37).world_from_pose);
    EXPECT_EQ(locate(36.9).world_from_pose, falling(37).world_from_pose);
    EXPECT_EQ(locate(37).world_from_pose, falling(37).world_from_pose);
    EXPECT_EQ(reader_.locate(pose_, time_from_nanoseconds(1)).flags, all);
}

TEST_F(Ring, APartlyFilledRingMayStartAnywhere) {
    publish(1000, 1003);
    EXPECT_EQ(locate(990).world_from_pose, falling(1000).world_from_pose);
}

TEST_F(Ring, TheFutureGoesOnForABoundedWhile) {
    publish(0, 10);
    EXPECT_NEAR(locate(12).world_from_pose.position.x, 50 + 20, 1e-3f);
    EXPECT_EQ(locate(12).flags, all);
    const PoseSample far = locate(1000);
    EXPECT_NEAR(far.world_from_pose.position.x, 50 + 100, 1e-2f);
    EXPECT_EQ(far.flags, all & ~(PoseSample::orientation_tracked | PoseSample::position_tracked));
    EXPECT_EQ(reader_.locate(pose_, time_from_nanoseconds(INT64_MAX)).world_from_pose, far.world_from_pose);
}

TEST_F(Ring, UnknownVelocitiesAreNotExtrapolated) {
    publish(0, 10, all & ~PoseSample::linear_velocity_valid);
    EXPECT_EQ(locate(12).world_from_pose.position.x, 50);
}

TEST_F(Ring, FlagsHoldOnlyWhereBothNeighboursHaveThem) {
    publish(0, 4);
    publish(5, 10, PoseSample::orientation_valid);
    EXPECT_EQ(locate(4).flags, all);
    EXPECT_EQ(locate(4.5).flags, static_cast<uint32_t>(PoseSample::orientation_valid));
}

TEST_F(Ring, ReadersNeverSeeATornCurve) {
    publish(0, 63);
    std::atomic<bool> stop{false};
    std::thread writer([&] {
        for (int64_t k = 64; k < 20000 || !stop; ++k) devices_.publish(pose_, k, falling(k % 1000));
    });
    for (int i = 0; i < 20000; ++i) {
        const int64_t newest = devices_.segment().rings[pose_].newest.load(std::memory_order_acquire);
        const PoseSample sample = locate(static_cast<double>(newest - 10));
        if (sample.flags == 0) continue;  // overtaken by the writer again and again
        const float t = sample.linear_velocity.x / 100;
        EXPECT_EQ(sample.world_from_pose.position.x, t * t / 2);
    }
    stop = true;
    writer.join();
}

TEST(DeviceSegmentReader, SurvivesASegmentThatLies) {
    FakeDevices devices;
    devices.add_simple_system();
    devices.segment().head_pose = UINT32_MAX;
    const DeviceSegmentReader reader(devices.segment());
    EXPECT_EQ(reader.locate_head(at(0)).flags, 0u);
    devices.segment().pose_sample_spacing = 0;
    EXPECT_EQ(reader.locate(0, at(0)).flags, 0u);
}

}  // namespace
}  // namespace xrt::oxr
