// SPDX-License-Identifier: BSL-1.0
//
// For tests: a graphics API of an application that draws nothing.
#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include "state_trackers/oxr/session/session_graphics.hpp"

namespace xrt::oxr {

/// What the fake API was asked to do; outlives the session.
struct FakeGraphicsLog {
    std::mutex mutex;  ///< over the lists while threads use the API
    std::vector<size_t> acquired, released, expected;
    std::atomic<size_t> imported{0}, dropped{0}, fences{0};
    /// Fences are given out and stay unsignalled until this is set.
    bool slow = false;
    std::atomic<bool> signalled{false};
    bool refuse_import = false;
    bool refuse_acquire = false;
    bool refuse_fence = false;
    bool has_density_maps = true;
    /// What images are to be drawn with, as the last set_density() said.
    comp::DensityLevel density = comp::DensityLevel::none;
    std::vector<comp::DensityFocus> foci;
};

/// Formats 1037, 1043, 1126 of this API are the service's 37, 43, 126. Image i of a swapchain is the number 100 + i,
/// its density map 200 + i.
SessionGraphics make_fake_graphics(FakeGraphicsLog& log);

/// Its XrSwapchainImage structure.
struct FakeSwapchainImage {
    XrStructureType type;
    void* next;
    uint64_t image;
};
inline constexpr XrStructureType fake_image_type = XR_TYPE_SWAPCHAIN_IMAGE_OPENGL_KHR;

}  // namespace xrt::oxr
