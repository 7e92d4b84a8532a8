// SPDX-License-Identifier: BSL-1.0
//
// The entry of libmonado_window.so.
#include "compositor/window/wayland_window.hpp"
#include "compositor/window/xcb_window.hpp"

namespace xrt::comp {

static Result<std::unique_ptr<NativeWindow>> open_window(WindowSystem system, const WindowSettings& settings) {
    if (system == WindowSystem::xcb) return XcbWindow::create(settings);
    return WaylandWindow::create(settings);
}

}  // namespace xrt::comp

extern "C" __attribute__((visibility("default"))) const xrt::comp::WindowModuleEntry xrt_window_module;
const xrt::comp::WindowModuleEntry xrt_window_module{XRT_VERSION, &xrt::comp::open_window};
