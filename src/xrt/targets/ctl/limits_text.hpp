// SPDX-License-Identifier: BSL-1.0
//
// The answer to `monado-ctl limits`: what users and clients may make the service hold, and how much of it they do.
#pragma once

#include <string>

#include "proto/control_interface.hpp"

namespace xrt::ctl {

/// A row for each account, a column for each resource: "used/limit".
std::string to_text(const proto::ListLimitsReply& reply);

/// {"accounts":[{"kind":"user","uid":0,"resources":{"fds":{"used":1,"limit":2},...},"rates":{...}},...]}
std::string to_json(const proto::ListLimitsReply& reply);

}  // namespace xrt::ctl
