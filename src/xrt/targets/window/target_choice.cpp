// SPDX-License-Identifier: BSL-1.0
#include "targets/window/target_choice.hpp"

#include <cstdlib>

#include "auxiliary/util/log.hpp"
#include "compositor/screen/display_plane.hpp"
#include "compositor/screen/surface_screen.hpp"

namespace xrt {
namespace {

using comp::WindowSystem;

/// What fits on nearly every screen, and leaves room for bars.
constexpr Extent2D most{1600, 900};

Result<ShowingPlace> open_window(WindowSystem system, const TargetOptions& options, const Extent2D& view_extent) {
    const Extent2D natural = comp::natural_extent({view_extent, view_extent}, options.views, most);
    auto window = TRY(comp::Window::open(system, {"Monado C++", options.window_extent.value_or(natural)}));
    return ShowingPlace{window, window, options.views};
}

}  // namespace

Result<ShowingPlace> ShowingPlace::open(const TargetOptions& options, const Extent2D& view_extent) {
    switch (options.kind) {
        case TargetKind::headless:
            break;
        case TargetKind::automatic: {
            const auto system = comp::usual_window_system(&std::getenv);
            if (system) return open_window(*system, options, view_extent);
            log_info("window", "neither WAYLAND_DISPLAY nor DISPLAY is set: no window");
            break;
        }
        case TargetKind::xcb:
            return open_window(WindowSystem::xcb, options, view_extent);
        case TargetKind::wayland:
            return open_window(WindowSystem::wayland, options, view_extent);
        case TargetKind::display:
            return ShowingPlace{std::make_shared<comp::DisplayPlane>(options.display), nullptr, options.views};
    }
    return ShowingPlace{};
}

std::vector<const char*> ShowingPlace::surface_extensions() const {
    return surface ? surface->instance_extensions() : std::vector<const char*>();
}

comp::MakeScreens ShowingPlace::make_screens() const {
    if (!surface) return {};
    return [place = *this](const std::shared_ptr<comp::VulkanDevice>& device) -> Result<comp::Screens> {
        comp::Screens screens;
        screens.push_back(TRY(comp::SurfaceScreen::create(device, place.surface, place.views)));
        return screens;
    };
}

}  // namespace xrt
