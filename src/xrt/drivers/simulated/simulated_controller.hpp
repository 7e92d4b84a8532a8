// SPDX-License-Identifier: BSL-1.0
//
// A hand-held controller that is not there. Held in front of the person's chest, it moves as the head does; its inputs
// do nothing or go on and off as a pure function of time. Haptic pulses are remembered, so that tools can see them.
#pragma once

#include <vector>

#include "drivers/simulated/controller_profiles.hpp"
#include "drivers/simulated/simulated_motion.hpp"
#include "xrt/device.hpp"

namespace xrt::simulated {

enum class InputScript : uint32_t {
    idle,   ///< all at rest
    cycle,  ///< a second at rest, a second fully on, over and over
};

inline constexpr Duration input_cycle_period = std::chrono::seconds(2);

struct ControllerSettings {
    DeviceRole role = DeviceRole::left_hand;  ///< a hand
    const ControllerProfile* profile = &controller_profiles().front();
    InputScript inputs = InputScript::idle;
    MotionKind motion = MotionKind::still;
};

/// Nothing stands for a stop.
struct HapticEvent {
    size_t output = 0;
    Time time{};
    std::optional<HapticPulse> pulse;
};

class SimulatedController final : public Device {
 public:
    static constexpr size_t max_haptic_events = 64;

    explicit SimulatedController(const ControllerSettings& settings);

    const DeviceInfo& info() const override { return info_; }
    PoseSample pose_at(size_t index, Time time) const override;
    InputValue input_at(size_t index, Time time) const override;
    Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) override;

    /// The last ones, oldest first.
    const std::vector<HapticEvent>& haptic_events() const { return haptic_events_; }

 private:
    const MotionKind motion_;
    const InputScript script_;
    const DeviceInfo info_;
    std::vector<Pose> rig_from_poses_;  ///< as info_.poses
    std::vector<HapticEvent> haptic_events_;
};

}  // namespace xrt::simulated
