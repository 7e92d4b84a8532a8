// SPDX-License-Identifier: BSL-1.0
//
// What devices are, as others are told: tools in words, clients in the device segment.
#pragma once

#include <algorithm>
#include <string_view>

#include "proto/control.hpp"
#include "xrt/device.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt {

/// What a device has become may be too long, and then has no inputs either.
template <size_t N>
void copy_string(std::string_view from, FixedString<N>& to) {
    to.fill('\0');
    std::ranges::copy(from.substr(0, N - 1), to.begin());
}

/// All but its tracking origin.
proto::DeviceDescription describe(const Device& device, Time now);

/// The display's views, and how hot it is.
void describe_views(const HmdInfo& hmd, DeviceSegment& segment);

}  // namespace xrt
