// SPDX-License-Identifier: BSL-1.0
//
// A line for each change that `monado-ctl watch` hears of, for people or as JSON.
#pragma once

#include <string>

#include "proto/watch.hpp"

namespace xrt::ctl {

/// "client 1 connected: pid 7, hello_xr"
std::string to_text(const proto::Change& change);

/// {"change":"client_connected","present":false,"client":1,"pid":7,"application":"hello_xr"}
std::string to_json(const proto::Change& change, proto::ChangeOrigin origin);

}  // namespace xrt::ctl
