// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/imported_gl_swapchain.hpp"

#include <string>

#include "auxiliary/util/log.hpp"
#include "compositor/client/gl_format.hpp"

namespace xrt::comp {
namespace {

/// What glTexStorageMem*EXT is told.
struct Storage {
    GLenum target = GL_TEXTURE_2D;
    GLenum binding = GL_TEXTURE_BINDING_2D;  ///< the query for what is bound to the target
    GLenum format = 0;
    GLsizei width = 0, height = 0, layers = 1, mips = 1, samples = 1;
};

bool has_layers(const Storage& storage) {
    return storage.target == GL_TEXTURE_2D_ARRAY || storage.target == GL_TEXTURE_2D_MULTISAMPLE_ARRAY ||
           storage.target == GL_TEXTURE_CUBE_MAP_ARRAY;
}

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

Result<Storage> storage_of(const SwapchainCreateInfo& info, GlApi api) {
    const auto format = gl_format_of(info.format, api);
    if (!format) return Error{ErrorCode::unsupported, "OpenGL has no name for VkFormat " + std::to_string(info.format)};
    Storage storage;
    const Target target = choose_target(info);
    storage.target = target.target;
    storage.binding = target.binding;
    storage.format = static_cast<GLenum>(*format);
    storage.width = static_cast<GLsizei>(info.extent.width);
    storage.height = static_cast<GLsizei>(info.extent.height);
    storage.layers = static_cast<GLsizei>(info.array_size * info.face_count);
    storage.mips = static_cast<GLsizei>(info.mip_count);
    storage.samples = static_cast<GLsizei>(info.sample_count);
    return storage;
}

void allocate(const GlTable& gl, const Storage& s, GLuint memory) {
    if (s.samples > 1 && has_layers(s)) {
        gl.TexStorageMem3DMultisampleEXT(s.target, s.samples, s.format, s.width, s.height, s.layers, GL_TRUE, memory,
                                         0);
    } else if (s.samples > 1) {
        gl.TexStorageMem2DMultisampleEXT(s.target, s.samples, s.format, s.width, s.height, GL_TRUE, memory, 0);
    } else if (has_layers(s)) {
        gl.TexStorageMem3DEXT(s.target, s.mips, s.format, s.width, s.height, s.layers, memory, 0);
    } else {
        gl.TexStorageMem2DEXT(s.target, s.mips, s.format, s.width, s.height, memory, 0);
    }
}

/// Samplers beside the texture are the application's; a texture of one level is complete without mipmap filters.
void set_parameters(const GlTable& gl, const Storage& storage) {
    gl.TexParameteri(storage.target, GL_TEXTURE_TILING_EXT, GL_OPTIMAL_TILING_EXT);
    if (storage.samples > 1) return;
    gl.TexParameteri(storage.target, GL_TEXTURE_MIN_FILTER, storage.mips > 1 ? GL_LINEAR_MIPMAP_LINEAR : GL_LINEAR);
    gl.TexParameteri(storage.target, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    gl.TexParameteri(storage.target, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    gl.TexParameteri(storage.target, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
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

/// Errors of earlier calls are the application's; they are said, since they can't be given back.
void drop_earlier_errors(const GlTable& gl) {
    for (int i = 0; i < 16; ++i) {
        const GLenum error = gl.GetError();
        if (error == GL_NO_ERROR) return;
        log_debug("opengl", "the application's context had an error pending: 0x%04x", error);
    }
}

}  // namespace

Result<std::unique_ptr<ImportedGlSwapchain>> ImportedGlSwapchain::create(GlContext& context, const GlTable& gl,
                                                                         const SwapchainCreateInfo& info,
                                                                         std::vector<NativeImage> images,
                                                                         std::atomic<bool>& released) {
    std::unique_ptr<ImportedGlSwapchain> swapchain(new ImportedGlSwapchain(context, gl, released));
    for (NativeImage& native : images) TRY(swapchain->import_image(info, std::move(native)));
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

Result<void> ImportedGlSwapchain::import_image(const SwapchainCreateInfo& info, NativeImage native) {
    const Storage storage = TRY(storage_of(info, context_.api()));
    if (storage.samples > 1 && (!gl_.TexStorageMem2DMultisampleEXT || !gl_.TexStorageMem3DMultisampleEXT))
        return Error{ErrorCode::unsupported, "the application's context cannot import multisampled images"};
    drop_earlier_errors(gl_);
    target_ = {storage.target, storage.binding};
    is_multisampled_ = storage.samples > 1;
    Texture& texture = textures_.emplace_back();
    gl_.CreateMemoryObjectsEXT(1, &texture.memory);
    const GLint dedicated = native.dedicated ? GL_TRUE : GL_FALSE;
    gl_.MemoryObjectParameterivEXT(texture.memory, GL_DEDICATED_MEMORY_OBJECT_EXT, &dedicated);
    gl_.ImportMemoryFdEXT(texture.memory, native.allocation_size, GL_HANDLE_TYPE_OPAQUE_FD_EXT,
                          native.handle.fd.release());  // taken in any case
    GLint bound_before = 0;
    gl_.GetIntegerv(storage.binding, &bound_before);
    gl_.GenTextures(1, &texture.name);
    gl_.BindTexture(storage.target, texture.name);
    set_parameters(gl_, storage);
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
    if (is_multisampled_) return Error{ErrorCode::unsupported, "textures of several samples per pixel have no filters"};
    const auto current = TRY(ScopedGlContext::enter(context_));
    drop_earlier_errors(gl_);
    GLint bound_before = 0;
    gl_.GetIntegerv(target_.binding, &bound_before);
    for (const Texture& texture : textures_) {
        gl_.BindTexture(target_.target, texture.name);
        set_sampling(gl_, target_.target, parameters);
    }
    gl_.BindTexture(target_.target, static_cast<GLuint>(bound_before));
    const GLenum error = gl_.GetError();
    if (error == GL_NO_ERROR) return {};
    return Error{ErrorCode::unsupported,
                 "the application's OpenGL refuses the parameters: error " + std::to_string(error)};
}

}  // namespace xrt::comp
