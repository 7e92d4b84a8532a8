// SPDX-License-Identifier: BSL-1.0
//
// The application's OpenGL or OpenGL ES context, whichever window system it came by. It is borrowed: we make it current
// for the length of a call, in the calls where XR_KHR_opengl_enable and XR_KHR_opengl_es_enable allow it, and put back
// what was current before.
#pragma once

#include <memory>

#include "xrt/result.hpp"

namespace xrt::comp {

enum class GlApi { opengl, opengl_es };

/// What a thread draws with, in the terms of one window system; all null for nothing.
struct GlCurrent {
    void* display = nullptr;
    void* draw = nullptr;
    void* read = nullptr;
    void* context = nullptr;
    unsigned api = 0;  ///< what the window system calls its rendering API, where it has several
    bool operator==(const GlCurrent&) const = default;
};

class GlContext {
 public:
    using Function = void (*)();

    virtual ~GlContext() = default;

    virtual GlApi api() const = 0;
    virtual Function find(const char* name) const = 0;

    /// What is current in the calling thread.
    virtual GlCurrent current() const = 0;
    /// What the application gave us.
    virtual GlCurrent own() const = 0;
    /// False if the window system refuses.
    virtual bool make_current(const GlCurrent& wanted) = 0;
};

/// Takes a function for what its name says; false if there is none.
template <typename Pointer>
bool assign(Pointer& pointer, GlContext::Function function) {
    pointer = reinterpret_cast<Pointer>(function);
    return pointer != nullptr;
}

/// What the application says of a GLX context (XrGraphicsBindingOpenGLXlibKHR). The visual and the framebuffer
/// configuration are not needed, and engines leave them empty.
struct GlxObjects {
    void* display = nullptr;     ///< Display*
    unsigned long drawable = 0;  ///< GLXDrawable
    void* context = nullptr;     ///< GLXContext
};

/// What the application says of an EGL context (XrGraphicsBindingEGLMNDX).
struct EglObjects {
    GlContext::Function (*get_proc_address)(const char* name) = nullptr;
    void* display = nullptr;  ///< EGLDisplay
    void* context = nullptr;  ///< EGLContext
};

/// Through the GLX that the application has loaded. Fails with `invalid_argument` if something is null, and with
/// `unsupported` if the process has no GLX.
Result<std::unique_ptr<GlContext>> borrow_glx_context(const GlxObjects& objects);

/// Fails with `invalid_argument` if something is null or no context of that display.
Result<std::unique_ptr<GlContext>> borrow_egl_context(const EglObjects& objects);

/// Makes a context current and, at its end, whatever was current before.
class ScopedGlContext {
 public:
    /// Fails with `invalid_argument` if the context cannot be made current here, which is so if another thread has it.
    static Result<ScopedGlContext> enter(GlContext& context);
    ScopedGlContext(ScopedGlContext&& other) noexcept;
    ScopedGlContext& operator=(ScopedGlContext&&) = delete;
    ~ScopedGlContext();

 private:
    ScopedGlContext(GlContext* context, const GlCurrent& before) : context_(context), before_(before) {}

    GlContext* context_;  ///< null: nothing is to be put back
    GlCurrent before_;
};

}  // namespace xrt::comp
