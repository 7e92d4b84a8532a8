// SPDX-License-Identifier: BSL-1.0
//
// A window on the desktop that compositions are shown in. Loads the window module.
//
//     auto window = TRY(Window::open(WindowSystem::xcb, {.title = "Monado C++", .extent = {1024, 512}}));
#pragma once

#include "auxiliary/util/guarded.hpp"
#include "compositor/screen/surface_source.hpp"
#include "compositor/window/native_window.hpp"

namespace xrt::comp {

class Window final : public SurfaceSource {
 public:
    /// unavailable, with the reason: no window module, or no such window system to be reached.
    static Result<std::shared_ptr<Window>> open(WindowSystem system, const WindowSettings& settings);
    ~Window() override;

    std::vector<const char*> instance_extensions() const override;
    Result<VkSurfaceKHR> create_surface(const vk::InstanceTable& instance, VkPhysicalDevice device) override;
    Extent2D extent() const override { return native_->extent(); }
    Cadence cadence() const override { return Cadence::ours; }
    void call_to_redraw(std::function<void()> redraw) override;

    /// What was shown last is shown again.
    void redraw();
    /// NativeWindow::wait().
    Result<void> wait(WindowListener& listener, int wake_fd) { return native_->wait(listener, wake_fd); }

 private:
    explicit Window(void* module) : module_(module) {}
    Result<void> open_native(WindowSystem system, const WindowSettings& settings);

    void* const module_;  ///< of dlopen()
    std::unique_ptr<NativeWindow> native_;
    Guarded<std::function<void()>> redraw_;
};

/// The window system that a program started here would use: Wayland before X. Nothing if there is none.
std::optional<WindowSystem> usual_window_system(char* (*get_variable)(const char*));

}  // namespace xrt::comp
