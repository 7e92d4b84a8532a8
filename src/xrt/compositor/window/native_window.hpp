// SPDX-License-Identifier: BSL-1.0
//
// A window of one window system, as the window module makes it. The module is a library of its own, so that nobody loads
// a window system's libraries who wants no window.
#pragma once

#include <vulkan/vulkan.h>

#include <memory>
#include <string>

#include "xrt/math.hpp"
#include "xrt/result.hpp"

namespace xrt::comp {

enum class WindowSystem { xcb, wayland };

struct WindowSettings {
    std::string title;
    Extent2D extent;  ///< at first
};

/// Told what happens in a window. Keys and buttons are those of linux/input-event-codes.h, whatever the layout of the
/// keyboard: a key is a place on it.
class WindowListener {
 public:
    virtual ~WindowListener() = default;
    virtual void key(uint32_t code, bool pressed) = 0;
    virtual void button(uint32_t code, bool pressed) = 0;
    /// Pixels to the right and down.
    virtual void pointer_moved(Vec2 by) = 0;
    /// Keys and buttons go elsewhere from now on, also those that are held.
    virtual void focus_lost() = 0;
    /// Its size has changed, or it was covered.
    virtual void redraw() = 0;
    /// The person wants it to go away.
    virtual void close_requested() = 0;
};

class NativeWindow {
 public:
    virtual ~NativeWindow() = default;

    /// Of the Vulkan instance, besides VK_KHR_surface.
    virtual const char* surface_extension() const = 0;
    virtual Result<VkSurfaceKHR> create_surface(PFN_vkGetInstanceProcAddr find, VkInstance instance) = 0;
    /// Pixels; none while it is minimised. On any thread.
    virtual Extent2D extent() const = 0;
    /// Sleeps until something happens or `wake_fd` is readable, and tells `listener`. One thread. An error: the window
    /// system is gone.
    virtual Result<void> wait(WindowListener& listener, int wake_fd) = 0;
};

/// What the module exports as `xrt_window_module`.
struct WindowModuleEntry {
    const char* version;  ///< XRT_VERSION: both sides come from one build
    Result<std::unique_ptr<NativeWindow>> (*open)(WindowSystem system, const WindowSettings& settings);
};

}  // namespace xrt::comp
