// SPDX-License-Identifier: BSL-1.0
#include "client/egl_context.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GLES3/gl3.h>

#define XR_USE_GRAPHICS_API_OPENGL_ES
#define XR_USE_PLATFORM_EGL
#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>

#include "client/graphics_library.hpp"

namespace xrt::end_to_end {

struct EglContext::Egl {
    decltype(&::eglGetProcAddress) get_proc_address = nullptr;
    decltype(&::eglGetPlatformDisplay) get_platform_display = nullptr;
    decltype(&::eglInitialize) initialize = nullptr;
    decltype(&::eglBindAPI) bind_api = nullptr;
    decltype(&::eglCreateContext) create_context = nullptr;
    decltype(&::eglDestroyContext) destroy_context = nullptr;
    decltype(&::eglMakeCurrent) make_current = nullptr;
    decltype(&::glGenFramebuffers) gen_framebuffers = nullptr;
    decltype(&::glBindFramebuffer) bind_framebuffer = nullptr;
    decltype(&::glFramebufferTexture2D) framebuffer_texture = nullptr;
    decltype(&::glClearColor) clear_color = nullptr;
    decltype(&::glClear) clear = nullptr;

    XrGraphicsBindingEGLMNDX binding{.type = XR_TYPE_GRAPHICS_BINDING_EGL_MNDX};
    GLuint framebuffer = 0;

    template <typename Function>
    bool find(Function& function, const char* name) {
        function = reinterpret_cast<Function>(get_proc_address(name));
        return function != nullptr;
    }
    bool load() {
        return GraphicsLibrary("libEGL.so.1").find(get_proc_address, "eglGetProcAddress") &&
               find(get_platform_display, "eglGetPlatformDisplay") && find(initialize, "eglInitialize") &&
               find(bind_api, "eglBindAPI") && find(create_context, "eglCreateContext") &&
               find(destroy_context, "eglDestroyContext") && find(make_current, "eglMakeCurrent") &&
               find(gen_framebuffers, "glGenFramebuffers") && find(bind_framebuffer, "glBindFramebuffer") &&
               find(framebuffer_texture, "glFramebufferTexture2D") && find(clear_color, "glClearColor") &&
               find(clear, "glClear");
    }
    Result<void> open() {
        binding.getProcAddress = get_proc_address;
        binding.display = get_platform_display(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
        if (initialize(binding.display, nullptr, nullptr) != EGL_TRUE)
            return no_graphics("no EGL without a window system");
        constexpr EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_NONE};
        if (bind_api(EGL_OPENGL_ES_API) != EGL_TRUE) return no_graphics("no OpenGL ES");
        binding.context = create_context(binding.display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, version);
        if (binding.context == EGL_NO_CONTEXT) return no_graphics("no context of OpenGL ES 3");
        const bool current = make_current(binding.display, EGL_NO_SURFACE, EGL_NO_SURFACE, binding.context) == EGL_TRUE;
        return current ? Result<void>() : no_graphics("the context stays away");
    }
};

EglContext::EglContext(std::unique_ptr<Egl> egl) : egl_(std::move(egl)) {}

Result<std::unique_ptr<EglContext>> EglContext::create(const Runtime& runtime, XrInstance instance, XrSystemId system) {
    TRY(runtime.ask_for<XrGraphicsRequirementsOpenGLESKHR>(instance, system, "xrGetOpenGLESGraphicsRequirementsKHR",
                                                           XR_TYPE_GRAPHICS_REQUIREMENTS_OPENGL_ES_KHR));
    auto egl = std::make_unique<Egl>();
    if (!egl->load()) return no_graphics("libEGL cannot be loaded");
    std::unique_ptr<EglContext> context(new EglContext(std::move(egl)));
    TRY(context->egl_->open());
    context->egl_->gen_framebuffers(1, &context->egl_->framebuffer);
    return context;
}

EglContext::~EglContext() {
    if (egl_->binding.context == EGL_NO_CONTEXT) return;
    egl_->make_current(egl_->binding.display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    egl_->destroy_context(egl_->binding.display, egl_->binding.context);
}

const void* EglContext::binding() const { return &egl_->binding; }

Result<void> EglContext::take_images(const Runtime& runtime, XrInstance instance, XrSwapchain swapchain) {
    const auto enumerate = runtime.get<PFN_xrEnumerateSwapchainImages>(instance, "xrEnumerateSwapchainImages");
    uint32_t count = 0;
    TRY(expect_success(enumerate(swapchain, 0, &count, nullptr), "xrEnumerateSwapchainImages"));
    std::vector<XrSwapchainImageOpenGLESKHR> images(count, {.type = XR_TYPE_SWAPCHAIN_IMAGE_OPENGL_ES_KHR});
    auto* const bases = reinterpret_cast<XrSwapchainImageBaseHeader*>(images.data());
    TRY(expect_success(enumerate(swapchain, count, &count, bases), "xrEnumerateSwapchainImages"));
    textures_.clear();
    for (const XrSwapchainImageOpenGLESKHR& image : images) textures_.push_back(image.image);
    return {};
}

void EglContext::paint(uint32_t index) {
    egl_->bind_framebuffer(GL_FRAMEBUFFER, egl_->framebuffer);
    egl_->framebuffer_texture(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, textures_[index], 0);
    egl_->clear_color(1, 0, 0, 1);
    egl_->clear(GL_COLOR_BUFFER_BIT);
    egl_->bind_framebuffer(GL_FRAMEBUFFER, 0);
}

}  // namespace xrt::end_to_end
