// SPDX-License-Identifier: BSL-1.0
#include "service/device_set.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "auxiliary/math/pose.hpp"
#include "auxiliary/util/log.hpp"
#include "service/device_checks.hpp"
#include "service/device_description.hpp"
#include "service/device_steering.hpp"

namespace xrt {
namespace {

PoseSample moved(PoseSample sample, const Pose& offset) {
    if (offset == Pose{}) return sample;  // exactly as it was
    sample.world_from_pose = offset * sample.world_from_pose;
    sample.linear_velocity = rotate(offset.orientation, sample.linear_velocity);
    sample.angular_velocity = rotate(offset.orientation, sample.angular_velocity);
    return sample;
}

SharedInputValue to_shared(const InputValue& value) {
    return {value.x, value.y, to_nanoseconds(value.last_change), value.active ? 1u : 0u, 0};
}

/// To the last bit, and whatever numbers a driver gives.
bool is_same(const SharedInputValue& a, const SharedInputValue& b) {
    static_assert(sizeof(SharedInputValue) == 24, "no padding");
    return std::memcmp(&a, &b, sizeof(SharedInputValue)) == 0;
}

}  // namespace

Result<std::unique_ptr<DeviceSet>> DeviceSet::create(Devices devices) {
    TRY(check_devices(devices));
    return std::unique_ptr<DeviceSet>(new DeviceSet(std::move(devices)));
}

DeviceSet::DeviceSet(Devices devices) : origins_(tracking_origins_of(devices)) {
    for (size_t i = 0; i < devices.size(); ++i) {
        const DeviceInfo& info = infos_.emplace_back(devices[i]->info());
        const auto origin = std::ranges::find(origins_, info.tracking_origin);
        origins_of_devices_.push_back(static_cast<size_t>(origin - origins_.begin()));
        if (info.role == DeviceRole::head) {
            head_pose_ = poses_.size();
            hmd_ = *devices[i]->hmd();
        }
        if (const auto hand = devices[i]->hand()) hands_.push_back({i, poses_.size() + hand->wrist_pose});
        for (size_t pose = 0; pose < info.poses.size(); ++pose) poses_.push_back({i, pose});
        for (size_t output = 0; output < info.outputs.size(); ++output) outputs_.push_back({i, output});
    }
    state_.with([&](State& state) {
        state.origin_offsets.resize(origins_.size());
        state.devices = std::move(devices);
        number_inputs(state);
    });
}

std::vector<proto::TrackingOrigin> DeviceSet::tracking_origins() const {
    return state_.with([&](const State& state) {
        std::vector<proto::TrackingOrigin> origins;
        for (size_t i = 0; i < origins_.size(); ++i) origins.push_back({origins_[i], state.origin_offsets[i]});
        return origins;
    });
}

Result<void> DeviceSet::move_tracking_origin(size_t origin, const Pose& offset) {
    if (origin >= origins_.size()) {
        return Error{ErrorCode::not_found, "there is no tracking origin " + std::to_string(origin) + "; there are " +
                                               std::to_string(origins_.size()) + ", from 0"};
    }
    state_.with([&](State& state) { state.origin_offsets[origin] = offset; });
    return {};
}

void DeviceSet::number_inputs(State& state) {
    ++state.generation;
    state.inputs_stay_from.reset();
    state.revisions.clear();
    state.inputs.clear();
    for (size_t i = 0; i < state.devices.size(); ++i) {
        const DeviceInfo& info = state.devices[i]->info();
        state.revisions.push_back(state.devices[i]->revision());
        const Result<void> fits = check_inputs(info, state.inputs.size());
        if (!fits) log_error("service", "%s has no inputs: %s", info.name.c_str(), fits.error().message.c_str());
        for (size_t input = 0; fits && input < info.inputs.size(); ++input) state.inputs.push_back({i, input});
    }
}

bool DeviceSet::update() {
    return state_.with([](State& state) {
        const auto is_known = [](const auto& device, uint32_t revision) { return device->revision() == revision; };
        if (std::ranges::equal(state.devices, state.revisions, is_known)) return false;
        number_inputs(state);
        return true;
    });
}

PoseSample DeviceSet::sample(const State& state, const Place& place, Time time) const {
    const Device& device = *state.devices[place.device];
    PoseSample sample = device.pose_at(place.index, time);
    if (!device.is_present()) sample.flags = 0;
    return moved(sample, state.origin_offsets[origins_of_devices_[place.device]]);
}

PoseSample DeviceSet::pose_at(size_t pose, Time time) const {
    return state_.with([&](const State& state) { return sample(state, poses_.at(pose), time); });
}

DeviceSet::Poses DeviceSet::poses_at(Time time) const {
    return state_.with([&](const State& state) {
        Poses samples;
        for (const Place& place : poses_) samples.push_back(sample(state, place, time));
        return samples;
    });
}

std::optional<PoseSample> DeviceSet::find_pose_at(DeviceRole role, std::string_view component, Time time) const {
    for (size_t pose = 0; pose < poses_.size(); ++pose) {
        const DeviceInfo& info = infos_[poses_[pose].device];
        if (info.role == role && info.poses[poses_[pose].index].component == component) return pose_at(pose, time);
    }
    return std::nullopt;
}

bool DeviceSet::has_input(DeviceRole role, std::string_view component) const {
    return state_.with([&](const State& state) {
        return std::ranges::any_of(state.devices, [&](const auto& device) {
            const DeviceInfo& info = device->info();
            return info.role == role &&
                   std::ranges::find(info.inputs, component, &InputInfo::component) != info.inputs.end();
        });
    });
}

HandSample DeviceSet::hand_at(size_t hand, Time time) const {
    return state_.with([&](const State& state) { return state.devices[hands_.at(hand).device]->hand_at(time); });
}

DeviceSet::Batteries DeviceSet::batteries_at(Time time) const {
    return state_.with([&](const State& state) {
        Batteries batteries;
        for (const auto& device : state.devices) {
            batteries.push_back(device->is_present() ? device->battery_at(time) : std::nullopt);
        }
        return batteries;
    });
}

bool DeviceSet::inputs_stay(Time time) const {
    return state_.with([&](const State& state) { return inputs_stay(state, time); });
}

bool DeviceSet::inputs_stay(const State& state, Time time) {
    return state.inputs_stay_from && time >= *state.inputs_stay_from;
}

/// One that has changed since: what stands at its inputs' places now is not what clients would take it for.
bool DeviceSet::has_known_inputs(const State& state, size_t device) {
    return state.devices[device]->is_present() && state.devices[device]->revision() == state.revisions[device];
}

bool DeviceSet::update_inputs(SharedInputs& inputs, Time time) {
    return state_.with([&](State& state) {
        if (inputs_stay(state, time) && inputs.generation == state.generation) return false;
        const auto stays = [&](const auto& device) { return device->inputs_stay(time); };
        state.inputs_stay_from = std::ranges::all_of(state.devices, stays) ? std::optional(time) : std::nullopt;
        return copy_inputs(state, inputs, time);
    });
}

bool DeviceSet::copy_inputs(const State& state, SharedInputs& inputs, Time time) {
    const auto count = static_cast<uint32_t>(state.inputs.size());
    bool changed = inputs.generation != state.generation || inputs.count != count;
    inputs.generation = state.generation;
    inputs.count = count;
    std::array<bool, max_devices> known{};
    for (size_t i = 0; i < state.devices.size(); ++i) known[i] = has_known_inputs(state, i);
    for (size_t i = 0; i < count; ++i) {
        const auto [device, index] = state.inputs[i];
        SharedInputValue value;
        if (known[device]) value = to_shared(state.devices[device]->input_at(index, time));
        if (is_same(value, inputs.values[i])) continue;
        inputs.values[i] = value;
        changed = true;
    }
    return changed;
}

SharedInputTable DeviceSet::input_table() const {
    SharedInputTable table{};
    state_.with([&](const State& state) {
        table.generation = state.generation;
        for (size_t i = 0; i < state.devices.size(); ++i) {
            copy_string(state.devices[i]->info().interaction_profile, table.interfaces[i].interaction_profile);
            table.interfaces[i].is_present = state.devices[i]->is_present() ? 1 : 0;
        }
        for (const Place& place : state.inputs) {
            const InputInfo& input = state.devices[place.device]->info().inputs[place.index];
            SharedInput& shared = table.inputs[table.input_count++];
            copy_string(input.component, shared.component);
            shared.device = static_cast<uint32_t>(place.device);
            shared.type = static_cast<uint32_t>(input.type);
        }
    });
    return table;
}

Result<void> DeviceSet::steer(std::span<const proto::DeviceStep> steps, Time now) {
    return state_.with([&](State& state) -> Result<void> {
        state.inputs_stay_from.reset();
        for (const proto::DeviceStep& step : steps) {
            SteerableDevice* device = TRY(find_steerable(state.devices, step.user_path));
            TRY(apply(step.change, *device, now));
        }
        return {};
    });
}

Result<void> DeviceSet::drive_output(size_t output, Time time, const std::optional<HapticPulse>& pulse) {
    const Place& place = outputs_.at(output);
    return state_.with([&](State& state) {  //
        return state.devices[place.device]->drive_output(place.index, time, pulse);
    });
}

void DeviceSet::describe(DeviceSegment& segment) const {
    segment.device_count = static_cast<uint32_t>(infos_.size());
    segment.pose_count = static_cast<uint32_t>(poses_.size());
    segment.output_count = static_cast<uint32_t>(outputs_.size());
    segment.head_pose = static_cast<uint32_t>(head_pose_);
    describe_views(hmd_, segment);
    for (size_t i = 0; i < infos_.size(); ++i) {
        copy_string(infos_[i].name, segment.devices[i].name);
        copy_string(infos_[i].serial, segment.devices[i].serial);
        segment.devices[i].role = static_cast<uint32_t>(infos_[i].role);
    }
    const auto describe_each = [&](const std::vector<Place>& places, auto& entries, auto list) {
        for (size_t i = 0; i < places.size(); ++i) {
            copy_string((infos_[places[i].device].*list)[places[i].index].component, entries[i].component);
            entries[i].device = static_cast<uint32_t>(places[i].device);
        }
    };
    describe_each(poses_, segment.poses, &DeviceInfo::poses);
    describe_each(outputs_, segment.outputs, &DeviceInfo::outputs);
    describe_hands(segment);
}

void DeviceSet::describe_hands(DeviceSegment& segment) const {
    segment.hand_count = static_cast<uint32_t>(hands_.size());
    for (size_t i = 0; i < hands_.size(); ++i) {
        segment.hands[i] = {static_cast<uint32_t>(hands_[i].device), static_cast<uint32_t>(hands_[i].index)};
    }
}

std::vector<proto::DeviceDescription> DeviceSet::describe(Time now) const {
    return state_.with([&](const State& state) {
        std::vector<proto::DeviceDescription> descriptions;
        for (const auto& device : state.devices) {
            proto::DeviceDescription description = xrt::describe(*device, now);
            description.tracking_origin = static_cast<uint32_t>(origins_of_devices_[descriptions.size()]);
            descriptions.push_back(std::move(description));
        }
        return descriptions;
    });
}

}  // namespace xrt
