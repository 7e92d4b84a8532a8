// SPDX-License-Identifier: BSL-1.0
#include "service/refresh_rates.hpp"

#include <algorithm>

namespace xrt {

float present_refresh_rate(const HmdInfo& hmd) {
    const auto* const rate = std::ranges::find(hmd.refresh_rates, hmd.display_period, &RefreshRate::period);
    if (rate != hmd.refresh_rates.end()) return rate->hertz;
    return static_cast<float>(1e9 / static_cast<double>(hmd.display_period.count()));
}

RefreshRates refresh_rates_of(const HmdInfo& hmd) {
    RefreshRates rates = hmd.refresh_rates;
    const bool known = std::ranges::find(rates, hmd.display_period, &RefreshRate::period) != rates.end();
    if (!known && rates.full()) rates.resize(max_refresh_rates - 1);
    if (!known) rates.push_back({present_refresh_rate(hmd), hmd.display_period});
    std::ranges::sort(rates, {}, &RefreshRate::hertz);
    return rates;
}

Duration longest_display_period(const HmdInfo& hmd) { return refresh_rates_of(hmd)[0].period; }

}  // namespace xrt
