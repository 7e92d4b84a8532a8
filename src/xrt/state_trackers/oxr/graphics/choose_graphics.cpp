// SPDX-License-Identifier: BSL-1.0
//
// Which graphics API a session draws with. A binding of an extension that is not enabled is an unknown structure.
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session_graphics.hpp"

namespace xrt::oxr {
namespace {

const XrGraphicsBindingVulkanKHR* find_vulkan(const Instance& instance, const void* chain) {
    if (!instance.has(Feature::KHR_vulkan_enable) && !instance.has(Feature::KHR_vulkan_enable2)) return nullptr;
    return find_in_chain<XrGraphicsBindingVulkanKHR>(chain, XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR);
}

const XrGraphicsBindingOpenGLXlibKHR* find_glx(const Instance& instance, const void* chain) {
    if (!instance.has(Feature::KHR_opengl_enable)) return nullptr;
    return find_in_chain<XrGraphicsBindingOpenGLXlibKHR>(chain, XR_TYPE_GRAPHICS_BINDING_OPENGL_XLIB_KHR);
}

const XrGraphicsBindingEGLMNDX* find_egl(const Instance& instance, const void* chain) {
    if (!instance.has(Feature::MNDX_egl_enable)) return nullptr;
    return find_in_chain<XrGraphicsBindingEGLMNDX>(chain, XR_TYPE_GRAPHICS_BINDING_EGL_MNDX);
}

/// Bindings that carry too little to use the context from here.
bool is_unusable(const Instance& instance, const void* chain) {
    if (!instance.has(Feature::KHR_opengl_enable)) return false;
    return find_in_chain<XrBaseInStructure>(chain, XR_TYPE_GRAPHICS_BINDING_OPENGL_XCB_KHR) != nullptr ||
           find_in_chain<XrBaseInStructure>(chain, XR_TYPE_GRAPHICS_BINDING_OPENGL_WAYLAND_KHR) != nullptr;
}

}  // namespace

Outcome<SessionGraphics> choose_graphics(Instance& instance, const void* chain) {
    if (const auto* vulkan = find_vulkan(instance, chain)) {
        if (!instance.graphics_requirements_noted(GraphicsApi::vulkan)) {
            return fail(XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING, "createInfo->systemId",
                        "has not been asked for its graphics requirements (xrGetVulkanGraphicsRequirements*KHR)");
        }
        return create_vulkan_graphics(instance, *vulkan);
    }
    if (const auto* glx = find_glx(instance, chain)) return create_glx_graphics(instance, *glx);
    if (const auto* egl = find_egl(instance, chain)) return create_egl_graphics(instance, *egl);
    if (is_unusable(instance, chain)) {
        return fail(
            XR_ERROR_GRAPHICS_DEVICE_INVALID, "createInfo->next",
            "has an OpenGL binding for XCB or Wayland: contexts are taken through XrGraphicsBindingOpenGLXlibKHR, or "
            "through XrGraphicsBindingEGLMNDX (XR_MNDX_egl_enable), which also serves Wayland");
    }
    if (instance.has(Feature::MND_headless)) return SessionGraphics{};
    return fail(XR_ERROR_GRAPHICS_DEVICE_INVALID, "createInfo->next",
                "has no graphics binding of an extension that is enabled");
}

}  // namespace xrt::oxr
