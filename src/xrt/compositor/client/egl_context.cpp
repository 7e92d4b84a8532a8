// SPDX-License-Identifier: BSL-1.0
//
// EGL, through the application's own eglGetProcAddress. The application gives no surface, so the context is made
// current without one (EGL_KHR_surfaceless_context), where it is not current already.
#include <EGL/egl.h>

#include "compositor/client/gl_context.hpp"

namespace xrt::comp {
namespace {

struct EglFunctions {
    decltype(&eglGetCurrentDisplay) get_current_display = nullptr;
    decltype(&eglGetCurrentContext) get_current_context = nullptr;
    decltype(&eglGetCurrentSurface) get_current_surface = nullptr;
    decltype(&eglQueryContext) query_context = nullptr;
    decltype(&eglMakeCurrent) make_current = nullptr;
    decltype(&eglBindAPI) bind_api = nullptr;
    decltype(&eglQueryAPI) query_api = nullptr;
};

Result<EglFunctions> load_egl(const EglObjects& objects) {
    const auto find = objects.get_proc_address;
    EglFunctions egl;
    const bool complete = assign(egl.get_current_display, find("eglGetCurrentDisplay")) &&
                          assign(egl.get_current_context, find("eglGetCurrentContext")) &&
                          assign(egl.get_current_surface, find("eglGetCurrentSurface")) &&
                          assign(egl.query_context, find("eglQueryContext")) &&
                          assign(egl.make_current, find("eglMakeCurrent")) &&
                          assign(egl.bind_api, find("eglBindAPI")) && assign(egl.query_api, find("eglQueryAPI"));
    if (!complete) {
        return Error{ErrorCode::unsupported,
                     "the application's getProcAddress does not find EGL's own functions, which EGL 1.5 does"};
    }
    return egl;
}

class EglContext final : public GlContext {
 public:
    EglContext(const EglFunctions& egl, const EglObjects& objects, EGLenum client_api)
        : egl_(egl), objects_(objects), client_api_(client_api) {}

    GlApi api() const override { return client_api_ == EGL_OPENGL_API ? GlApi::opengl : GlApi::opengl_es; }
    Function find(const char* name) const override { return objects_.get_proc_address(name); }
    GlCurrent current() const override {
        return {egl_.get_current_display(), egl_.get_current_surface(EGL_DRAW), egl_.get_current_surface(EGL_READ),
                egl_.get_current_context(), egl_.query_api()};
    }
    GlCurrent own() const override {
        return {objects_.display, EGL_NO_SURFACE, EGL_NO_SURFACE, objects_.context, client_api_};
    }
    bool make_current(const GlCurrent& wanted) override {
        egl_.bind_api(wanted.context == nullptr ? client_api_ : wanted.api);
        // Nothing was current: EGL wants to know of which display.
        void* display = wanted.display != EGL_NO_DISPLAY ? wanted.display : objects_.display;
        const bool made = egl_.make_current(display, wanted.draw, wanted.read, wanted.context) == EGL_TRUE;
        egl_.bind_api(wanted.api);
        return made;
    }

 private:
    const EglFunctions egl_;
    const EglObjects objects_;
    const EGLenum client_api_;
};

}  // namespace

Result<std::unique_ptr<GlContext>> borrow_egl_context(const EglObjects& objects) {
    if (objects.get_proc_address == nullptr)
        return Error{ErrorCode::invalid_argument, "the application's getProcAddress is null"};
    if (objects.display == nullptr) return Error{ErrorCode::invalid_argument, "the application's EGLDisplay is null"};
    if (objects.context == nullptr) return Error{ErrorCode::invalid_argument, "the application's EGLContext is null"};
    const EglFunctions egl = TRY(load_egl(objects));
    EGLint client_api = 0;
    if (egl.query_context(objects.display, objects.context, EGL_CONTEXT_CLIENT_TYPE, &client_api) != EGL_TRUE)
        return Error{ErrorCode::invalid_argument, "the application's EGLContext is none of its EGLDisplay's"};
    return std::unique_ptr<GlContext>(new EglContext(egl, objects, static_cast<EGLenum>(client_api)));
}

}  // namespace xrt::comp
