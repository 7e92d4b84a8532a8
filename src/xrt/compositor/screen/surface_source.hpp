// SPDX-License-Identifier: BSL-1.0
//
// Something that a Vulkan surface can be made on: a window, or a display without a window system. Outlives every surface
// that was made on it; a new one is made when the device was lost.
#pragma once

#include <functional>
#include <vector>

#include "auxiliary/vk/instance_table.hpp"
#include "xrt/math.hpp"

namespace xrt::comp {

/// Who says when pictures change: the service's own clock, or the display, which a picture then waits for.
enum class Cadence { ours, displays };

class SurfaceSource {
 public:
    virtual ~SurfaceSource() = default;

    /// That the Vulkan instance needs. The names live for ever.
    virtual std::vector<const char*> instance_extensions() const = 0;
    /// Whoever calls destroys it.
    virtual Result<VkSurfaceKHR> create_surface(const vk::InstanceTable& instance, VkPhysicalDevice device) = 0;
    /// Pixels that can be seen now; none of a window that is minimised. On any thread.
    virtual Extent2D extent() const = 0;
    virtual Cadence cadence() const = 0;
    /// Called, on any thread, when what was shown last has to be shown again. Nothing is called any more when this
    /// returns with an empty function.
    virtual void call_to_redraw(std::function<void()> redraw) = 0;
};

}  // namespace xrt::comp
