// SPDX-License-Identifier: BSL-1.0
//
// The commands that steer devices: each is a line of a script, with the same names and the same rules.
#pragma once

#include "proto/device_control.hpp"
#include "targets/ctl/ctl_options.hpp"
#include "xrt/bounded_vector.hpp"

namespace xrt::ctl {

bool is_steering(const Options& options);

/// What the command asks of the service. invalid_argument, with the nearest name.
Result<BoundedVector<proto::DeviceStep, proto::max_device_steps>> steps_of(const Options& options);

}  // namespace xrt::ctl
