// SPDX-License-Identifier: BSL-1.0
//
// Sessions that draw with OpenGL or OpenGL ES, through GLX (XR_KHR_opengl_enable) or EGL (XR_MNDX_egl_enable).
#include "auxiliary/util/log.hpp"
#include "compositor/client/gl_binding.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/graphics/vulkan_graphics.hpp"
#include "state_trackers/oxr/session/session_graphics.hpp"

namespace xrt::oxr {
namespace {

/// XrSwapchainImageOpenGLKHR and XrSwapchainImageOpenGLESKHR.
template <typename Structure, XrStructureType type>
Outcome<> write_textures(const comp::ImportedSwapchain& images, XrSwapchainImageBaseHeader* array) {
    const std::span elements(reinterpret_cast<Structure*>(array), images.image_count());
    for (const auto& element : elements) TRY(check_type(&element, type));
    for (size_t i = 0; i < elements.size(); ++i) elements[i].image = static_cast<uint32_t>(images.image(i));
    return XR_SUCCESS;
}

void describe_images(SessionGraphics& graphics, GraphicsApi api) {
    graphics.bottom_up = true;
    if (api == GraphicsApi::opengl) {
        graphics.image_type = XR_TYPE_SWAPCHAIN_IMAGE_OPENGL_KHR;
        graphics.write_images = write_textures<XrSwapchainImageOpenGLKHR, XR_TYPE_SWAPCHAIN_IMAGE_OPENGL_KHR>;
    } else {
        graphics.image_type = XR_TYPE_SWAPCHAIN_IMAGE_OPENGL_ES_KHR;
        graphics.write_images = write_textures<XrSwapchainImageOpenGLESKHR, XR_TYPE_SWAPCHAIN_IMAGE_OPENGL_ES_KHR>;
    }
}

/// The specification has one code for everything that is wrong with a binding.
XrResult refuse(const Error& error) {
    return fail(XR_ERROR_GRAPHICS_DEVICE_INVALID, "createInfo->next", "has an OpenGL binding that does not fit: %s",
                error.message.c_str());
}

/// The context is of an API that the application enabled, and it has asked for the API's requirements.
Outcome<GraphicsApi> checked_api(const Instance& instance, comp::GlApi context) {
    const bool es = context == comp::GlApi::opengl_es;
    if (!instance.has(es ? Feature::KHR_opengl_es_enable : Feature::KHR_opengl_enable)) {
        return refuse(
            {ErrorCode::invalid_argument, es ? "the context is of OpenGL ES, and XR_KHR_opengl_es_enable is not enabled"
                                             : "the context is of OpenGL, and XR_KHR_opengl_enable is not enabled"});
    }
    const GraphicsApi api = es ? GraphicsApi::opengl_es : GraphicsApi::opengl;
    if (!instance.graphics_requirements_noted(api)) {
        return fail(XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING, "createInfo->systemId",
                    "has not been asked for its graphics requirements (xrGetOpenGL*GraphicsRequirementsKHR)");
    }
    return api;
}

Outcome<SessionGraphics> create_graphics(Instance& instance, Result<std::unique_ptr<comp::GlContext>> context) {
    if (!context.ok()) return refuse(context.error());
    const GraphicsApi api = TRY(checked_api(instance, (*context)->api()));
    const comp::ServiceDevice service = TRY(service_device(instance));
    const auto& formats = instance.system_info().formats;
    auto bound = comp::GlBinding::create(std::move(*context), service, {formats.data(), formats.size()});
    if (!bound.ok()) return refuse(bound.error());
    SessionGraphics graphics;
    graphics.binding = std::move(*bound);
    describe_images(graphics, api);
    return graphics;
}

}  // namespace

Outcome<SessionGraphics> create_glx_graphics(Instance& instance, const XrGraphicsBindingOpenGLXlibKHR& binding) {
    if (!instance.graphics_requirements_noted(GraphicsApi::opengl)) {
        return fail(XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING, "createInfo->systemId",
                    "has not been asked for its graphics requirements (xrGetOpenGL*GraphicsRequirementsKHR)");
    }
    return create_graphics(
        instance, comp::borrow_glx_context(
                      {.display = binding.xDisplay, .drawable = binding.glxDrawable, .context = binding.glxContext}));
}

Outcome<SessionGraphics> create_egl_graphics(Instance& instance, const XrGraphicsBindingEGLMNDX& binding) {
    return create_graphics(instance, comp::borrow_egl_context({.get_proc_address = binding.getProcAddress,
                                                               .display = binding.display,
                                                               .context = binding.context}));
}

}  // namespace xrt::oxr
