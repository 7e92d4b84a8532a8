// SPDX-License-Identifier: BSL-1.0
//
// GLX, by the few functions of it that are needed. Neither the library nor its headers are: the application has loaded
// one, and Xlib's headers define macros for half of the English language.
#include <dlfcn.h>

#include <array>
#include <bit>

#include "compositor/client/gl_context.hpp"

namespace xrt::comp {
namespace {

using Drawable = unsigned long;

struct GlxFunctions {
    GlContext::Function (*get_proc_address)(const unsigned char* name) = nullptr;
    void* (*get_current_display)() = nullptr;
    void* (*get_current_context)() = nullptr;
    Drawable (*get_current_drawable)() = nullptr;
    Drawable (*get_current_read_drawable)() = nullptr;
    int (*make_context_current)(void* display, Drawable draw, Drawable read, void* context) = nullptr;
};

/// A library that is in the process already; never a new one.
class LoadedLibrary {
 public:
    explicit LoadedLibrary(const char* name) : handle_(::dlopen(name, RTLD_LAZY | RTLD_NOLOAD)) {}
    ~LoadedLibrary() {
        if (handle_ != nullptr) ::dlclose(handle_);
    }
    LoadedLibrary(const LoadedLibrary&) = delete;
    LoadedLibrary& operator=(const LoadedLibrary&) = delete;

    void* find(const char* name) const { return handle_ == nullptr ? nullptr : ::dlsym(handle_, name); }

 private:
    void* handle_;
};

GlContext::Function find(const GlxFunctions& glx, const char* name) {
    return glx.get_proc_address(reinterpret_cast<const unsigned char*>(name));
}

void* find_get_proc_address() {
    constexpr auto name = "glXGetProcAddressARB";
    if (void* found = ::dlsym(RTLD_DEFAULT, name)) return found;
    for (const char* library : {"libGLX.so.0", "libGL.so.1", "libGL.so"}) {
        if (void* found = LoadedLibrary(library).find(name)) return found;
    }
    return nullptr;
}

Result<GlxFunctions> load_glx() {
    GlxFunctions glx;
    glx.get_proc_address = reinterpret_cast<decltype(glx.get_proc_address)>(find_get_proc_address());
    if (glx.get_proc_address == nullptr) {
        return Error{ErrorCode::unsupported, "the application gives a GLX context, but has not loaded libGL or libGLX"};
    }
    const bool complete = assign(glx.get_current_display, find(glx, "glXGetCurrentDisplay")) &&
                          assign(glx.get_current_context, find(glx, "glXGetCurrentContext")) &&
                          assign(glx.get_current_drawable, find(glx, "glXGetCurrentDrawable")) &&
                          assign(glx.get_current_read_drawable, find(glx, "glXGetCurrentReadDrawable")) &&
                          assign(glx.make_context_current, find(glx, "glXMakeContextCurrent"));
    if (!complete) return Error{ErrorCode::unsupported, "the application's GLX is older than GLX 1.3"};
    return glx;
}

class GlxContext final : public GlContext {
 public:
    GlxContext(const GlxFunctions& glx, const GlxObjects& objects) : glx_(glx), objects_(objects) {}

    GlApi api() const override { return GlApi::opengl; }
    Function find(const char* name) const override { return comp::find(glx_, name); }
    GlCurrent current() const override {
        return {glx_.get_current_display(), std::bit_cast<void*>(glx_.get_current_drawable()),
                std::bit_cast<void*>(glx_.get_current_read_drawable()), glx_.get_current_context()};
    }
    GlCurrent own() const override {
        const auto drawable = std::bit_cast<void*>(objects_.drawable);
        return {objects_.display, drawable, drawable, objects_.context};
    }
    bool make_current(const GlCurrent& wanted) override {
        // Nothing was current: GLX wants to know of which display.
        void* display = wanted.display != nullptr ? wanted.display : objects_.display;
        return glx_.make_context_current(display, std::bit_cast<Drawable>(wanted.draw),
                                         std::bit_cast<Drawable>(wanted.read), wanted.context) != 0;
    }

 private:
    const GlxFunctions glx_;
    const GlxObjects objects_;
};

}  // namespace

Result<std::unique_ptr<GlContext>> borrow_glx_context(const GlxObjects& objects) {
    if (objects.display == nullptr) return Error{ErrorCode::invalid_argument, "the application's xDisplay is null"};
    if (objects.context == nullptr) return Error{ErrorCode::invalid_argument, "the application's glxContext is null"};
    const GlxFunctions glx = TRY(load_glx());
    return std::unique_ptr<GlContext>(new GlxContext(glx, objects));
}

}  // namespace xrt::comp
