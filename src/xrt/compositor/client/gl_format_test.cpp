// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/gl_format.hpp"

#include <GL/gl.h>
#include <GL/glext.h>
#include <gmock/gmock.h>
#include <vulkan/vulkan.h>

namespace xrt::comp {
namespace {

TEST(GlFormat, KeepsTheServicesOrderAndLeavesOutWhatOpenGlCannotName) {
    const std::array<int64_t, 4> service{VK_FORMAT_B8G8R8A8_SRGB, VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_D32_SFLOAT,
                                         VK_FORMAT_R8G8B8A8_UNORM};
    EXPECT_THAT(gl_formats(service, GlApi::opengl),
                testing::ElementsAre(GL_SRGB8_ALPHA8, GL_DEPTH_COMPONENT32F, GL_RGBA8));
}

TEST(GlFormat, GoesBackToTheServicesFormat) {
    for (const int64_t format : {VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_R16G16B16A16_SFLOAT, VK_FORMAT_D24_UNORM_S8_UINT}) {
        const auto gl = gl_format_of(format, GlApi::opengl);
        ASSERT_TRUE(gl);
        EXPECT_EQ(vk_format_of(*gl), format);
    }
    EXPECT_FALSE(vk_format_of(GL_RGB));
}

TEST(GlFormat, OffersOpenGlEsOnlyWhatItCanDrawInto) {
    EXPECT_FALSE(gl_format_of(VK_FORMAT_R16G16B16A16_UNORM, GlApi::opengl_es));
    EXPECT_TRUE(gl_format_of(VK_FORMAT_R16G16B16A16_UNORM, GlApi::opengl));
}

}  // namespace
}  // namespace xrt::comp
