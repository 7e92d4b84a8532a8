// SPDX-License-Identifier: BSL-1.0
//
// What a step of proto::Service::steer_devices() does to the device that it names.
#pragma once

#include <memory>
#include <vector>

#include "proto/device_control.hpp"
#include "xrt/device.hpp"

namespace xrt {

/// The first device with that user path that can be steered. not_found, unsupported.
Result<SteerableDevice*> find_steerable(const std::vector<std::unique_ptr<Device>>& devices,
                                        std::string_view user_path);

Result<void> apply(const proto::DeviceChange& change, SteerableDevice& device, Time now);

}  // namespace xrt
