// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/foveation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/instance/view_configuration.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

constexpr XrSwapchainCreateFoveationFlagsFB known_flags =
    XR_SWAPCHAIN_CREATE_FOVEATION_SCALED_BIN_BIT_FB | XR_SWAPCHAIN_CREATE_FOVEATION_FRAGMENT_DENSITY_MAP_BIT_FB;

constexpr Where where{"createInfo->next", "XrSwapchainCreateInfoFoveationFB"};

comp::DensityFocus mean_of(const std::vector<comp::DensityFocus>& foci) {
    comp::DensityFocus sum{0, 0};
    for (const comp::DensityFocus& each : foci) sum = {sum.x + each.x, sum.y + each.y};
    const auto count = static_cast<float>(foci.size());
    return {sum.x / count, sum.y / count};
}

}  // namespace

Outcome<FoveationWish> read_foveation_wish(const Instance& instance, const void* chain) {
    if (!instance.has(Feature::FB_foveation)) return FoveationWish::none;
    const auto* wish =
        find_in_chain<XrSwapchainCreateInfoFoveationFB>(chain, XR_TYPE_SWAPCHAIN_CREATE_INFO_FOVEATION_FB);
    if (wish == nullptr || wish->flags == 0) return FoveationWish::none;
    if ((wish->flags & ~known_flags) != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"createInfo->next", "VUID-XrSwapchainCreateInfoFoveationFB-flags-parameter"},
                    "has XrSwapchainCreateInfoFoveationFB::flags %#llx, some of which nobody defines",
                    static_cast<unsigned long long>(wish->flags));
    }
    if (wish->flags != XR_SWAPCHAIN_CREATE_FOVEATION_FRAGMENT_DENSITY_MAP_BIT_FB) {
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, where,
                    "has XrSwapchainCreateInfoFoveationFB::flags %#llx; this runtime has "
                    "XR_SWAPCHAIN_CREATE_FOVEATION_FRAGMENT_DENSITY_MAP_BIT_FB alone",
                    static_cast<unsigned long long>(wish->flags));
    }
    if (!instance.has(Feature::FB_foveation_vulkan)) {
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, where,
                    "wants fragment density maps, which are handed out by XR_FB_foveation_vulkan alone; it is not "
                    "enabled");
    }
    return FoveationWish::density_images;
}

comp::DensityFocus focus_of(const Fov& fov, float vertical_offset) {
    // Nobody sees farther up or down than that.
    const float angle = std::clamp(vertical_offset, -89.0f, 89.0f) * std::numbers::pi_v<float> / 180;
    const float left = std::tan(fov.angle_left), right = std::tan(fov.angle_right);
    const float up = std::tan(fov.angle_up), down = std::tan(fov.angle_down);
    const float width = right - left, height = up - down;
    if (!(width > 0) || !(height > 0)) return {};
    return {-left / width, (up - std::tan(angle)) / height};
}

std::vector<comp::DensityFocus> foci_of(Session& session, float vertical_offset, uint32_t layers) {
    std::vector<comp::DensityFocus> foci;
    for (const SharedView& view : views_of(session.instance(), session.view_configuration())) {
        foci.push_back(focus_of(view.fov, vertical_offset));
    }
    if (foci.empty()) return {comp::DensityFocus{}};
    if (foci.size() == layers) return foci;
    return {mean_of(foci)};
}

}  // namespace xrt::oxr
