// SPDX-License-Identifier: BSL-1.0
//
// What the simulated devices share: each is steered in the same way, and goes on by itself where nobody steers it. A device
// says what it is, and what its poses and inputs are of its own accord.
#pragma once

#include <vector>

#include "drivers/simulated/steered_inputs.hpp"
#include "drivers/simulated/steered_poses.hpp"
#include "xrt/device.hpp"
#include "xrt/steerable_device.hpp"

namespace xrt::simulated {

class SteeredDevice : public Device, public SteerableDevice {
 public:
    const DeviceInfo& info() const final { return info_; }
    uint32_t revision() const final { return revision_; }
    bool is_present() const final { return presence_ == Presence::present; }
    SteerableDevice* steerable() final { return this; }
    PoseSample pose_at(size_t index, Time time) const final;
    InputValue input_at(size_t index, Time time) const final;
    bool inputs_stay(Time time) const final { return own_inputs_stay() && steered_inputs_.is_at_rest(time); }
    /// not_found: there is no such output. What a pulse does is the device's business; by itself it does nothing.
    Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) override;

    /// By itself a device stays what it is.
    Result<void> set_profile(std::string_view interaction_profile) override;
    void set_presence(Presence presence) final;
    Result<void> set_input(std::string_view component, Vec2 value, Time now) final;
    Result<void> move_input(std::string_view component, Vec2 target, const Period& period) final;
    /// By itself a device is held by no hand.
    Result<void> curl_fingers(const std::array<float, finger_count>& curls, const Period& period) override;
    void set_battery(const Battery& battery) final { steered_battery_ = battery; }
    std::optional<Battery> battery_at(Time time) const final;
    Result<void> set_pose(std::string_view component, const Pose& world_from_pose) override;
    Result<void> move_pose(std::string_view component, const Pose& world_from_pose, const Period& period) final;
    Result<Pose> pose_after(std::string_view component, Time time) const final;
    void set_tracking(Tracking tracking, Time since) final;
    void release() override;

 protected:
    /// `device_from_poses`: as info.poses. `presence`: until somebody says otherwise, and after release().
    SteeredDevice(DeviceInfo info, std::vector<Pose> device_from_poses, Presence presence = Presence::present);

    virtual PoseSample own_pose(size_t index, Time time) const = 0;
    virtual InputValue own_input(size_t index, Time time) const;
    /// Whether all of own_input() is always the same.
    virtual bool own_inputs_stay() const { return true; }
    /// None: it has a cable, or nothing is known of it.
    virtual std::optional<Battery> own_battery([[maybe_unused]] Time time) const { return std::nullopt; }

    /// Takes the inputs of a profile in the table of those for the device's role. not_found: it is none of these.
    Result<void> become(std::string_view interaction_profile);

 private:
    uint32_t known_flags(Time time) const;

    DeviceInfo info_;
    const Presence own_presence_;
    Presence presence_;
    uint32_t revision_ = 0;
    SteeredInputs steered_inputs_;
    SteeredPoses steered_poses_;
    std::optional<Battery> steered_battery_;
    struct TrackingChange {
        Time since{};
        Tracking tracking = Tracking::full;
    };
    std::vector<TrackingChange> tracking_changes_;  ///< in order; before them, full
};

}  // namespace xrt::simulated
