// SPDX-License-Identifier: BSL-1.0
#include "client/glx_window.hpp"

#include <GL/glx.h>

#define XR_USE_GRAPHICS_API_OPENGL
#define XR_USE_PLATFORM_XLIB
#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>

#include "client/graphics_library.hpp"

namespace xrt::end_to_end {

struct GlxWindow::Glx {
    decltype(&::XOpenDisplay) open_display;
    decltype(&::XCloseDisplay) close_display;
    decltype(&::XCreateColormap) create_colormap;
    decltype(&::XCreateWindow) create_window;
    decltype(&::glXChooseVisual) choose_visual;
    decltype(&::glXCreateContext) create_context;
    decltype(&::glXMakeCurrent) make_current;
    decltype(&::glXDestroyContext) destroy_context;

    Display* display = nullptr;
    XrGraphicsBindingOpenGLXlibKHR binding{.type = XR_TYPE_GRAPHICS_BINDING_OPENGL_XLIB_KHR};

    bool load() {
        const GraphicsLibrary x("libX11.so.6"), gl("libGL.so.1");
        return x.find(open_display, "XOpenDisplay") && x.find(close_display, "XCloseDisplay") &&
               x.find(create_colormap, "XCreateColormap") && x.find(create_window, "XCreateWindow") &&
               gl.find(choose_visual, "glXChooseVisual") && gl.find(create_context, "glXCreateContext") &&
               gl.find(make_current, "glXMakeCurrent") && gl.find(destroy_context, "glXDestroyContext");
    }
};

GlxWindow::GlxWindow(std::unique_ptr<Glx> glx) : glx_(std::move(glx)) {}

Result<std::unique_ptr<GlxWindow>> GlxWindow::create(const Runtime& runtime, XrInstance instance, XrSystemId system) {
    TRY(runtime.ask_for<XrGraphicsRequirementsOpenGLKHR>(instance, system, "xrGetOpenGLGraphicsRequirementsKHR",
                                                         XR_TYPE_GRAPHICS_REQUIREMENTS_OPENGL_KHR));
    auto glx = std::make_unique<Glx>();
    if (!glx->load()) return no_graphics("libX11 and libGL cannot be loaded");
    std::unique_ptr<GlxWindow> window(new GlxWindow(std::move(glx)));
    TRY(window->open());
    return window;
}

Result<void> GlxWindow::open() {
    Display* const display = glx_->display = glx_->open_display(nullptr);
    if (display == nullptr) return no_graphics("no X server");
    int attributes[] = {GLX_RGBA, GLX_DOUBLEBUFFER, None};
    XVisualInfo* const visual = glx_->choose_visual(display, DefaultScreen(display), attributes);
    if (visual == nullptr) return no_graphics("no visual for OpenGL");
    const ::Window root = RootWindow(display, visual->screen);
    XSetWindowAttributes window{};
    window.colormap = glx_->create_colormap(display, root, visual->visual, AllocNone);
    XrGraphicsBindingOpenGLXlibKHR& binding = glx_->binding;
    binding.xDisplay = display;
    binding.glxDrawable = glx_->create_window(display, root, 0, 0, 16, 16, 0, visual->depth, InputOutput,
                                              visual->visual, CWColormap, &window);
    binding.glxContext = glx_->create_context(display, visual, nullptr, True);
    if (binding.glxContext == nullptr) return no_graphics("no context for OpenGL");
    return glx_->make_current(display, binding.glxDrawable, binding.glxContext) ? Result<void>()
                                                                                : no_graphics("the context stays away");
}

GlxWindow::~GlxWindow() {
    if (glx_->display == nullptr) return;
    glx_->make_current(glx_->display, None, nullptr);
    if (glx_->binding.glxContext != nullptr) glx_->destroy_context(glx_->display, glx_->binding.glxContext);
    glx_->close_display(glx_->display);
}

const void* GlxWindow::binding() const { return &glx_->binding; }

}  // namespace xrt::end_to_end
