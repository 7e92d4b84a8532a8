// SPDX-License-Identifier: BSL-1.0
//
// A Vulkan device exports images as the service does, an OpenGL or OpenGL ES context draws into them through GlBinding,
// and what the service reads back is what was drawn.
#include "compositor/client/gl_binding.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "compositor/client/gl_format.hpp"
#include "compositor/client/gl_test_context.hpp"
#include "compositor/client/vulkan_test_exporter.hpp"

namespace xrt::comp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

template <typename Function>
Function function(const char* name) {
    return reinterpret_cast<Function>(eglGetProcAddress(name));
}

/// Clears one layer of a texture to a colour, through a framebuffer as applications do.
void clear(GLuint texture, int layer, float red, float green, float blue) {
    GLuint framebuffer = 0;
    function<PFNGLGENFRAMEBUFFERSPROC>("glGenFramebuffers")(1, &framebuffer);
    function<PFNGLBINDFRAMEBUFFERPROC>("glBindFramebuffer")(GL_FRAMEBUFFER, framebuffer);
    if (layer < 0) {
        function<PFNGLFRAMEBUFFERTEXTURE2DPROC>("glFramebufferTexture2D")(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0,
                                                                          GL_TEXTURE_2D, texture, 0);
    } else {
        function<PFNGLFRAMEBUFFERTEXTURELAYERPROC>("glFramebufferTextureLayer")(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0,
                                                                                texture, 0, layer);
    }
    function<decltype(&glClearColor)>("glClearColor")(red, green, blue, 1);
    function<decltype(&glClear)>("glClear")(GL_COLOR_BUFFER_BIT);
    function<PFNGLDELETEFRAMEBUFFERSPROC>("glDeleteFramebuffers")(1, &framebuffer);
}

SwapchainCreateInfo color_info(uint32_t layers) {
    SwapchainCreateInfo info;
    info.extent = {16, 8};
    info.format = VK_FORMAT_R8G8B8A8_UNORM;
    info.usage = SwapchainUsage::color_attachment | SwapchainUsage::sampled | SwapchainUsage::transfer_source;
    info.array_size = layers;
    return info;
}

constexpr std::array<int64_t, 3> service_formats{VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_B8G8R8A8_UNORM,
                                                 VK_FORMAT_R8G8B8A8_UNORM};

class WithGl : public testing::TestWithParam<GlApi> {
 protected:
    void SetUp() override {
        auto created = VulkanTestDevice::create({VK_API_VERSION_1_2, {}, {VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME}});
        if (!created.ok()) GTEST_SKIP() << created.error().message;
        service = std::move(*created);
        auto application = GlTestContext::create(GetParam());
        if (!application) GTEST_SKIP() << "no EGL without a surface here";
        gl.emplace(std::move(*application));
    }
    void TearDown() override {
        GlTestContext::make_nothing_current();
        if (service) {
            EXPECT_EQ(service->messages(), "");
        }
    }

    Result<std::unique_ptr<GlBinding>> bind() { return bind_to(service->as_service()); }
    Result<std::unique_ptr<GlBinding>> bind_to(const ServiceDevice& device) {
        auto context = TRY(borrow_egl_context(gl->objects()));
        return GlBinding::create(std::move(context), device, service_formats);
    }

    std::unique_ptr<VulkanTestDevice> service;
    std::optional<GlTestContext> gl;
};
INSTANTIATE_TEST_SUITE_P(Apis, WithGl, testing::Values(GlApi::opengl, GlApi::opengl_es),
                         [](const auto& test) { return test.param == GlApi::opengl ? "OpenGl" : "OpenGlEs"; });

TEST_P(WithGl, WhatTheApplicationDrawsIsWhatTheServiceReads) {
    ASSERT_TRUE(gl->make_current());
    auto binding = bind();
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    EXPECT_THAT((*binding)->formats(), ElementsAre(GL_SRGB8_ALPHA8, GL_RGBA8));
    auto exporter = VulkanTestExporter::create(*service, color_info(1), 2);
    ASSERT_TRUE(exporter.ok()) << exporter.error().message;
    auto images = (*binding)->import_swapchain(color_info(1), *exporter->export_images());
    ASSERT_TRUE(images.ok()) << images.error().message;
    ASSERT_EQ((*images)->image_count(), 2u);
    for (size_t i = 0; i < 2; ++i) {
        ASSERT_TRUE((*images)->acquire_image(i).ok());
        clear(static_cast<GLuint>((*images)->image(i)), -1, i == 0 ? 1.f : 0.f, 0, 1);
        ASSERT_TRUE((*images)->release_image(i).ok());
    }
    ASSERT_TRUE((*binding)->insert_fence().ok());
    EXPECT_THAT(*exporter->first_texel(0, 0, 4), ElementsAre(255, 0, 255, 255));
    EXPECT_THAT(*exporter->first_texel(1, 0, 4), ElementsAre(0, 0, 255, 255));
}

TEST_P(WithGl, DrawsIntoLayersOfAnArray) {
    ASSERT_TRUE(gl->make_current());
    auto binding = bind();
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    auto exporter = VulkanTestExporter::create(*service, color_info(2), 1);
    ASSERT_TRUE(exporter.ok()) << exporter.error().message;
    auto images = (*binding)->import_swapchain(color_info(2), *exporter->export_images());
    ASSERT_TRUE(images.ok()) << images.error().message;
    clear(static_cast<GLuint>((*images)->image(0)), 0, 1, 0, 0);
    clear(static_cast<GLuint>((*images)->image(0)), 1, 0, 1, 0);
    ASSERT_TRUE((*images)->release_image(0).ok());
    ASSERT_TRUE((*binding)->insert_fence().ok());
    EXPECT_THAT(*exporter->first_texel(0, 0, 4), ElementsAre(255, 0, 0, 255));
    EXPECT_THAT(*exporter->first_texel(0, 1, 4), ElementsAre(0, 255, 0, 255));
}

// The conformance suite destroys swapchains right after drawing into them; software OpenGL wrote to memory that was gone.
TEST_P(WithGl, EndsASwapchainThatIsStillBeingDrawnInto) {
    ASSERT_TRUE(gl->make_current());
    auto binding = bind();
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    SwapchainCreateInfo info = color_info(1);
    info.extent = {2048, 2048};
    for (int i = 0; i < 4; ++i) {
        auto exporter = VulkanTestExporter::create(*service, info, 1);
        ASSERT_TRUE(exporter.ok()) << exporter.error().message;
        auto images = (*binding)->import_swapchain(info, *exporter->export_images());
        ASSERT_TRUE(images.ok()) << images.error().message;
        clear(static_cast<GLuint>((*images)->image(0)), -1, 1, 0, 0);
        function<decltype(&glFlush)>("glFlush")();
    }
}

TEST_P(WithGl, TexturesAreReadAsTheApplicationSays) {
    ASSERT_TRUE(gl->make_current());
    auto binding = bind();
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    auto exporter = VulkanTestExporter::create(*service, color_info(2), 2);
    ASSERT_TRUE(exporter.ok()) << exporter.error().message;
    auto images = (*binding)->import_swapchain(color_info(2), *exporter->export_images());
    ASSERT_TRUE(images.ok()) << images.error().message;
    const TextureParameters wanted{.min_filter = GL_NEAREST,
                                   .mag_filter = GL_LINEAR,
                                   .wrap_s = GL_REPEAT,
                                   .wrap_t = GL_MIRRORED_REPEAT,
                                   .swizzle = {GL_BLUE, GL_GREEN, GL_RED, GL_ONE}};
    const auto set = (*images)->set_texture_parameters(wanted);
    ASSERT_TRUE(set.ok()) << set.error().message;
    for (size_t i = 0; i < 2; ++i) {
        function<decltype(&glBindTexture)>("glBindTexture")(GL_TEXTURE_2D_ARRAY,
                                                            static_cast<GLuint>((*images)->image(i)));
        const auto parameter = [](GLenum name) {
            GLint value = 0;
            function<decltype(&glGetTexParameteriv)>("glGetTexParameteriv")(GL_TEXTURE_2D_ARRAY, name, &value);
            return value;
        };
        EXPECT_EQ(parameter(GL_TEXTURE_MIN_FILTER), GL_NEAREST);
        EXPECT_EQ(parameter(GL_TEXTURE_WRAP_S), GL_REPEAT);
        EXPECT_EQ(parameter(GL_TEXTURE_WRAP_T), GL_MIRRORED_REPEAT);
        EXPECT_EQ(parameter(GL_TEXTURE_SWIZZLE_R), GL_BLUE);
        EXPECT_EQ(parameter(GL_TEXTURE_SWIZZLE_A), GL_ONE);
    }
    EXPECT_FALSE((*images)->set_texture_parameters({.min_filter = 1}).ok());
}

TEST_P(WithGl, LeavesTheApplicationsContextAndBindingsAsTheyWere) {
    auto binding = bind();
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    EXPECT_FALSE(gl->is_current());
    ASSERT_TRUE(gl->make_current());
    GLuint texture = 0;
    function<decltype(&glGenTextures)>("glGenTextures")(1, &texture);
    function<decltype(&glBindTexture)>("glBindTexture")(GL_TEXTURE_2D, texture);
    auto exporter = VulkanTestExporter::create(*service, color_info(1), 1);
    ASSERT_TRUE((*binding)->import_swapchain(color_info(1), *exporter->export_images()).ok());
    GLint bound = 0;
    function<decltype(&glGetIntegerv)>("glGetIntegerv")(GL_TEXTURE_BINDING_2D, &bound);
    EXPECT_EQ(static_cast<GLuint>(bound), texture);
    EXPECT_TRUE(gl->is_current());
}

TEST_P(WithGl, RefusesAContextThatAnotherThreadHas) {
    ASSERT_TRUE(gl->make_current());
    std::thread([&] {
        const auto binding = bind();
        ASSERT_FALSE(binding.ok());
        EXPECT_THAT(binding.error().message, HasSubstr("current in another"));
    }).join();
}

TEST_P(WithGl, RefusesTheServicesOtherGpu) {
    ServiceDevice other = service->as_service();
    other.device_uuid.fill(0x55);
    other.software = false;
    const auto binding = bind_to(other);
    ASSERT_FALSE(binding.ok());
    EXPECT_EQ(binding.error().code, ErrorCode::unsupported);
    EXPECT_THAT(binding.error().message, HasSubstr("another GPU"));
}

TEST_P(WithGl, RefusesAFormatThatOpenGlCannotName) {
    auto binding = bind();
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    EXPECT_EQ((*binding)->service_format(GL_RGBA8), VK_FORMAT_R8G8B8A8_UNORM);
    EXPECT_FALSE((*binding)->service_format(GL_RGBA16F)) << "the service does not have it";
    EXPECT_FALSE((*binding)->service_format(VK_FORMAT_R8G8B8A8_UNORM));
}

}  // namespace
}  // namespace xrt::comp
