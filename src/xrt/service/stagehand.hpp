// SPDX-License-Identifier: BSL-1.0
//
// Somebody behind the stage of a System: steers its devices before each moment is published, or writes down how they are
// steered and what else is done to the system. Called on the compositor's thread and on clients'.
#pragma once

#include <span>

#include "proto/control.hpp"
#include "proto/device_control.hpp"
#include "service/system_settings.hpp"

namespace xrt {

class Stagehand {
 public:
    virtual ~Stagehand() = default;
    /// `now` is about to be published, maybe again. No lock is held: may steer devices and change settings.
    virtual void before_moment([[maybe_unused]] Time now) {}
    /// True: before_moment() has to be called for every display period. False: now and then is enough.
    virtual bool follows_moments() const { return false; }
    /// All went well. Locks are held: must not call back.
    virtual void devices_steered(std::span<const proto::DeviceStep>) {}
    /// Likewise: `origin` says where it is now.
    virtual void tracking_origin_moved([[maybe_unused]] const proto::TrackingOrigin& origin) {}
    /// A tool or a script has brought it about. No lock is held.
    virtual void fault_happened(proto::Fault) {}
    /// As devices_steered(); once with those at the start.
    virtual void settings_changed(const SystemSettings::Values&) {}
};

}  // namespace xrt
