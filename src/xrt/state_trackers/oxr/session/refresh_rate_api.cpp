// SPDX-License-Identifier: BSL-1.0
//
// XR_FB_display_refresh_rate.
#include <algorithm>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/failure.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"

namespace xrt::oxr {
namespace {

std::span<const float> rates_of(Session& session) {
    const DeviceSegment& segment = session.instance().device_segment();
    return std::span(segment.refresh_rates).first(std::min<size_t>(segment.refresh_rate_count, max_refresh_rates));
}

Outcome<> request_rate(Session& session, float rate) {
    const std::span<const float> rates = rates_of(session);
    const bool known = rate == 0.0f || std::ranges::find(rates, rate) != rates.end();
    if (!known) {
        return fail(XR_ERROR_DISPLAY_REFRESH_RATE_UNSUPPORTED_FB, "displayRefreshRate",
                    "is %g, which xrEnumerateDisplayRefreshRatesFB does not list", static_cast<double>(rate));
    }
    TRY(session.instance().service().request_refresh_rate(rate));
    return XR_SUCCESS;
}

}  // namespace

XrResult api::xrEnumerateDisplayRefreshRatesFB(XrSession session, uint32_t capacity, uint32_t* count, float* rates) {
    return call<Session>(session, [&](Session& s) { return copy_out(rates_of(s), capacity, count, rates); });
}

XrResult api::xrGetDisplayRefreshRateFB(XrSession session, float* rate) {
    return call<Session>(session, [&](Session& s) -> Outcome<> {
        TRY(check_pointer(rate));
        const auto display = DeviceSegmentReader(s.instance().device_segment()).display();
        if (!display)
            return fail(XR_ERROR_RUNTIME_FAILURE, nullptr, "the service died while it wrote the display's timing");
        *rate = display->refresh_rate;
        return XR_SUCCESS;
    });
}

XrResult api::xrRequestDisplayRefreshRateFB(XrSession session, float rate) {
    return call<Session>(session, [&](Session& s) { return request_rate(s, rate); });
}

}  // namespace xrt::oxr
