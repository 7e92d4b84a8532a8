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
#include "drivers/simulated/steered_inputs.hpp"
#include "drivers/simulated/steered_poses.hpp"
#include "xrt/device.hpp"
#include "xrt/steerable_device.hpp"

namespace xrt::simulated {

enum class InputScript : uint32_t {
    idle,   ///< all at rest
    cycle,  ///< a second at rest, a second fully on, over and over
};

inline constexpr Duration input_cycle_period = std::chrono::seconds(2);

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

class SimulatedController final : public Device, public SteerableDevice {
 public:
    static constexpr size_t max_haptic_events = 64;

    explicit SimulatedController(const ControllerSettings& settings);

    const DeviceInfo& info() const override { return info_; }
    uint32_t revision() const override { return revision_; }
    bool is_present() const override { return presence_ == Presence::present; }
    SteerableDevice* steerable() override { return this; }
    PoseSample pose_at(size_t index, Time time) const override;
    InputValue input_at(size_t index, Time time) const override;
    Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) override;

    Result<void> set_profile(std::string_view interaction_profile) override;
    void set_presence(Presence presence) override;
    Result<void> set_input(std::string_view component, Vec2 value, Time now) override;
    Result<void> set_pose(std::string_view component, const Pose& world_from_pose) override;
    void release() override;

    /// The last ones, oldest first.
    const std::vector<HapticEvent>& haptic_events() const { return haptic_events_; }

 private:
    const ControllerSettings settings_;
    DeviceInfo info_;
    const std::vector<Pose> rig_from_poses_;  ///< as info_.poses
    uint32_t revision_ = 0;
    Presence presence_;
    SteeredInputs steered_inputs_;
    SteeredPoses steered_poses_;
    std::vector<HapticEvent> haptic_events_;
};

}  // namespace xrt::simulated
