// SPDX-License-Identifier: BSL-1.0
//
// Where a service gets its devices and its compositor from. The targets choose one; nobody else knows which.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "xrt/clock.hpp"
#include "xrt/compositor_native.hpp"
#include "xrt/device.hpp"
#include "xrt/result.hpp"
#include "xrt/room.hpp"

namespace xrt {

/// The head's pose at a display time, for reprojection and head-locked layers.
using HeadPoseSource = std::function<PoseSample(Time)>;

class Instance {
   public:
    virtual ~Instance() = default;

    /// Called once. Exactly one device has the head's role and an HmdInfo.
    virtual Result<std::vector<std::unique_ptr<Device>>> create_devices() = 0;

    /// Called once, after create_devices(). `hmd` says what to compose for.
    virtual Result<std::unique_ptr<SystemCompositor>> create_system_compositor(const HmdInfo& hmd, HeadPoseSource head) = 0;

    /// What is known of the room around the person.
    virtual Room room() const { return {}; }

    /// The clock of the whole system, which the compositor drives if it is virtual.
    virtual const Clock& clock() const = 0;
};

}  // namespace xrt
