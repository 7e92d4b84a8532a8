// SPDX-License-Identifier: BSL-1.0
//
// How a swapchain's image is a texture of OpenGL.
#pragma once

#include <GL/gl.h>
#include <GL/glext.h>

#include <span>

#include "compositor/client/gl_table.hpp"
#include "compositor/client/graphics_binding.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

struct GlTextureShape {
    GLenum target = GL_TEXTURE_2D;
    GLenum binding = GL_TEXTURE_BINDING_2D;  ///< the query for what is bound to the target
    GLenum format = 0;
    GLsizei width = 0, height = 0, layers = 1, mips = 1, samples = 1;

    bool has_layers() const;
};

/// `unsupported` where OpenGL has no name for the format.
Result<GlTextureShape> gl_texture_shape(const SwapchainCreateInfo& info, GlApi api);

/// Of the texture that is bound. Samplers beside the texture are the application's; a texture of one level is complete without mipmap
/// filters.
void set_gl_parameters(const GlTable& gl, const GlTextureShape& shape);

/// Of those textures, for the shaders of the application. `unsupported` where they have no filters, or OpenGL refuses. What is bound
/// stays bound.
Result<void> set_gl_sampling(const GlTable& gl, const GlTextureShape& shape, std::span<const GLuint> textures,
                             const TextureParameters& parameters);

/// Errors of earlier calls are the application's; they are said, since they can't be given back.
void drop_earlier_gl_errors(const GlTable& gl);

}  // namespace xrt::comp
