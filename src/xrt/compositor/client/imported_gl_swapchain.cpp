// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/imported_gl_swapchain.hpp"

#include <string>

#include "auxiliary/util/log.hpp"
#include "compositor/client/gl_texture_shape.hpp"

namespace xrt::comp {
namespace {

void allocate(const GlTable& gl, const GlTextureShape& s, GLuint memory) {
    if (s.samples > 1 && s.has_layers()) {
        gl.TexStorageMem3DMultisampleEXT(s.target, s.samples, s.format, s.width, s.height, s.layers, GL_TRUE, memory,
                                         0);
    } else if (s.samples > 1) {
        gl.TexStorageMem2DMultisampleEXT(s.target, s.samples, s.format, s.width, s.height, GL_TRUE, memory, 0);
    } else if (s.has_layers()) {
        gl.TexStorageMem3DEXT(s.target, s.mips, s.format, s.width, s.height, s.layers, memory, 0);
    } else {
        gl.TexStorageMem2DEXT(s.target, s.mips, s.format, s.width, s.height, memory, 0);
    }
}

}  // namespace

Result<std::unique_ptr<ImportedGlSwapchain>> ImportedGlSwapchain::create(GlContext& context, const GlTable& gl,
                                                                         const SwapchainCreateInfo& info,
                                                                         std::vector<NativeMemory> memory,
                                                                         std::atomic<bool>& released) {
    std::unique_ptr<ImportedGlSwapchain> swapchain(new ImportedGlSwapchain(context, gl, released));
    for (NativeMemory& native : memory) TRY(swapchain->import_image(info, std::move(native)));
    return swapchain;
}

ImportedGlSwapchain::~ImportedGlSwapchain() {
    const auto current = ScopedGlContext::enter(context_);
    if (current.ok()) {
        delete_textures();
    } else {
        log_warning("opengl", "a swapchain's textures are left behind: %s", current.error().message.c_str());
    }
}

/// Drivers free a memory object at once, also while the drawing that the application submitted last still writes to it.
void ImportedGlSwapchain::delete_textures() {
    gl_.Finish();
    for (const Texture& texture : textures_) {
        gl_.DeleteTextures(1, &texture.name);
        gl_.DeleteMemoryObjectsEXT(1, &texture.memory);
    }
}

Result<void> ImportedGlSwapchain::import_image(const SwapchainCreateInfo& info, NativeMemory native) {
    const GlTextureShape storage = TRY(gl_texture_shape(info, context_.api()));
    if (storage.samples > 1 && (!gl_.TexStorageMem2DMultisampleEXT || !gl_.TexStorageMem3DMultisampleEXT))
        return Error{ErrorCode::unsupported, "the application's context cannot import multisampled images"};
    drop_earlier_gl_errors(gl_);
    shape_ = storage;
    Texture& texture = textures_.emplace_back();
    gl_.CreateMemoryObjectsEXT(1, &texture.memory);
    const GLint dedicated = native.dedicated ? GL_TRUE : GL_FALSE;
    gl_.MemoryObjectParameterivEXT(texture.memory, GL_DEDICATED_MEMORY_OBJECT_EXT, &dedicated);
    gl_.ImportMemoryFdEXT(texture.memory, native.size, GL_HANDLE_TYPE_OPAQUE_FD_EXT,
                          native.handle.fd.release());  // taken in any case
    GLint bound_before = 0;
    gl_.GetIntegerv(storage.binding, &bound_before);
    gl_.GenTextures(1, &texture.name);
    gl_.BindTexture(storage.target, texture.name);
    gl_.TexParameteri(storage.target, GL_TEXTURE_TILING_EXT, GL_OPTIMAL_TILING_EXT);
    set_gl_parameters(gl_, storage);
    allocate(gl_, storage, texture.memory);
    gl_.BindTexture(storage.target, static_cast<GLuint>(bound_before));
    const GLenum error = gl_.GetError();
    if (error == GL_NO_ERROR) return {};
    return Error{
        ErrorCode::unsupported,
        "the service's image cannot be imported into the application's OpenGL: error " + std::to_string(error)};
}

/// The application's context is left as it was.
Result<void> ImportedGlSwapchain::set_texture_parameters(const TextureParameters& parameters) {
    const auto current = TRY(ScopedGlContext::enter(context_));
    std::vector<GLuint> names;
    for (const Texture& texture : textures_) names.push_back(texture.name);
    return set_gl_sampling(gl_, shape_, names, parameters);
}

}  // namespace xrt::comp
