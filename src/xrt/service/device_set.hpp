// SPDX-License-Identifier: BSL-1.0
//
// All devices of the system, one caller at a time. Numbers their poses and outputs through, device by device, once and
// for all; and their inputs anew whenever a device has changed what it is. Those numbers are the indices in the segments.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "proto/control.hpp"
#include "proto/device_control.hpp"
#include "xrt/device.hpp"
#include "xrt/segment/client_segment.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt {

class DeviceSet {
 public:
    using Poses = BoundedVector<PoseSample, max_device_poses>;
    using Batteries = BoundedVector<std::optional<Battery>, max_devices>;

    /// invalid_argument unless they are as check_devices() wants them.
    static Result<std::unique_ptr<DeviceSet>> create(std::vector<std::unique_ptr<Device>> devices);

    const HmdInfo& hmd() const { return hmd_; }
    size_t pose_count() const { return poses_.size(); }
    size_t hand_count() const { return hands_.size(); }
    size_t output_count() const { return outputs_.size(); }

    PoseSample head_pose_at(Time time) const { return pose_at(head_pose_, time); }
    /// Of an absent device nothing is valid.
    PoseSample pose_at(size_t pose, Time time) const;
    Poses poses_at(Time time) const;
    /// By name; nothing if the device has no such pose.
    std::optional<PoseSample> find_pose_at(DeviceRole role, std::string_view component, Time time) const;
    /// Of the device as it is now.
    bool has_input(DeviceRole role, std::string_view component) const;
    HandSample hand_at(size_t hand, Time time) const;
    size_t device_count() const { return infos_.size(); }
    /// Of each device.
    Batteries batteries_at(Time time) const;
    /// Makes `inputs` what they are at `time`. False: that they were already.
    bool update_inputs(SharedInputs& inputs, Time time);
    /// What update_inputs() found holds at `time`, and after it until something is steered or update() finds a change.
    bool inputs_stay(Time time) const;
    /// `output` is below output_count(), here and below.
    UserPath device_of_output(size_t output) const { return infos_.at(outputs_.at(output).device).role; }
    Result<void> drive_output(size_t output, Time time, const std::optional<HapticPulse>& pulse);

    /// Takes over what devices have become since the last time. True: input_table() is another one now.
    bool update();
    SharedInputTable input_table() const;

    std::vector<proto::TrackingOrigin> tracking_origins() const;
    /// All its devices from now on. not_found if there is no such origin.
    Result<void> move_tracking_origin(size_t origin, const Pose& offset);

    /// proto::Service::steer_devices(), in the space of the device's tracking origin.
    Result<void> steer(std::span<const proto::DeviceStep> steps, Time now);

    /// Writes all that never changes.
    void describe(DeviceSegment& segment) const;
    /// As they are at `now`.
    std::vector<proto::DeviceDescription> describe(Time now) const;

 private:
    using Devices = std::vector<std::unique_ptr<Device>>;
    struct Place {
        size_t device = 0;
        size_t index = 0;  ///< in the device's own list
    };
    struct State {
        Devices devices;
        std::vector<uint32_t> revisions;  ///< that `inputs` was made of
        std::vector<Place> inputs;
        uint32_t generation = 0;
        std::optional<Time> inputs_stay_from;  ///< what was found then is so until something is steered
        std::vector<Pose> origin_offsets;      ///< as origins_
    };

    explicit DeviceSet(Devices devices);
    void describe_hands(DeviceSegment& segment) const;
    PoseSample sample(const State& state, const Place& place, Time time) const;
    static void number_inputs(State& state);
    static bool inputs_stay(const State& state, Time time);
    static bool has_known_inputs(const State& state, size_t device);
    static bool copy_inputs(const State& state, SharedInputs& inputs, Time time);

    Guarded<State> state_;
    std::vector<DeviceInfo> infos_;           ///< as they were at the start: for what never changes
    const std::vector<std::string> origins_;  ///< names, each once
    std::vector<size_t> origins_of_devices_;  ///< as infos_
    std::vector<Place> poses_, outputs_;
    std::vector<Place> hands_;  ///< the index is that of the wrist's pose
    size_t head_pose_ = 0;
    HmdInfo hmd_;
};

}  // namespace xrt
