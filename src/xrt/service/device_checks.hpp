// SPDX-License-Identifier: BSL-1.0
//
// What devices must be for the system to take them: one head, hands with wrists, and no more of anything, and no longer
// names, than the segments have room for.
#pragma once

#include <memory>
#include <vector>

#include "xrt/device.hpp"
#include "xrt/result.hpp"

namespace xrt {

/// Each once, in the order in which devices name them.
std::vector<std::string> tracking_origins_of(const std::vector<std::unique_ptr<Device>>& devices);

/// invalid_argument says what is wrong.
Result<void> check_devices(const std::vector<std::unique_ptr<Device>>& devices);

/// For a device that has become another one while `taken` inputs are in use.
Result<void> check_inputs(const DeviceInfo& info, size_t taken);

}  // namespace xrt
