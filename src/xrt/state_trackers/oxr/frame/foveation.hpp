// SPDX-License-Identifier: BSL-1.0
//
// What an application wants of foveation in xrCreateSwapchain (XR_FB_foveation), and where in an image the views look. The maps themselves
// are the graphics API's (compositor/client).
#pragma once

#include <vector>

#include "compositor/client/density_pattern.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "xrt/math.hpp"

namespace xrt::oxr {

class Instance;
class Session;

/// What a profile asks for.
struct FoveationSettings {
    comp::DensityLevel level = comp::DensityLevel::none;
    float vertical_offset = 0;  ///< degrees above straight ahead, of the pattern's middle
};

/// With which maps a swapchain is made.
enum class FoveationWish : uint8_t { none, density_images };

/// XrSwapchainCreateInfoFoveationFB in the chain of XrSwapchainCreateInfo. XR_ERROR_FEATURE_UNSUPPORTED for the ways of foveation that
/// this runtime does not have.
Outcome<FoveationWish> read_foveation_wish(const Instance& instance, const void* chain);

/// Where the direction so many degrees above straight ahead is seen in a view's image, whose first row is its highest.
comp::DensityFocus focus_of(const Fov& fov, float vertical_offset);

/// For each of an image's layers: a view's own focus where there is a layer for each view of the session, and otherwise the middle of
/// them all, as nobody has said which view the image is for.
std::vector<comp::DensityFocus> foci_of(Session& session, float vertical_offset, uint32_t layers);

}  // namespace xrt::oxr
