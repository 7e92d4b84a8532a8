// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/gl_test_context.hpp"

#include <array>
#include <utility>

namespace xrt::comp {
namespace {

EGLDisplay surfaceless_display() {
    const EGLDisplay display = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    return eglInitialize(display, nullptr, nullptr) == EGL_TRUE ? display : EGL_NO_DISPLAY;
}

std::array<EGLint, 5> version_attributes(GlApi api) {
    if (api == GlApi::opengl_es) return {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 0, EGL_NONE};
    return {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_NONE};
}

}  // namespace

std::optional<GlTestContext> GlTestContext::create(GlApi api) {
    const EGLDisplay display = surfaceless_display();
    const EGLenum egl_api = api == GlApi::opengl ? EGL_OPENGL_API : EGL_OPENGL_ES_API;
    if (display == EGL_NO_DISPLAY || eglBindAPI(egl_api) != EGL_TRUE) return std::nullopt;
    const auto attributes = version_attributes(api);
    const EGLContext context = eglCreateContext(display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, attributes.data());
    if (context == EGL_NO_CONTEXT) return std::nullopt;
    return GlTestContext(display, context, egl_api);
}

GlTestContext::GlTestContext(GlTestContext&& other) noexcept
    : display_(other.display_), context_(std::exchange(other.context_, EGL_NO_CONTEXT)), api_(other.api_) {}

GlTestContext::~GlTestContext() {
    if (context_ == EGL_NO_CONTEXT) return;
    if (is_current()) make_nothing_current();
    eglDestroyContext(display_, context_);
}

bool GlTestContext::make_current() const {
    eglBindAPI(api_);
    return eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) == EGL_TRUE;
}

void GlTestContext::make_nothing_current() {
    if (const EGLDisplay display = eglGetCurrentDisplay(); display != EGL_NO_DISPLAY)
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
}

}  // namespace xrt::comp
