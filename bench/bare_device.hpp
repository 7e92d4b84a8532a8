// SPDX-License-Identifier: BSL-1.0
//
// A Vulkan instance and a device of its first GPU, by hand: what no start of a compositor can do without.
#pragma once

namespace xrt::bench {

/// Made and destroyed again; false if there is no device.
bool make_bare_device();

}  // namespace xrt::bench
