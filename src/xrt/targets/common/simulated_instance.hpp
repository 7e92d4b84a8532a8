// SPDX-License-Identifier: BSL-1.0
//
// The xrt::Instance of this project's programs: a simulated headset, two simulated controllers, and the compositor that the
// options choose.
#pragma once

#include "compositor/pacing/system_clock.hpp"
#include "compositor/target/capture_target.hpp"
#include "targets/common/options.hpp"
#include "targets/common/status_writer.hpp"
#include "targets/window/target_choice.hpp"
#include "xrt/instance.hpp"

namespace xrt {

class SimulatedInstance final : public Instance {
 public:
    /// `status` outlives the compositor, whose pictures it is told of. `place` is where options.target leads to.
    SimulatedInstance(const Options& options, StatusWriter& status, ShowingPlace place = {});

    Result<std::vector<std::unique_ptr<Device>>> create_devices() override;
    Room room() const override;
    /// unavailable, with the cure, if there is no Vulkan.
    Result<std::unique_ptr<SystemCompositor>> create_system_compositor(const HmdInfo& hmd,
                                                                       HeadPoseSource head) override;
    const Clock& clock() const override { return comp::clock_of(clock_); }

 private:
    std::optional<comp::CaptureOptions> capture() const;

    const Options options_;
    StatusWriter& status_;
    const ShowingPlace place_;
    const comp::SystemClock clock_;
};

}  // namespace xrt
