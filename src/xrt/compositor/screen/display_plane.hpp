// SPDX-License-Identifier: BSL-1.0
//
// Direct mode: a display without a window system, through VK_KHR_display. The whole display, in its own resolution.
#pragma once

#include <string>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "compositor/screen/surface_source.hpp"

namespace xrt::comp {

/// How a display is to be driven.
struct DisplayMode {
    std::string name;
    VkDisplayModeKHR mode = VK_NULL_HANDLE;
    Extent2D extent;
    uint32_t refresh_rate = 0;  ///< mHz
    uint32_t plane = 0;
    uint32_t stack_index = 0;
};

/// The display whose name contains `name`, at its native resolution and there at the highest rate. unavailable, with what
/// displays there are, if there is no such one; with an empty name the first will do.
Result<DisplayMode> find_display(const vk::InstanceTable& instance, VkPhysicalDevice device, const std::string& name);

class DisplayPlane final : public SurfaceSource {
 public:
    explicit DisplayPlane(std::string name) : name_(std::move(name)) {}

    std::vector<const char*> instance_extensions() const override;
    Result<VkSurfaceKHR> create_surface(const vk::InstanceTable& instance, VkPhysicalDevice device) override;
    Extent2D extent() const override { return *extent_.lock(); }
    Cadence cadence() const override { return Cadence::displays; }
    void call_to_redraw(std::function<void()>) override {}  // nobody covers it

 private:
    const std::string name_;
    const Guarded<Extent2D> extent_{};
};

}  // namespace xrt::comp
