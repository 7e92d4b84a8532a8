// SPDX-License-Identifier: BSL-1.0
//
// `monado-ctl watch`: subscribes, and prints what it hears until the service ends.
#pragma once

#include <span>
#include <string>

#include "ipc/client/connection.hpp"
#include "proto/watch.hpp"
#include "targets/ctl/ctl_options.hpp"

namespace xrt::ctl {

/// All if none is named; invalid_argument for one that there is not.
Result<proto::ChangeKinds> parse_kinds(std::span<const std::string> names);

/// Always an error: why nothing more will come.
Error watch(ipc::Connection& connection, proto::ChangeKinds kinds, Format format);

}  // namespace xrt::ctl
