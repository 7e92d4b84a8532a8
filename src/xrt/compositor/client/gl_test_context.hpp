// SPDX-License-Identifier: BSL-1.0
//
// For tests: OpenGL and OpenGL ES contexts without a surface, a window system or a GPU, through EGL.
#pragma once

#include <EGL/egl.h>
#include <EGL/eglext.h>

#include <optional>

#include "compositor/client/gl_context.hpp"

namespace xrt::comp {

class GlTestContext {
 public:
    /// None where there is no such driver. Not current yet.
    static std::optional<GlTestContext> create(GlApi api);
    GlTestContext(GlTestContext&& other) noexcept;
    GlTestContext& operator=(GlTestContext&&) = delete;
    ~GlTestContext();

    EglObjects objects() const { return {&get_proc_address, display_, context_}; }
    bool make_current() const;
    bool is_current() const { return eglGetCurrentContext() == context_; }
    static void make_nothing_current();

    static GlContext::Function get_proc_address(const char* name) { return eglGetProcAddress(name); }

 private:
    GlTestContext(EGLDisplay display, EGLContext context, EGLenum api)
        : display_(display), context_(context), api_(api) {}

    EGLDisplay display_;
    EGLContext context_;
    EGLenum api_;
};

}  // namespace xrt::comp
