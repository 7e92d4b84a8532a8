// SPDX-License-Identifier: BSL-1.0
//
// The room around the simulated person: five by five metres, a window behind the person, a table ahead, a chair at its side.
#pragma once

#include "xrt/room.hpp"

namespace xrt::simulated {

Room simulated_room();

}  // namespace xrt::simulated
