// SPDX-License-Identifier: BSL-1.0
//
// What the service tells a session of besides its state, as events of extensions. Nothing is queued for an application that
// did not enable the extension.
#pragma once

#include "proto/event.hpp"

namespace xrt::oxr {

class Session;

/// XR_FB_display_refresh_rate.
void tell(const proto::RefreshRateChanged& change, Session& session);
/// XR_EXT_user_presence.
void tell(const proto::UserPresenceChanged& change, Session& session);
/// XR_EXTX_overlay.
void tell(const proto::MainSessionVisibilityChanged& change, Session& session);

}  // namespace xrt::oxr
