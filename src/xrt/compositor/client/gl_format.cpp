// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/gl_format.hpp"

#include <GL/gl.h>
#include <GL/glext.h>
#include <vulkan/vulkan.h>

#include <algorithm>
#include <array>

namespace xrt::comp {
namespace {

struct Pair {
    int64_t vk;
    int64_t gl;
    bool in_es;  ///< OpenGL ES 3.0 can draw into it, or 3.2 and GL_EXT_color_buffer_half_float
};

constexpr std::array pairs{
    Pair{VK_FORMAT_R8G8B8A8_SRGB, GL_SRGB8_ALPHA8, true},
    Pair{VK_FORMAT_R8G8B8A8_UNORM, GL_RGBA8, true},
    Pair{VK_FORMAT_R16G16B16A16_SFLOAT, GL_RGBA16F, true},
    Pair{VK_FORMAT_R16G16B16A16_UNORM, GL_RGBA16, false},
    Pair{VK_FORMAT_A2B10G10R10_UNORM_PACK32, GL_RGB10_A2, true},
    Pair{VK_FORMAT_B10G11R11_UFLOAT_PACK32, GL_R11F_G11F_B10F, true},
    Pair{VK_FORMAT_D16_UNORM, GL_DEPTH_COMPONENT16, true},
    Pair{VK_FORMAT_X8_D24_UNORM_PACK32, GL_DEPTH_COMPONENT24, true},
    Pair{VK_FORMAT_D24_UNORM_S8_UINT, GL_DEPTH24_STENCIL8, true},
    Pair{VK_FORMAT_D32_SFLOAT, GL_DEPTH_COMPONENT32F, true},
    Pair{VK_FORMAT_D32_SFLOAT_S8_UINT, GL_DEPTH32F_STENCIL8, true},
};

}  // namespace

std::optional<int64_t> gl_format_of(int64_t vk_format, GlApi api) {
    const auto* found = std::ranges::find(pairs, vk_format, &Pair::vk);
    if (found == pairs.end() || (api == GlApi::opengl_es && !found->in_es)) return std::nullopt;
    return found->gl;
}

std::optional<int64_t> vk_format_of(int64_t gl_format) {
    const auto* found = std::ranges::find(pairs, gl_format, &Pair::gl);
    if (found == pairs.end()) return std::nullopt;
    return found->vk;
}

std::optional<GlPixels> gl_pixels_of(int64_t vk_format, GlApi api) {
    switch (vk_format) {
        case VK_FORMAT_R8G8B8A8_SRGB:
        case VK_FORMAT_R8G8B8A8_UNORM:
            return GlPixels{GL_RGBA, GL_UNSIGNED_BYTE};
        case VK_FORMAT_A2B10G10R10_UNORM_PACK32:
            return GlPixels{GL_RGBA, GL_UNSIGNED_INT_2_10_10_10_REV};
    }
    if (api == GlApi::opengl_es) return std::nullopt;  // which promises no others
    switch (vk_format) {
        case VK_FORMAT_R16G16B16A16_SFLOAT:
            return GlPixels{GL_RGBA, GL_HALF_FLOAT};
        case VK_FORMAT_D16_UNORM:
            return GlPixels{GL_DEPTH_COMPONENT, GL_UNSIGNED_SHORT};
        case VK_FORMAT_D32_SFLOAT:
            return GlPixels{GL_DEPTH_COMPONENT, GL_FLOAT};
    }
    return std::nullopt;
}

std::vector<int64_t> gl_formats(std::span<const int64_t> vk_formats, GlApi api) {
    std::vector<int64_t> formats;
    for (const int64_t each : vk_formats) {
        if (const auto format = gl_format_of(each, api)) formats.push_back(*format);
    }
    return formats;
}

}  // namespace xrt::comp
