// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/devices/hand_reader.hpp"

#include <algorithm>

namespace xrt::oxr {
namespace {

constexpr int attempts_at_sample = 64;
/// A sample may be overwritten while it is being read if it is about to leave the ring; asking again finds it gone.
constexpr int attempts_at_ring = 4;

constexpr int64_t floor_divide(int64_t dividend, int64_t divisor) {
    return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

/// From `before` to `after` in `seconds`, at `t` of 0..1 of the way: straight on, and turning evenly.
Motion between(const Pose& before, const Pose& after, float seconds, float t) {
    const Vec3 turn = to_rotation_vector(after.orientation * inverse(before.orientation));
    return {interpolate(before, after, t), (after.position - before.position) * (1 / seconds), turn * (1 / seconds)};
}

HandState at_rest(const SharedHandSample& sample, size_t range) {
    HandState state;
    for (size_t i = 0; i < hand_joint_count; ++i)
        state.wrist_from_joints[i] = {sample.wrist_from_joints[range][i], {}, {}};
    state.radii = sample.radii;
    state.source = static_cast<HandSource>(sample.source);
    return state;
}

HandState between(const SharedHandSample& before, const SharedHandSample& after, size_t range, int64_t time) {
    HandState state = at_rest(before, range);
    const float seconds = static_cast<float>(after.time - before.time) * 1e-9f;
    const float t = static_cast<float>(time - before.time) * 1e-9f / seconds;
    for (size_t i = 0; i < hand_joint_count; ++i) {
        state.wrist_from_joints[i] =
            between(before.wrist_from_joints[range][i], after.wrist_from_joints[range][i], seconds, t);
    }
    return state;
}

/// A ring with its grid: sample k is at epoch + k * spacing.
struct HandGrid {
    const SharedHandRing& ring;
    int64_t epoch;
    int64_t spacing;

    bool load(int64_t k, SharedHandSample& sample) const {
        return ring.samples[static_cast<size_t>(k) % pose_ring_size].try_load(sample, attempts_at_sample) &&
               sample.time == epoch + k * spacing;
    }

    /// False: nothing was ever published, or what was to be read has just gone.
    bool load_around(int64_t time, SharedHandSample& before, SharedHandSample& after) const {
        const int64_t newest = ring.newest.load(std::memory_order_acquire);
        if (newest < 0) return false;
        const int64_t first = std::max<int64_t>(0, newest - static_cast<int64_t>(pose_ring_size) + 1);
        int64_t k = std::clamp(floor_divide(time - epoch, spacing), first, newest);
        // The oldest may be gone by now, and early on the ring is not full.
        while (k < newest && !load(k, before)) ++k;
        if (k == newest && !load(k, before)) return false;
        return load(std::min(k + 1, newest), after);
    }
};

}  // namespace

std::optional<uint32_t> HandReader::find(DeviceRole role) const {
    for (uint32_t i = 0; i < segment_.hand_count; ++i) {
        const uint32_t device = segment_.hands[i].device;
        if (device < max_devices && segment_.devices[device].role == static_cast<uint32_t>(role)) return i;
    }
    return std::nullopt;
}

std::optional<HandState> HandReader::read(uint32_t hand, HandMotionRange range, Time time) const {
    const HandGrid grid{segment_.hand_rings[hand], segment_.pose_sample_epoch, segment_.pose_sample_spacing};
    const int64_t when = to_nanoseconds(time);
    SharedHandSample before, after;
    for (int attempt = 0; attempt < attempts_at_ring; ++attempt) {
        if (!grid.load_around(when, before, after)) continue;
        if (before.active == 0 || after.active == 0) return std::nullopt;
        const bool inside = before.time < after.time && when >= before.time;
        const auto index = static_cast<size_t>(range);
        return inside ? between(before, after, index, when) : at_rest(before, index);
    }
    return std::nullopt;
}

}  // namespace xrt::oxr
