// SPDX-License-Identifier: BSL-1.0
//
// Where compositions are shown, as the options choose: nowhere, in a window, or on a display without a window system.
#pragma once

#include "compositor/render/screen.hpp"
#include "compositor/window/window.hpp"
#include "targets/window/target_options.hpp"

namespace xrt {

/// Made before the compositor, which it outlives. `window` is null where there is none.
struct ShowingPlace {
    std::shared_ptr<comp::SurfaceSource> surface;
    std::shared_ptr<comp::Window> window;  ///< the same thing
    comp::ShownViews views = comp::ShownViews::both;

    /// unavailable: there is no such window system or no window module.
    static Result<ShowingPlace> open(const TargetOptions& options, const Extent2D& view_extent);

    std::vector<const char*> surface_extensions() const;
    /// Null for a place that shows nothing.
    comp::MakeScreens make_screens() const;
};

}  // namespace xrt
