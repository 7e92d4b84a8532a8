// SPDX-License-Identifier: BSL-1.0
#include "compositor/screen/display_plane.hpp"

#include <algorithm>
#include <optional>

#include "auxiliary/util/log.hpp"
#include "compositor/screen/list_all.hpp"

namespace xrt::comp {
namespace {

std::string name_of(const VkDisplayPropertiesKHR& display) {
    return display.displayName ? display.displayName : "a display without a name";
}

Error no_display(const std::string& name, const std::vector<VkDisplayPropertiesKHR>& displays) {
    if (displays.empty()) {
        return {ErrorCode::unavailable,
                "the Vulkan device drives no display of its own: none is connected, or a window system has them all"};
    }
    std::string message = "there is no display '" + name + "'; there are: ";
    for (const auto& display : displays) message += (&display == displays.data() ? "" : ", ") + name_of(display);
    return {ErrorCode::unavailable, message};
}

/// Its native resolution before all others, then the highest rate.
Result<DisplayMode> choose_mode(const vk::InstanceTable& instance, VkPhysicalDevice device,
                                const VkDisplayPropertiesKHR& display) {
    const auto modes = TRY(list_all<VkDisplayModePropertiesKHR>(
        instance.GetDisplayModePropertiesKHR, "vkGetDisplayModePropertiesKHR", device, display.display));
    if (modes.empty()) return Error{ErrorCode::unavailable, name_of(display) + " has no mode"};
    const VkExtent2D& native = display.physicalResolution;
    const auto rank = [&](const VkDisplayModePropertiesKHR& mode) {
        const VkExtent2D& size = mode.parameters.visibleRegion;
        return std::pair(size.width == native.width && size.height == native.height, mode.parameters.refreshRate);
    };
    const auto best = std::ranges::max_element(modes, {}, rank);
    const VkExtent2D& size = best->parameters.visibleRegion;
    return DisplayMode{
        name_of(display), best->displayMode, {size.width, size.height}, best->parameters.refreshRate, 0, 0};
}

/// Free, or on that display already.
Result<uint32_t> find_plane(const vk::InstanceTable& instance, VkPhysicalDevice device,
                            const std::vector<VkDisplayPlanePropertiesKHR>& planes, VkDisplayKHR display) {
    for (uint32_t plane = 0; plane < planes.size(); ++plane) {
        const VkDisplayKHR present = planes[plane].currentDisplay;
        if (present != VK_NULL_HANDLE && present != display) continue;
        const auto supported = TRY(list_all<VkDisplayKHR>(instance.GetDisplayPlaneSupportedDisplaysKHR,
                                                          "vkGetDisplayPlaneSupportedDisplaysKHR", device, plane));
        if (std::ranges::find(supported, display) != supported.end()) return plane;
    }
    return Error{ErrorCode::unavailable, "every plane of the display is taken"};
}

}  // namespace

Result<DisplayMode> find_display(const vk::InstanceTable& instance, VkPhysicalDevice device, const std::string& name) {
    if (!instance.GetPhysicalDeviceDisplayPropertiesKHR) {
        return Error{ErrorCode::unavailable, "this Vulkan has no VK_KHR_display"};
    }
    const auto displays = TRY(list_all<VkDisplayPropertiesKHR>(instance.GetPhysicalDeviceDisplayPropertiesKHR,
                                                               "vkGetPhysicalDeviceDisplayPropertiesKHR", device));
    const auto is_it = [&](const auto& display) { return name_of(display).find(name) != std::string::npos; };
    const auto display = std::ranges::find_if(displays, is_it);
    if (display == displays.end()) return no_display(name, displays);
    DisplayMode mode = TRY(choose_mode(instance, device, *display));
    const auto planes = TRY(list_all<VkDisplayPlanePropertiesKHR>(
        instance.GetPhysicalDeviceDisplayPlanePropertiesKHR, "vkGetPhysicalDeviceDisplayPlanePropertiesKHR", device));
    mode.plane = TRY(find_plane(instance, device, planes, display->display));
    mode.stack_index = planes[mode.plane].currentStackIndex;
    return mode;
}

std::vector<const char*> DisplayPlane::instance_extensions() const {
    return {VK_KHR_SURFACE_EXTENSION_NAME, VK_KHR_DISPLAY_EXTENSION_NAME};
}

Result<VkSurfaceKHR> DisplayPlane::create_surface(const vk::InstanceTable& instance, VkPhysicalDevice device) {
    const DisplayMode mode = TRY(find_display(instance, device, name_));
    VkDisplaySurfaceCreateInfoKHR info{};
    info.sType = VK_STRUCTURE_TYPE_DISPLAY_SURFACE_CREATE_INFO_KHR;
    info.displayMode = mode.mode;
    info.planeIndex = mode.plane;
    info.planeStackIndex = mode.stack_index;
    info.transform = VK_SURFACE_TRANSFORM_IDENTITY_BIT_KHR;
    info.globalAlpha = 1;
    info.alphaMode = VK_DISPLAY_PLANE_ALPHA_OPAQUE_BIT_KHR;
    info.imageExtent = {mode.extent.width, mode.extent.height};
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    TRY(vk::check(instance.CreateDisplayPlaneSurfaceKHR(instance.instance, &info, nullptr, &surface),
                  "vkCreateDisplayPlaneSurfaceKHR"));
    *extent_.lock() = mode.extent;
    log_info("screen", "on the display %s: %ux%u at %.3f Hz", mode.name.c_str(), mode.extent.width, mode.extent.height,
             mode.refresh_rate / 1000.0);
    return surface;
}

}  // namespace xrt::comp
