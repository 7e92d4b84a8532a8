// SPDX-License-Identifier: BSL-1.0
//
// XrFoveationProfileFB: a foveation that swapchains of its session can be given (XR_FB_foveation, XR_FB_foveation_configuration). What a
// swapchain was given it keeps when the profile is gone.
#pragma once

#include <memory>

#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/frame/foveation.hpp"

namespace xrt::oxr {

class FoveationProfile final : public Object {
 public:
    using Handle = XrFoveationProfileFB;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_FOVEATION_PROFILE_FB;

    static Outcome<std::shared_ptr<FoveationProfile>> create(std::shared_ptr<Session> session,
                                                             const XrFoveationProfileCreateInfoFB* info);
    FoveationProfile(std::shared_ptr<Session> session, const FoveationSettings& settings)
        : session_(std::move(session)), settings_(settings) {}

    Instance& instance();
    Session& session() { return *session_; }
    const FoveationSettings& settings() const { return settings_; }

 private:
    const std::shared_ptr<Session> session_;
    const FoveationSettings settings_;
};

}  // namespace xrt::oxr
