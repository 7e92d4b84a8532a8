// SPDX-License-Identifier: BSL-1.0
//
// XR_KHR_opengl_enable and XR_KHR_opengl_es_enable: which versions will do.
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

template <typename Requirements>
Outcome<> get_requirements(Instance& instance, XrSystemId system, Requirements* requirements, XrStructureType type,
                           GraphicsApi api) {
    TRY(check_type(requirements, type));
    TRY(check_system(system));
    instance.note_graphics_requirements(api);
    // Framebuffers, array textures and GL_EXT_memory_object are what it takes.
    const bool es = api == GraphicsApi::opengl_es;
    requirements->minApiVersionSupported = es ? XR_MAKE_VERSION(3, 0, 0) : XR_MAKE_VERSION(3, 3, 0);
    requirements->maxApiVersionSupported = es ? XR_MAKE_VERSION(3, 2, 0) : XR_MAKE_VERSION(4, 6, 0);
    return XR_SUCCESS;
}

}  // namespace

XrResult api::xrGetOpenGLGraphicsRequirementsKHR(XrInstance instance, XrSystemId systemId,
                                                 XrGraphicsRequirementsOpenGLKHR* graphicsRequirements) {
    return call<Instance>(instance, [&](Instance& i) {
        return get_requirements(i, systemId, graphicsRequirements, XR_TYPE_GRAPHICS_REQUIREMENTS_OPENGL_KHR,
                                GraphicsApi::opengl);
    });
}

XrResult api::xrGetOpenGLESGraphicsRequirementsKHR(XrInstance instance, XrSystemId systemId,
                                                   XrGraphicsRequirementsOpenGLESKHR* graphicsRequirements) {
    return call<Instance>(instance, [&](Instance& i) {
        return get_requirements(i, systemId, graphicsRequirements, XR_TYPE_GRAPHICS_REQUIREMENTS_OPENGL_ES_KHR,
                                GraphicsApi::opengl_es);
    });
}

}  // namespace xrt::oxr
