// SPDX-License-Identifier: BSL-1.0
//
// A hand-held controller that is not there. Held in front of the person's chest, it moves as the head does; its inputs
// do nothing or go on and off as a pure function of time. Haptic pulses are remembered, so that tools can see them.
//
// It can be steered in every respect: it becomes a controller of another profile, comes and goes, is put somewhere, and
// each of its inputs is pressed and pushed. It has the poses and outputs of all profiles, because those never change;
// which of them a profile has, the table of profiles says.
#pragma once

#include <vector>

#include "drivers/simulated/controller_profiles.hpp"
#include "drivers/simulated/simulated_motion.hpp"
#include "drivers/simulated/steered_device.hpp"
#include "drivers/simulated/steered_fingers.hpp"
#include "drivers/simulated/steered_joints.hpp"

namespace xrt::simulated {

enum class InputScript : uint32_t {
    idle,   ///< all at rest
    cycle,  ///< a second at rest, a second fully on, over and over
};

inline constexpr Duration input_cycle_period = std::chrono::seconds(2);

/// Over three quarters of such a period a full battery runs nearly out; in the last quarter it is charged.
inline constexpr Duration battery_period = std::chrono::hours(8);

struct ControllerSettings {
    DeviceRole role = DeviceRole::left_hand;  ///< any that profiles are for
    const InteractionProfile* profile = &interaction_profiles().front();
    InputScript inputs = InputScript::idle;
    MotionKind motion = MotionKind::still;
    Presence presence = Presence::present;  ///< until somebody says otherwise
};

/// Nothing stands for a stop.
struct HapticEvent {
    size_t output = 0;
    Time time{};
    std::optional<HapticPulse> pulse;
};

class SimulatedController final : public SteeredDevice {
 public:
    static constexpr size_t max_haptic_events = 64;

    explicit SimulatedController(const ControllerSettings& settings);

    Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) override;
    Result<void> set_profile(std::string_view interaction_profile) override { return become(interaction_profile); }
    Result<void> set_pose(std::string_view component, const Pose& world_from_pose) override;
    Result<void> curl_fingers(const std::array<float, finger_count>& curls, const Period& period) override;
    void release() override;

    // Of the hand that holds it.
    const SteeredJoints& steered_joints() const { return steered_joints_; }
    const SteeredFingers& steered_fingers() const { return steered_fingers_; }

    /// The last ones, oldest first.
    const std::vector<HapticEvent>& haptic_events() const { return haptic_events_; }

 private:
    PoseSample own_pose(size_t index, Time time) const override;
    InputValue own_input(size_t index, Time time) const override;
    bool own_inputs_stay() const override { return settings_.inputs == InputScript::idle; }
    std::optional<Battery> own_battery(Time time) const override;

    const ControllerSettings settings_;
    const std::vector<Pose> rig_from_poses_;  ///< as info().poses
    SteeredJoints steered_joints_;
    SteeredFingers steered_fingers_;
    std::vector<HapticEvent> haptic_events_;
};

}  // namespace xrt::simulated
