// SPDX-License-Identifier: BSL-1.0
//
// Textures of the application's own OpenGL, for drivers that cannot import the service's images and for those of another GPU.
// Whenever an image is released, its first mip level is read back into memory that the service copies from: slower, and the same
// picture.
#pragma once

#include <vector>

#include "auxiliary/os/mapping.hpp"
#include "compositor/client/gl_format.hpp"
#include "compositor/client/gl_texture_shape.hpp"
#include "compositor/client/graphics_binding.hpp"

namespace xrt::comp {

class CopiedGlSwapchain final : public ImportedSwapchain {
 public:
    /// `context` outlives the swapchain and is current; `images` are a PixelAllocator's. Fails with `unsupported` where the context
    /// cannot have such textures.
    static Result<std::unique_ptr<CopiedGlSwapchain>> create(GlContext& context, const GlTable& gl,
                                                             const SwapchainCreateInfo& info,
                                                             std::vector<NativeMemory> memory);
    /// Where the context cannot be made current the textures are left to the application's context.
    ~CopiedGlSwapchain() override;

    size_t image_count() const override { return textures_.size(); }
    uint64_t image(size_t index) const override { return textures_[index].name; }
    Result<void> acquire_image(size_t) override { return {}; }
    Result<void> release_image(size_t index) override;
    Result<void> set_texture_parameters(const TextureParameters& parameters) override;

 private:
    struct Texture {
        GLuint name = 0;
        Mapping pixels;
    };

    CopiedGlSwapchain(GlContext& context, const GlTable& gl, const GlTextureShape& shape, const GlPixels& pixels)
        : context_(context), gl_(gl), shape_(shape), pixels_(pixels) {}
    Result<void> create_texture(const NativeMemory& native);
    void attach(GLuint texture, GLsizei layer) const;
    Result<void> read_back(const Texture& texture) const;

    GlContext& context_;
    const GlTable& gl_;
    const GlTextureShape shape_;
    const GlPixels pixels_;
    std::vector<Texture> textures_;
    GLuint framebuffer_ = 0;
};

}  // namespace xrt::comp
