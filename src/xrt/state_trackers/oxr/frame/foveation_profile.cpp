// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/foveation_profile.hpp"

#include <cmath>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

static_assert(static_cast<int>(comp::DensityLevel::none) == XR_FOVEATION_LEVEL_NONE_FB);
static_assert(static_cast<int>(comp::DensityLevel::low) == XR_FOVEATION_LEVEL_LOW_FB);
static_assert(static_cast<int>(comp::DensityLevel::medium) == XR_FOVEATION_LEVEL_MEDIUM_FB);
static_assert(static_cast<int>(comp::DensityLevel::high) == XR_FOVEATION_LEVEL_HIGH_FB);

/// The level is the highest that may be: a dynamic one is as high as that all the time.
Outcome<FoveationSettings> read(const XrFoveationLevelProfileCreateInfoFB& info) {
    if (info.level < XR_FOVEATION_LEVEL_NONE_FB || info.level > XR_FOVEATION_LEVEL_HIGH_FB) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"createInfo->next", "VUID-XrFoveationLevelProfileCreateInfoFB-level-parameter"},
                    "has the level %d, which is none", static_cast<int>(info.level));
    }
    if (info.dynamic != XR_FOVEATION_DYNAMIC_DISABLED_FB && info.dynamic != XR_FOVEATION_DYNAMIC_LEVEL_ENABLED_FB) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"createInfo->next", "VUID-XrFoveationLevelProfileCreateInfoFB-dynamic-parameter"},
                    "has the dynamic setting %d, which is none", static_cast<int>(info.dynamic));
    }
    if (!std::isfinite(info.verticalOffset)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->next", "XrFoveationLevelProfileCreateInfoFB"},
                    "has a vertical offset that is no number");
    }
    return FoveationSettings{static_cast<comp::DensityLevel>(info.level), info.verticalOffset};
}

}  // namespace

Instance& FoveationProfile::instance() { return session_->instance(); }

/// "without any additional structs in its next chain [...] a foveation profile that will apply no foveation".
Outcome<std::shared_ptr<FoveationProfile>> FoveationProfile::create(std::shared_ptr<Session> session,
                                                                    const XrFoveationProfileCreateInfoFB* info) {
    TRY(check_type(info, XR_TYPE_FOVEATION_PROFILE_CREATE_INFO_FB));
    FoveationSettings settings;
    const auto* level =
        find_in_chain<XrFoveationLevelProfileCreateInfoFB>(info->next, XR_TYPE_FOVEATION_LEVEL_PROFILE_CREATE_INFO_FB);
    const bool has_levels = session->instance().has(Feature::FB_foveation_configuration);
    if (has_levels && level != nullptr) settings = TRY(read(*level));
    return std::make_shared<FoveationProfile>(std::move(session), settings);
}

XrResult api::xrCreateFoveationProfileFB(XrSession session, const XrFoveationProfileCreateInfoFB* createInfo,
                                         XrFoveationProfileFB* profile) {
    return call<Session>(session, [&](Session& s) -> Outcome<> {
        TRY(check_pointer(profile, "profile"));
        std::shared_ptr<Session> owner = TRY(find_or_error<Session>(session));
        const auto created = TRY(FoveationProfile::create(std::move(owner), createInfo));
        return handle_table().insert(created, s.raw_handle(), profile);
    });
}

XrResult api::xrDestroyFoveationProfileFB(XrFoveationProfileFB profile) { return destroy<FoveationProfile>(profile); }

}  // namespace xrt::oxr
