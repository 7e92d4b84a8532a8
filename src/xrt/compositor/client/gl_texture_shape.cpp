// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/gl_texture_shape.hpp"

#include <string>

#include "auxiliary/util/log.hpp"
#include "compositor/client/gl_format.hpp"

namespace xrt::comp {
namespace {

struct Target {
    GLenum target;
    GLenum binding;
};

Target choose_target(const SwapchainCreateInfo& info) {
    const bool array = info.array_size > 1;
    if (info.face_count == 6) {
        return array ? Target{GL_TEXTURE_CUBE_MAP_ARRAY, GL_TEXTURE_BINDING_CUBE_MAP_ARRAY}
                     : Target{GL_TEXTURE_CUBE_MAP, GL_TEXTURE_BINDING_CUBE_MAP};
    }
    if (info.sample_count > 1) {
        return array ? Target{GL_TEXTURE_2D_MULTISAMPLE_ARRAY, GL_TEXTURE_BINDING_2D_MULTISAMPLE_ARRAY}
                     : Target{GL_TEXTURE_2D_MULTISAMPLE, GL_TEXTURE_BINDING_2D_MULTISAMPLE};
    }
    return array ? Target{GL_TEXTURE_2D_ARRAY, GL_TEXTURE_BINDING_2D_ARRAY}
                 : Target{GL_TEXTURE_2D, GL_TEXTURE_BINDING_2D};
}

/// Anisotropy and border belong to extensions, so what changes nothing is not asked for.
void set_sampling(const GlTable& gl, GLenum target, const TextureParameters& parameters) {
    constexpr GLenum max_anisotropy = 0x84FE, border_color = 0x1004, clamp_to_border = 0x812D;
    const auto set = [&](GLenum name, uint32_t value) { gl.TexParameteri(target, name, static_cast<GLint>(value)); };
    set(GL_TEXTURE_MIN_FILTER, parameters.min_filter);
    set(GL_TEXTURE_MAG_FILTER, parameters.mag_filter);
    set(GL_TEXTURE_WRAP_S, parameters.wrap_s);
    set(GL_TEXTURE_WRAP_T, parameters.wrap_t);
    for (GLenum channel = 0; channel < 4; ++channel) set(GL_TEXTURE_SWIZZLE_R + channel, parameters.swizzle[channel]);
    if (parameters.max_anisotropy > 1) gl.TexParameterf(target, max_anisotropy, parameters.max_anisotropy);
    const bool has_border = parameters.wrap_s == clamp_to_border || parameters.wrap_t == clamp_to_border;
    if (has_border) gl.TexParameterfv(target, border_color, parameters.border.data());
}

}  // namespace

bool GlTextureShape::has_layers() const {
    return target == GL_TEXTURE_2D_ARRAY || target == GL_TEXTURE_2D_MULTISAMPLE_ARRAY ||
           target == GL_TEXTURE_CUBE_MAP_ARRAY;
}

Result<GlTextureShape> gl_texture_shape(const SwapchainCreateInfo& info, GlApi api) {
    const auto format = gl_format_of(info.format, api);
    if (!format) return Error{ErrorCode::unsupported, "OpenGL has no name for VkFormat " + std::to_string(info.format)};
    GlTextureShape shape;
    const Target target = choose_target(info);
    shape.target = target.target;
    shape.binding = target.binding;
    shape.format = static_cast<GLenum>(*format);
    shape.width = static_cast<GLsizei>(info.extent.width);
    shape.height = static_cast<GLsizei>(info.extent.height);
    shape.layers = static_cast<GLsizei>(info.array_size * info.face_count);
    shape.mips = static_cast<GLsizei>(info.mip_count);
    shape.samples = static_cast<GLsizei>(info.sample_count);
    return shape;
}

void set_gl_parameters(const GlTable& gl, const GlTextureShape& shape) {
    if (shape.samples > 1) return;
    gl.TexParameteri(shape.target, GL_TEXTURE_MIN_FILTER, shape.mips > 1 ? GL_LINEAR_MIPMAP_LINEAR : GL_LINEAR);
    gl.TexParameteri(shape.target, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    gl.TexParameteri(shape.target, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    gl.TexParameteri(shape.target, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

void drop_earlier_gl_errors(const GlTable& gl) {
    for (int i = 0; i < 16; ++i) {
        const GLenum error = gl.GetError();
        if (error == GL_NO_ERROR) return;
        log_debug("opengl", "the application's context had an error pending: 0x%04x", error);
    }
}

Result<void> set_gl_sampling(const GlTable& gl, const GlTextureShape& shape, std::span<const GLuint> textures,
                             const TextureParameters& parameters) {
    if (shape.samples > 1)
        return Error{ErrorCode::unsupported, "textures of several samples per pixel have no filters"};
    drop_earlier_gl_errors(gl);
    GLint bound_before = 0;
    gl.GetIntegerv(shape.binding, &bound_before);
    for (const GLuint texture : textures) {
        gl.BindTexture(shape.target, texture);
        set_sampling(gl, shape.target, parameters);
    }
    gl.BindTexture(shape.target, static_cast<GLuint>(bound_before));
    const GLenum error = gl.GetError();
    if (error == GL_NO_ERROR) return {};
    return Error{ErrorCode::unsupported,
                 "the application's OpenGL refuses the parameters: error " + std::to_string(error)};
}

}  // namespace xrt::comp
