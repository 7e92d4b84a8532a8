// SPDX-License-Identifier: BSL-1.0
//
// Names a connected client, for as long as the service runs.
#pragma once

#include <cstdint>

#include "xrt/ids.hpp"

namespace xrt {

using ClientId = Id<struct ClientTag, uint32_t>;

}  // namespace xrt
