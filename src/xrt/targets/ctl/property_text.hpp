// SPDX-License-Identifier: BSL-1.0
//
// Properties and their values on a command line: "0.5"; a pose is "x,y,z" or "x,y,z,qx,qy,qz,qw".
#pragma once

#include <string>

#include "proto/control_interface.hpp"
#include "xrt/result.hpp"

namespace xrt::ctl {

/// invalid_argument for what is neither.
Result<proto::PropertyValue> parse_property_value(std::string_view text);

std::string to_text(const proto::PropertyValue& value);
/// A number, or {"position":[x,y,z],"orientation":[x,y,z,w]}.
std::string to_json(const proto::PropertyValue& value);

std::string to_text(const proto::ListPropertiesReply& reply);
std::string to_json(const proto::ListPropertiesReply& reply);

}  // namespace xrt::ctl
