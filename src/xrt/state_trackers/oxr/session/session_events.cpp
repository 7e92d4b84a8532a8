// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/session_events.hpp"

#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {

void tell(const proto::RefreshRateChanged& change, Session& session) {
    Instance& instance = session.instance();
    if (!instance.has(Feature::FB_display_refresh_rate)) return;
    instance.events().push(XrEventDataDisplayRefreshRateChangedFB{XR_TYPE_EVENT_DATA_DISPLAY_REFRESH_RATE_CHANGED_FB,
                                                                  nullptr, change.from, change.to});
}

void tell(const proto::UserPresenceChanged& change, Session& session) {
    Instance& instance = session.instance();
    if (!instance.has(Feature::EXT_user_presence)) return;
    const XrBool32 present = change.present ? XR_TRUE : XR_FALSE;
    instance.events().push(XrEventDataUserPresenceChangedEXT{XR_TYPE_EVENT_DATA_USER_PRESENCE_CHANGED_EXT, nullptr,
                                                             session.handle(), present});
}

void tell(const proto::MainSessionVisibilityChanged& change, Session& session) {
    Instance& instance = session.instance();
    if (!instance.has(Feature::EXTX_overlay)) return;
    const XrOverlayMainSessionFlagsEXTX flags =
        change.composes_depth ? XR_OVERLAY_MAIN_SESSION_ENABLED_COMPOSITION_LAYER_INFO_DEPTH_BIT_EXTX : 0;
    const XrBool32 visible = change.visible ? XR_TRUE : XR_FALSE;
    instance.events().push(XrEventDataMainSessionVisibilityChangedEXTX{
        XR_TYPE_EVENT_DATA_MAIN_SESSION_VISIBILITY_CHANGED_EXTX, nullptr, visible, flags});
}

}  // namespace xrt::oxr
