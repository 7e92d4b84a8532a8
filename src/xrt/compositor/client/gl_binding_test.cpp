// SPDX-License-Identifier: BSL-1.0
//
// A Vulkan device exports images as the service does, an OpenGL or OpenGL ES context draws into them through GlBinding,
// and what the service reads back is what was drawn.
#include "compositor/client/gl_binding.hpp"

#include <gmock/gmock.h>

#include <string_view>
#include <thread>

#include "auxiliary/os/mapping.hpp"
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
    info.separate_memory = true;
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
    auto images = (*binding)->import_swapchain(color_info(1), *exporter->export_memory());
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

TEST_P(WithGl, TakesNoImagesThatShareMemory) {
    ASSERT_TRUE(gl->make_current());
    auto binding = bind();
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    EXPECT_TRUE((*binding)->needs_separate_memory());
    auto info = color_info(1);
    info.separate_memory = false;
    auto exporter = VulkanTestExporter::create(*service, info, 2);
    ASSERT_TRUE(exporter.ok()) << exporter.error().message;
    const auto images = (*binding)->import_swapchain(info, *exporter->export_memory());
    ASSERT_FALSE(images.ok());
    EXPECT_THAT(images.error().message, testing::HasSubstr("several images in one memory"));
}

TEST_P(WithGl, DrawsIntoLayersOfAnArray) {
    ASSERT_TRUE(gl->make_current());
    auto binding = bind();
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    auto exporter = VulkanTestExporter::create(*service, color_info(2), 1);
    ASSERT_TRUE(exporter.ok()) << exporter.error().message;
    auto images = (*binding)->import_swapchain(color_info(2), *exporter->export_memory());
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
        auto images = (*binding)->import_swapchain(info, *exporter->export_memory());
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
    auto images = (*binding)->import_swapchain(color_info(2), *exporter->export_memory());
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
    ASSERT_TRUE((*binding)->import_swapchain(color_info(1), *exporter->export_memory()).ok());
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

TEST_P(WithGl, CopiesToAServiceOnAnotherGpu) {
    EXPECT_FALSE((*bind())->needs_own_images());
    ServiceDevice other = service->as_service();
    other.device_uuid.fill(0x55);
    other.software = false;
    const auto binding = bind_to(other);
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    EXPECT_TRUE((*binding)->needs_own_images());
}

TEST_P(WithGl, RefusesAFormatThatOpenGlCannotName) {
    auto binding = bind();
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    EXPECT_EQ((*binding)->service_format(GL_RGBA8), VK_FORMAT_R8G8B8A8_UNORM);
    EXPECT_FALSE((*binding)->service_format(GL_RGBA16F)) << "the service does not have it";
    EXPECT_FALSE((*binding)->service_format(VK_FORMAT_R8G8B8A8_UNORM));
}

/// A driver without GL_EXT_memory_object_fd.
GlContext::Function find_all_but_import(const char* name) {
    return std::string_view(name) == "glImportMemoryFdEXT" ? nullptr : eglGetProcAddress(name);
}

class WithoutImport : public WithGl {
 protected:
    void SetUp() override {
        WithGl::SetUp();
        if (!gl) return;
        ASSERT_TRUE(gl->make_current());
        EglObjects objects = gl->objects();
        objects.get_proc_address = &find_all_but_import;
        auto made = GlBinding::create(*borrow_egl_context(objects), service->as_service(), all_formats);
        ASSERT_TRUE(made.ok()) << made.error().message;
        binding = std::move(*made);
    }
    void TearDown() override {
        images.reset();
        binding.reset();
        WithGl::TearDown();
    }

    /// One image, and what the service sees of it.
    Result<void> make(const SwapchainCreateInfo& info) {
        auto allocated = TRY(binding->allocator()->allocate(info, 1));
        pixels.emplace(TRY(Mapping::create(allocated[0].handle.fd.get(), allocated[0].size, Access::read_only)));
        images = TRY(binding->import_swapchain(info, std::move(allocated)));
        return {};
    }
    GLuint texture() const { return static_cast<GLuint>(images->image(0)); }
    template <typename Texel = std::array<uint8_t, 4>>
    Texel texel(size_t index) const {
        return static_cast<const Texel*>(pixels->data())[index];
    }

    static constexpr std::array<int64_t, 6> all_formats{
        VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_B8G8R8A8_UNORM, VK_FORMAT_R16G16B16A16_SFLOAT,
        VK_FORMAT_D32_SFLOAT,    VK_FORMAT_R8G8B8A8_UNORM, VK_FORMAT_D24_UNORM_S8_UINT,
    };
    std::unique_ptr<GlBinding> binding;
    std::unique_ptr<ImportedSwapchain> images;
    std::optional<Mapping> pixels;
};
INSTANTIATE_TEST_SUITE_P(Apis, WithoutImport, testing::Values(GlApi::opengl, GlApi::opengl_es),
                         [](const auto& test) { return test.param == GlApi::opengl ? "OpenGl" : "OpenGlEs"; });

TEST_P(WithoutImport, OffersWhatCanBeReadBack) {
    EXPECT_TRUE(binding->needs_own_images());
    EXPECT_EQ(binding->allocator()->memory(), ImageMemory::pixels);
    if (GetParam() == GlApi::opengl) {
        EXPECT_THAT(binding->formats(), ElementsAre(GL_SRGB8_ALPHA8, GL_RGBA16F, GL_DEPTH_COMPONENT32F, GL_RGBA8));
    } else {
        EXPECT_THAT(binding->formats(), ElementsAre(GL_SRGB8_ALPHA8, GL_RGBA8));
    }
}

TEST_P(WithoutImport, TheServiceReadsWhatWasDrawnWhenAnImageIsReleased) {
    ASSERT_TRUE(make(color_info(1)).ok());
    ASSERT_TRUE(images->acquire_image(0).ok());
    clear(texture(), -1, 1, 0, 1);
    EXPECT_THAT(texel(0), ElementsAre(0, 0, 0, 0)) << "not before";
    ASSERT_TRUE(images->release_image(0).ok());
    EXPECT_FALSE(*binding->insert_fence()) << "there is nothing to wait for";
    EXPECT_THAT(texel(0), ElementsAre(255, 0, 255, 255));
    EXPECT_THAT(texel(16 * 8 - 1), ElementsAre(255, 0, 255, 255));
}

TEST_P(WithoutImport, CopiesRowsInTheOrderOfTheTexture) {
    ASSERT_TRUE(make(color_info(1)).ok());
    clear(texture(), -1, 1, 0, 0);
    function<decltype(&glEnable)>("glEnable")(GL_SCISSOR_TEST);
    function<decltype(&glScissor)>("glScissor")(0, 0, 16, 1);  // OpenGL's first row
    clear(texture(), -1, 0, 1, 0);
    function<decltype(&glDisable)>("glDisable")(GL_SCISSOR_TEST);
    ASSERT_TRUE(images->release_image(0).ok());
    EXPECT_THAT(texel(0), ElementsAre(0, 255, 0, 255));
    EXPECT_THAT(texel(16), ElementsAre(255, 0, 0, 255));
}

TEST_P(WithoutImport, CopiesEveryLayerOfAnArrayAndEveryFaceOfACube) {
    ASSERT_TRUE(make(color_info(2)).ok());
    clear(texture(), 0, 1, 0, 0);
    clear(texture(), 1, 0, 1, 0);
    ASSERT_TRUE(images->release_image(0).ok());
    EXPECT_THAT(texel(0), ElementsAre(255, 0, 0, 255));
    EXPECT_THAT(texel(16 * 8), ElementsAre(0, 255, 0, 255));
    SwapchainCreateInfo cube = color_info(1);
    cube.extent = {8, 8};
    cube.face_count = 6;
    cube.mip_count = 4;
    ASSERT_TRUE(make(cube).ok());
    EXPECT_TRUE(images->release_image(0).ok());
    EXPECT_EQ(pixels->size(), 6u * 8 * 8 * 4);
}

TEST_P(WithoutImport, KeepsSrgbTexelsAsTheyAreStored) {
    SwapchainCreateInfo info = color_info(1);
    info.format = VK_FORMAT_R8G8B8A8_SRGB;
    ASSERT_TRUE(make(info).ok());
    const bool asks = GetParam() == GlApi::opengl;
    if (asks) function<decltype(&glEnable)>("glEnable")(GL_FRAMEBUFFER_SRGB);
    clear(texture(), -1, 0.5f, 0, 1);
    ASSERT_TRUE(images->release_image(0).ok());
    if (asks) function<decltype(&glDisable)>("glDisable")(GL_FRAMEBUFFER_SRGB);
    EXPECT_THAT(texel(0), ElementsAre(188, 0, 255, 255));
}

TEST_P(WithoutImport, CopiesDepthAndHalfFloatsWhereTheApiGivesThemAway) {
    if (GetParam() == GlApi::opengl_es) GTEST_SKIP() << "which offers neither";
    SwapchainCreateInfo info = color_info(1);
    info.format = VK_FORMAT_R16G16B16A16_SFLOAT;
    ASSERT_TRUE(make(info).ok());
    clear(texture(), -1, 1, 0, 2);
    ASSERT_TRUE(images->release_image(0).ok());
    using Halves = std::array<uint16_t, 4>;
    EXPECT_EQ(texel<Halves>(0), (Halves{0x3c00, 0, 0x4000, 0x3c00}));
    info.format = VK_FORMAT_D32_SFLOAT;
    ASSERT_TRUE(make(info).ok());
    EXPECT_TRUE(images->release_image(0).ok());
}

TEST_P(WithoutImport, RefusesWhatCannotBeCopied) {
    SwapchainCreateInfo info = color_info(1);
    info.sample_count = 4;
    EXPECT_EQ(make(info).error().code, ErrorCode::unsupported);
}

TEST_P(WithoutImport, LeavesTheApplicationsStateAsItWas) {
    ASSERT_TRUE(make(color_info(1)).ok());
    const auto get = function<decltype(&glGetIntegerv)>("glGetIntegerv");
    function<decltype(&glPixelStorei)>("glPixelStorei")(GL_PACK_ROW_LENGTH, 77);
    GLuint framebuffer = 0;
    function<PFNGLGENFRAMEBUFFERSPROC>("glGenFramebuffers")(1, &framebuffer);
    function<PFNGLBINDFRAMEBUFFERPROC>("glBindFramebuffer")(GL_READ_FRAMEBUFFER, framebuffer);
    ASSERT_TRUE(images->release_image(0).ok());
    GLint row = 0, bound = 0;
    get(GL_PACK_ROW_LENGTH, &row);
    get(GL_READ_FRAMEBUFFER_BINDING, &bound);
    EXPECT_EQ(row, 77);
    EXPECT_EQ(static_cast<GLuint>(bound), framebuffer);
    EXPECT_EQ(function<decltype(&glGetError)>("glGetError")(), GLenum{GL_NO_ERROR});
}

}  // namespace
}  // namespace xrt::comp
