// SPDX-License-Identifier: BSL-1.0
//
// A hand that is not there, around a simulated controller or in its place: it goes where the controller goes, and its
// fingers follow the controller's inputs, unless somebody bends them. Trigger and pinch move the index finger, squeeze and
// grasp the others, what a thumb rests on the thumb.
#pragma once

#include "drivers/simulated/hand_model.hpp"
#include "drivers/simulated/simulated_controller.hpp"
#include "xrt/device.hpp"

namespace xrt::simulated {

class SimulatedHand final : public Device {
 public:
    /// `held` has the same role and a "/input/grip/pose"; it outlives the hand's last call.
    explicit SimulatedHand(const SimulatedController& held);

    const DeviceInfo& info() const override { return info_; }
    uint32_t revision() const override { return held_.revision(); }
    bool is_present() const override { return held_.is_present(); }
    PoseSample pose_at(size_t index, Time time) const override;
    InputValue input_at(size_t, Time) const override { return {}; }
    bool inputs_stay(Time) const override { return true; }
    Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) override;
    std::optional<HandInfo> hand() const override { return HandInfo{.wrist_pose = 0}; }
    HandSample hand_at(Time time) const override;

 private:
    struct Shape {
        FingerCurls curls{};
        HandJoints joints{};
    };

    FingerCurls curls_at(Time time) const;
    const HandJoints& joints_of(const FingerCurls& curls, std::optional<Shape>& last) const;

    const SimulatedController& held_;
    const DeviceInfo info_;
    const size_t grip_;
    /// The hand itself and around the controller, as they were last: fingers are mostly held still, and bones are dear.
    mutable std::array<std::optional<Shape>, 2> shapes_;
};

}  // namespace xrt::simulated
