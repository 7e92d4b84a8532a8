// SPDX-License-Identifier: BSL-1.0
//
// The service's images as textures of the application's OpenGL or OpenGL ES context (GL_EXT_memory_object_fd).
#pragma once

#include <atomic>
#include <vector>

#include "compositor/client/gl_texture_shape.hpp"
#include "compositor/client/graphics_binding.hpp"

namespace xrt::comp {

class ImportedGlSwapchain final : public ImportedSwapchain {
 public:
    /// `context` and `released` outlive the swapchain; the context is current; `released` is set whenever the application
    /// gives an image back. Fails with `unsupported` where the context cannot have such
    /// textures, and with `invalid_argument` where the driver refuses the handles.
    static Result<std::unique_ptr<ImportedGlSwapchain>> create(GlContext& context, const GlTable& gl,
                                                               const SwapchainCreateInfo& info,
                                                               std::vector<NativeMemory> memory,
                                                               std::atomic<bool>& released);
    /// Where the context cannot be made current the textures are left to the application's context.
    ~ImportedGlSwapchain() override;

    size_t image_count() const override { return textures_.size(); }
    uint64_t image(size_t index) const override { return textures_[index].name; }
    /// OpenGL has no layouts and no queue families: the image is where it always was.
    Result<void> acquire_image(size_t) override { return {}; }
    Result<void> release_image(size_t) override {
        released_ = true;
        return {};
    }
    Result<void> set_texture_parameters(const TextureParameters& parameters) override;

 private:
    struct Texture {
        GLuint memory = 0;
        GLuint name = 0;
    };

    ImportedGlSwapchain(GlContext& context, const GlTable& gl, std::atomic<bool>& released)
        : context_(context), gl_(gl), released_(released) {}
    Result<void> import_image(const SwapchainCreateInfo& info, NativeMemory native);
    void delete_textures();

    GlContext& context_;
    const GlTable& gl_;
    std::atomic<bool>& released_;
    std::vector<Texture> textures_;
    GlTextureShape shape_;
};

}  // namespace xrt::comp
