// SPDX-License-Identifier: BSL-1.0
//
// What can be said of where compositions are shown.
#pragma once

#include <optional>
#include <string>

#include "compositor/screen/view_layout.hpp"

namespace xrt {

/// `automatic`: in a window where there is a desktop.
enum class TargetKind { headless, automatic, xcb, wayland, display };

/// Whether keyboard and mouse steer the devices.
enum class WindowInput { off, on };

struct TargetOptions {
    TargetKind kind = TargetKind::headless;
    std::optional<Extent2D> window_extent{};  ///< nothing: as the views are
    comp::ShownViews views = comp::ShownViews::both;
    WindowInput input = WindowInput::on;
    std::string display{};  ///< a part of its name; empty: the first
};

}  // namespace xrt
