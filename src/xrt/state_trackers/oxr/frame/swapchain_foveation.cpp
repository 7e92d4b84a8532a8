// SPDX-License-Identifier: BSL-1.0
//
// Swapchains whose images are drawn with density maps.
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/frame/foveation_profile.hpp"
#include "state_trackers/oxr/frame/swapchain.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {

Outcome<std::shared_ptr<Swapchain>> Swapchain::complete(std::shared_ptr<Swapchain> swapchain, FoveationWish foveation) {
    if (foveation == FoveationWish::none) return swapchain;
    const auto added = swapchain->images_->add_density_images();
    if (added.ok()) return swapchain;
    if (added.error().code != ErrorCode::unsupported) return added.error();
    return fail(XR_ERROR_FEATURE_UNSUPPORTED, {"createInfo->next", "XrSwapchainCreateFoveationFlagBitsFB"},
                "wants fragment density maps, and %s", added.error().message.c_str());
}

Outcome<> Swapchain::check_foveated() const {
    if (images_->density_image(0)) return XR_SUCCESS;
    return fail(XR_ERROR_VALIDATION_FAILURE, {"state", "XrSwapchainStateFoveationFB"},
                "is of foveation, and the swapchain was created without XrSwapchainCreateInfoFoveationFB");
}

/// Flags are not looked at: none are defined, and an engine leaves them as the stack has them.
Outcome<> Swapchain::set_foveation(const XrSwapchainStateFoveationFB& state) {
    TRY(check_foveated());
    const auto profile = TRY(find_or_error<FoveationProfile>(
        state.profile, {"state->profile", "VUID-XrSwapchainStateFoveationFB-profile-parameter"}));
    if (&profile->session() != &session()) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"state->profile", "xrCreateFoveationProfileFB"},
                    "belongs to another session than the swapchain");
    }
    const FoveationSettings& settings = profile->settings();
    images_->set_density(settings.level, foci_of(session(), settings.vertical_offset, info_.array_size));
    foveation_profile_.with([&](uint64_t& handle) { handle = profile->raw_handle(); });
    return XR_SUCCESS;
}

Outcome<> Swapchain::get_foveation(XrSwapchainStateFoveationFB& state) const {
    TRY(check_foveated());
    const uint64_t handle = foveation_profile_.with([](uint64_t known) { return known; });
    state.flags = 0;
    state.profile = from_raw<XrFoveationProfileFB>(handle_table().contains(handle) ? handle : 0);
    return XR_SUCCESS;
}

}  // namespace xrt::oxr
