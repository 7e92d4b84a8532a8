// SPDX-License-Identifier: BSL-1.0
//
// The rates at which a headset's display can show pictures.
#pragma once

#include "xrt/device.hpp"

namespace xrt {

/// Those that it offers, its first one among them, ascending.
RefreshRates refresh_rates_of(const HmdInfo& hmd);

/// The first one, in hertz.
float present_refresh_rate(const HmdInfo& hmd);

/// Between two pictures at the lowest rate.
Duration longest_display_period(const HmdInfo& hmd);

}  // namespace xrt
