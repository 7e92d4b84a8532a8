// SPDX-License-Identifier: BSL-1.0
#include "service/device_publisher.hpp"

#include <algorithm>
#include <utility>

#include "auxiliary/os/futex.hpp"
#include "service/refresh_rates.hpp"

namespace xrt {
namespace {

constexpr int64_t ring_size = pose_ring_size;

SharedPoseSample to_shared(const PoseSample& sample) {
    return {to_nanoseconds(sample.time), sample.world_from_pose, sample.linear_velocity, sample.angular_velocity,
            sample.flags};
}

SharedHandSample to_shared(const HandSample& sample) {
    return {to_nanoseconds(sample.time), sample.wrist_from_joints, sample.radii, static_cast<uint32_t>(sample.source),
            sample.active ? 1u : 0u};
}

SharedPlane to_shared(const RoomPlane& plane) {
    return {static_cast<uint32_t>(plane.label), static_cast<uint32_t>(plane.orientation), plane.world_from_plane,
            plane.size, plane.hole};
}

uint32_t to_shared(const std::optional<Battery>& battery) {
    if (!battery) return 0;
    const float level = std::clamp(battery->level, 0.0f, 1.0f) * 65535;
    uint32_t word = SharedBattery::known | static_cast<uint32_t>(level) << SharedBattery::level_shift;
    if (battery->charging) word |= SharedBattery::charging;
    if (battery->plugged_in) word |= SharedBattery::plugged_in;
    return word;
}

Result<void> check(const Room& room) {
    if (room.planes.size() <= max_room_planes) return {};
    return Error{ErrorCode::invalid_argument, "the room has " + std::to_string(room.planes.size()) +
                                                  " planes; there is room for " + std::to_string(max_room_planes)};
}

}  // namespace

Result<std::unique_ptr<DevicePublisher>> DevicePublisher::create(const DeviceSet& devices, const Room& room,
                                                                 const DisplayTiming& timing, ClockMode clock_mode,
                                                                 Time now) {
    TRY(check(room));
    auto segment = TRY(SharedSegment<DeviceSegment>::create("monado-devices"));
    std::unique_ptr<DevicePublisher> publisher(new DevicePublisher(
        devices, choose_pose_grid(timing, longest_display_period(devices.hmd())), std::move(segment)));
    publisher->describe(clock_mode);
    publisher->describe(room);
    publisher->publish_input_table();
    publisher->publish(now);
    return publisher;
}

void DevicePublisher::describe(ClockMode clock_mode) {
    const RefreshRates rates = refresh_rates_of(devices_.hmd());
    segment_->clock_mode = static_cast<uint32_t>(clock_mode);
    segment_->refresh_rate_count = static_cast<uint32_t>(rates.size());
    std::ranges::transform(rates, segment_->refresh_rates.begin(), &RefreshRate::hertz);
    segment_->pose_sample_epoch = to_nanoseconds(grid_.epoch);
    segment_->pose_sample_spacing = grid_.spacing.count();
    devices_.describe(*segment_);
}

void DevicePublisher::set_display(const DisplayTiming& timing, float refresh_rate) {
    state_.with([&](State& state) {
        state.timing = timing;
        state.refresh_rate = refresh_rate;
        store_timing(state);
    });
}

void DevicePublisher::follow_timing(const SystemCompositor& compositor) {
    state_.with([&](State& state) {
        // Asked for with the lock held, so that it cannot be older than what set_display() was given meanwhile.
        const DisplayTiming timing = compositor.timing();
        if (timing == state.timing) return;
        state.timing = timing;
        store_timing(state);
    });
}

void DevicePublisher::store_timing(const State& state) {
    const auto lead = static_cast<uint32_t>(std::clamp<int64_t>(state.timing.lead.count(), 0, UINT32_MAX));
    segment_->display.store(
        {to_nanoseconds(state.timing.epoch), state.timing.period.count(), state.refresh_rate, lead});
}

void DevicePublisher::set_spaces(const SharedSpaces& spaces, Time since) {
    state_.with([&](State& state) {
        SharedSpacesHistory& history = state.spaces;
        const bool is_same_time =
            history.count != 0 && history.changes[history.count - 1].since >= to_nanoseconds(since);
        if (is_same_time) --history.count;
        if (history.count == max_space_changes) {
            std::shift_left(history.changes.begin(), history.changes.end(), 1);
            --history.count;
        }
        history.changes[history.count++] = {to_nanoseconds(since), spaces};
        segment_->spaces.store(history);
    });
}

void DevicePublisher::set_eye_extent(const Extent2D& extent) {
    segment_->eye_extent.store(pack_extent(extent), std::memory_order_release);
}

void DevicePublisher::set_observer_active(bool active) { segment_->observer_active = active ? 1 : 0; }

void DevicePublisher::describe(const Room& room) {
    segment_->plane_count = static_cast<uint32_t>(room.planes.size());
    for (size_t i = 0; i < room.planes.size(); ++i) segment_->planes[i] = to_shared(room.planes[i]);
}

bool DevicePublisher::publish(Time now) {
    return state_.with([&](State& state) {
        if (now < state.now) return false;
        if (publish_poses(state, now)) publish_batteries(now);
        // Last: whoever sees the new time finds its poses.
        if (segment_->clock_mode == static_cast<uint32_t>(ClockMode::lockstep) && now > state.now) {
            move_virtual_time(now);
        }
        state.now = now;
        return true;
    });
}

/// False: those that were published ahead reach far enough.
bool DevicePublisher::publish_poses(State& state, Time now) {
    const int64_t newest = grid_.newest_at(now);
    // After a pause the whole ring is out of date; otherwise only its head is missing.
    for (int64_t k = std::max(state.newest + 1, newest - ring_size + 1); k <= newest; ++k) {
        store_sample(k);
        for (size_t pose = 0; pose < devices_.pose_count(); ++pose) {
            segment_->rings[pose].newest.store(k, std::memory_order_release);
        }
        for (size_t hand = 0; hand < devices_.hand_count(); ++hand) {
            segment_->hand_rings[hand].newest.store(k, std::memory_order_release);
        }
    }
    return std::exchange(state.newest, std::max(state.newest, newest)) < newest;
}

void DevicePublisher::store_sample(int64_t index) {
    const Time time = grid_.time_of(index);
    const DeviceSet::Poses poses = devices_.poses_at(time);
    for (size_t pose = 0; pose < poses.size(); ++pose) {
        SharedPoseRing& ring = segment_->rings[pose];
        ring.samples[static_cast<size_t>(index % ring_size)].store(to_shared(poses[pose]));
    }
    for (size_t hand = 0; hand < devices_.hand_count(); ++hand) {
        SharedHandRing& ring = segment_->hand_rings[hand];
        ring.samples[static_cast<size_t>(index % ring_size)].store(to_shared(devices_.hand_at(hand, time)));
    }
}

void DevicePublisher::publish_batteries(Time now) {
    const DeviceSet::Batteries batteries = devices_.batteries_at(now);
    for (size_t device = 0; device < batteries.size(); ++device) {
        segment_->batteries[device].word.store(to_shared(batteries[device]), std::memory_order_relaxed);
    }
}

void DevicePublisher::correct_poses_from(Time now) {
    state_.with([&](State& state) {
        const int64_t oldest = std::max<int64_t>(0, state.newest - ring_size + 1);
        for (int64_t k = state.newest; k >= oldest && grid_.time_of(k) >= now; --k) store_sample(k);
        publish_batteries(std::max(now, state.now));
    });
}

void DevicePublisher::publish_input_table() {
    state_.with([&](State& state) {
        const SharedInputTable table = devices_.input_table();
        if (table.generation == state.generation) return;
        segment_->input_table.store(table);
        segment_->input_generation.store(table.generation, std::memory_order_release);
        state.generation = table.generation;
    });
}

Time DevicePublisher::newest() const {
    return state_.with([](const State& state) { return state.now; });
}

void DevicePublisher::move_virtual_time(Time now) {
    segment_->virtual_now.store(to_nanoseconds(now), std::memory_order_release);
    segment_->tick.fetch_add(1, std::memory_order_release);
    futex_wake_all(segment_->tick);
}

}  // namespace xrt
