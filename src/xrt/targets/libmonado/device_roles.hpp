// SPDX-License-Identifier: BSL-1.0
//
// The names of roles that a device can have for libmonado's callers.
#pragma once

#include <optional>
#include <string_view>

#include "proto/control_interface.hpp"

namespace xrt::mnd {

/// Index of the device that has the role now, -1 if none has. None: there is no such role.
std::optional<int32_t> device_with_role(const proto::ListDevicesReply& devices, std::string_view role);

}  // namespace xrt::mnd
