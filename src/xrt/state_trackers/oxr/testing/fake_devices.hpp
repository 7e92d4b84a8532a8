// SPDX-License-Identifier: BSL-1.0
//
// For tests: a device segment as a service would fill it.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>

#include "xrt/segment/client_segment.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt::oxr {

class FakeDevices {
 public:
    static constexpr int64_t epoch = 1'000'000'000, spacing = 10'000'000;

    FakeDevices() : owned_(std::make_unique<DeviceSegment>()), segment_(*owned_) { prepare(); }
    /// Fills a segment that somebody else owns.
    explicit FakeDevices(DeviceSegment& segment) : segment_(segment) {
        if (segment_.pose_sample_spacing == 0) prepare();
    }

    DeviceSegment& segment() { return segment_; }

    uint32_t add_device(DeviceRole role, std::string_view profile) {
        SharedDevice& device = segment_.devices[segment_.device_count];
        device.role = static_cast<uint32_t>(role);
        const uint32_t index = segment_.device_count++;
        set_present(index, true);
        set_profile(index, profile);
        return index;
    }
    uint32_t add_input(uint32_t device, std::string_view component, InputType type) {
        uint32_t index = 0;
        change([&](SharedInputTable& table) {
            index = table.input_count++;
            SharedInput& input = table.inputs[index];
            input.device = device;
            input.type = static_cast<uint32_t>(type);
            copy(component, input.component);
        });
        return index;
    }
    void set_present(uint32_t device, bool present) {
        change([&](SharedInputTable& table) { table.interfaces[device].is_present = present ? 1 : 0; });
    }
    void set_profile(uint32_t device, std::string_view profile) {
        change([&](SharedInputTable& table) { copy(profile, table.interfaces[device].interaction_profile); });
    }
    /// As a service changes it, generation and all.
    template <typename Change>
    void change(Change&& change) {
        auto table = std::make_unique<SharedInputTable>();
        (void)segment_.input_table.try_load(*table);
        change(*table);
        ++table->generation;
        segment_.input_table.store(*table);
        segment_.input_generation.store(table->generation);
    }
    uint32_t add_pose(uint32_t device, std::string_view component) {
        SharedPose& pose = segment_.poses[segment_.pose_count];
        pose.device = device;
        copy(component, pose.component);
        return segment_.pose_count++;
    }
    uint32_t add_output(uint32_t device, std::string_view component) {
        SharedOutput& output = segment_.outputs[segment_.output_count];
        output.device = device;
        copy(component, output.component);
        return segment_.output_count++;
    }

    /// Sample k at epoch + k * spacing; the newest so far.
    void publish(uint32_t pose, int64_t k, SharedPoseSample sample) {
        sample.time = epoch + k * spacing;
        SharedPoseRing& ring = segment_.rings[pose];
        ring.samples[static_cast<size_t>(k) % pose_ring_size].store(sample);
        ring.newest.store(k, std::memory_order_release);
    }
    /// Standing still, for long before and after the epoch's first second.
    void publish_still(uint32_t pose, const Pose& world_from_pose, uint32_t flags = PoseSample::all_flags) {
        for (int64_t k = 0; k < 120; ++k) publish(pose, k, {0, world_from_pose, {}, {}, flags});
    }

    /// A tracked hand of that device, and its wrist; the index of the hand.
    uint32_t add_hand(uint32_t device) {
        segment_.hands[segment_.hand_count] = {device, add_pose(device, "/wrist")};
        return segment_.hand_count++;
    }
    void publish_hand(uint32_t hand, int64_t k, SharedHandSample sample) {
        sample.time = epoch + k * spacing;
        SharedHandRing& ring = segment_.hand_rings[hand];
        ring.samples[static_cast<size_t>(k) % pose_ring_size].store(sample);
        ring.newest.store(k, std::memory_order_release);
    }

    /// Head, two simple controllers with all their components, and the reference spaces.
    void add_simple_system() {
        const uint32_t head = add_device(DeviceRole::head, "");
        segment_.head_pose = add_pose(head, "/view");
        for (const DeviceRole role : {DeviceRole::left_hand, DeviceRole::right_hand}) {
            const uint32_t hand = add_device(role, "/interaction_profiles/khr/simple_controller");
            add_input(hand, "/input/select/click", InputType::boolean);
            add_input(hand, "/input/menu/click", InputType::boolean);
            add_pose(hand, "/input/grip/pose");
            add_pose(hand, "/input/aim/pose");
            add_output(hand, "/output/haptic");
        }
    }

    /// There from the beginning, and for ever.
    static void set_spaces(DeviceSegment& segment, const SharedSpaces& spaces) {
        SharedSpacesHistory history;
        history.count = 1;
        history.changes[0].spaces = spaces;
        segment.spaces.store(history);
    }

 private:
    void prepare() {
        segment_.pose_sample_epoch = epoch;
        segment_.pose_sample_spacing = spacing;
        set_spaces(segment_, {});
    }

    template <size_t N>
    static void copy(std::string_view text, FixedString<N>& target) {
        target.fill('\0');
        std::memcpy(target.data(), text.data(), text.size());
    }

    std::unique_ptr<DeviceSegment> owned_;
    DeviceSegment& segment_;
};

}  // namespace xrt::oxr
