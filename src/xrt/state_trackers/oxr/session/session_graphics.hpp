// SPDX-License-Identifier: BSL-1.0
//
// The application's graphics API, as xrCreateSession finds it in the chain of XrSessionCreateInfo.
#pragma once

#include <memory>

#include "compositor/client/graphics_binding.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

class Instance;

struct SessionGraphics {
    std::unique_ptr<comp::GraphicsBinding> binding;  ///< null: headless
    /// XrSwapchainImage*KHR: what xrEnumerateSwapchainImages must be given, and how it is filled.
    XrStructureType image_type = XR_TYPE_UNKNOWN;
    /// Writes all images into an array of the API's structure; XR_ERROR_VALIDATION_FAILURE if a type is not image_type.
    Outcome<> (*write_images)(const comp::ImportedSwapchain& images, XrSwapchainImageBaseHeader* array) = nullptr;
    /// An image's first row is its lowest, as OpenGL has it.
    bool bottom_up = false;
};

/// What is chained to XrSessionCreateInfo; headless if nothing is and XR_MND_headless is enabled.
Outcome<SessionGraphics> choose_graphics(Instance& instance, const void* chain);

/// In opengl_session.cpp. XR_ERROR_GRAPHICS_DEVICE_INVALID for what is not a context that fits.
Outcome<SessionGraphics> create_glx_graphics(Instance& instance, const XrGraphicsBindingOpenGLXlibKHR& binding);
/// For OpenGL and OpenGL ES, whichever the context is of.
Outcome<SessionGraphics> create_egl_graphics(Instance& instance, const XrGraphicsBindingEGLMNDX& binding);

/// In vulkan_session.cpp. For XR_KHR_vulkan_enable and enable2 alike. XR_ERROR_GRAPHICS_DEVICE_INVALID for what is not
/// a device that fits.
Outcome<SessionGraphics> create_vulkan_graphics(Instance& instance, const XrGraphicsBindingVulkanKHR& binding);

}  // namespace xrt::oxr
