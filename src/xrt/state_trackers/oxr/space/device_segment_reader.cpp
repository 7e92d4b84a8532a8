// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/space/device_segment_reader.hpp"

#include <algorithm>

#include "auxiliary/math/motion.hpp"

namespace xrt::oxr {
namespace {

constexpr int attempts_at_sample = 64, attempts_at_spaces = 1000;
/// A sample may be overwritten while it is being read if it is about to leave the ring; asking again finds it gone.
constexpr int attempts_at_ring = 4;
constexpr uint32_t tracked_flags = PoseSample::orientation_tracked | PoseSample::position_tracked;

constexpr int64_t floor_divide(int64_t dividend, int64_t divisor) {
    return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

float seconds(int64_t nanoseconds) { return static_cast<float>(nanoseconds) * 1e-9f; }

Motion motion_of(const SharedPoseSample& sample) {
    return {sample.world_from_pose, sample.linear_velocity, sample.angular_velocity};
}

/// Where velocities are unknown, those of the straight way stand in: the curve becomes a line.
void fill_in_velocities(uint32_t flags, Motion& begin, Motion& end, float duration) {
    const Pose &a = begin.a_from_b, &b = end.a_from_b;
    if ((flags & PoseSample::linear_velocity_valid) == 0) {
        begin.linear_velocity = end.linear_velocity = (b.position - a.position) * (1 / duration);
    }
    if ((flags & PoseSample::angular_velocity_valid) == 0) {
        const Vec3 way = to_rotation_vector(b.orientation * inverse(a.orientation));
        begin.angular_velocity = end.angular_velocity = way * (1 / duration);
    }
}

PoseSample sample_of(int64_t time, const Motion& motion, uint32_t flags) {
    return {time_from_nanoseconds(time), motion.a_from_b, motion.linear_velocity, motion.angular_velocity, flags};
}

PoseSample between(const SharedPoseSample& before, const SharedPoseSample& after, int64_t time) {
    const uint32_t flags = before.flags & after.flags;
    const float duration = seconds(after.time - before.time);
    Motion begin = motion_of(before), end = motion_of(after);
    fill_in_velocities(flags, begin, end, duration);
    return sample_of(time, interpolate(begin, end, duration, seconds(time - before.time) / duration), flags);
}

PoseSample after_newest(const SharedPoseSample& newest, int64_t time) {
    constexpr int64_t longest = DeviceSegmentReader::longest_extrapolation.count();
    const int64_t ahead = time - newest.time;
    Motion motion = motion_of(newest);
    if ((newest.flags & PoseSample::linear_velocity_valid) == 0) motion.linear_velocity = {};
    if ((newest.flags & PoseSample::angular_velocity_valid) == 0) motion.angular_velocity = {};
    const uint32_t flags = ahead > longest ? newest.flags & ~tracked_flags : newest.flags;
    return sample_of(time, extrapolate(motion, seconds(std::min(ahead, longest))), flags);
}

/// A ring with its grid: sample k is at epoch + k * spacing.
struct Grid {
    const SharedPoseRing& ring;
    int64_t epoch;
    int64_t spacing;

    /// Sample k, unless another one is in its place by now.
    bool load(int64_t k, SharedPoseSample& sample) const {
        return ring.samples[static_cast<size_t>(k) % pose_ring_size].try_load(sample, attempts_at_sample) &&
               sample.time == epoch + k * spacing;
    }

    std::optional<PoseSample> oldest(int64_t first, int64_t newest, int64_t time) const {
        SharedPoseSample sample;
        while (first <= newest && !load(first, sample)) ++first;
        if (first > newest) return std::nullopt;
        return sample_of(time, motion_of(sample), sample.flags);
    }

    std::optional<PoseSample> locate(int64_t time) const {
        const int64_t newest = ring.newest.load(std::memory_order_acquire);
        if (newest < 0) return std::nullopt;
        const int64_t first = std::max<int64_t>(0, newest - static_cast<int64_t>(pose_ring_size) + 1);
        const int64_t k = floor_divide(time - epoch, spacing);
        SharedPoseSample before, after;
        if (k < first) return oldest(first, newest, time);
        if (k >= newest) return load(newest, before) ? std::optional(after_newest(before, time)) : std::nullopt;
        if (!load(k, before)) return oldest(k + 1, newest, time);  // gone by now, or never there
        if (before.time == time) return sample_of(time, motion_of(before), before.flags);
        return load(k + 1, after) ? std::optional(between(before, after, time)) : std::nullopt;
    }
};

}  // namespace

PoseSample DeviceSegmentReader::locate(uint32_t pose, Time time) const {
    PoseSample unknown;
    unknown.time = time;
    if (pose >= max_device_poses || segment_.pose_sample_spacing <= 0) return unknown;
    const Grid grid{segment_.rings[pose], segment_.pose_sample_epoch, segment_.pose_sample_spacing};
    for (int attempt = 0; attempt < attempts_at_ring; ++attempt) {
        if (const std::optional<PoseSample> sample = grid.locate(to_nanoseconds(time))) return *sample;
    }
    return unknown;
}

Time DeviceSegmentReader::nearest_known(uint32_t pose, Time time) const {
    const Grid grid{segment_.rings[pose], segment_.pose_sample_epoch, segment_.pose_sample_spacing};
    const int64_t newest = grid.ring.newest.load(std::memory_order_acquire);
    int64_t first = std::max<int64_t>(0, newest - static_cast<int64_t>(pose_ring_size) + 1);
    SharedPoseSample sample;
    while (first < newest && !grid.load(first, sample)) ++first;
    const auto at = [&](int64_t k) { return time_from_nanoseconds(grid.epoch + k * grid.spacing); };
    return std::clamp(time, at(first), at(newest) + longest_extrapolation);
}

std::optional<SharedSpaces> DeviceSegmentReader::spaces_at(Time time) const {
    SharedSpacesHistory history;
    if (!segment_.spaces.try_load(history, attempts_at_spaces) || history.count == 0) return std::nullopt;
    size_t i = std::min<size_t>(history.count, max_space_changes) - 1;
    while (i > 0 && history.changes[i].since > to_nanoseconds(time)) --i;
    return history.changes[i].spaces;
}

std::optional<SharedDisplayTiming> DeviceSegmentReader::display() const {
    SharedDisplayTiming display;
    if (!segment_.display.try_load(display, attempts_at_spaces) || display.period <= 0) return std::nullopt;
    return display;
}

}  // namespace xrt::oxr
