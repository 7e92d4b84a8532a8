// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/copied_gl_swapchain.hpp"

#include <array>
#include <string>

#include "auxiliary/util/log.hpp"

namespace xrt::comp {
namespace {

/// What reading back changes of the application's state, put back at the end.
class SavedState {
 public:
    explicit SavedState(const GlTable& gl) : gl_(gl) {
        gl_.GetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &framebuffer_);
        gl_.GetIntegerv(GL_PIXEL_PACK_BUFFER_BINDING, &buffer_);
        for (size_t i = 0; i < packing.size(); ++i) {
            gl_.GetIntegerv(packing[i].name, &packing_[i]);
            gl_.PixelStorei(packing[i].name, packing[i].tight);
        }
        gl_.BindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    }
    ~SavedState() {
        gl_.BindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(framebuffer_));
        gl_.BindBuffer(GL_PIXEL_PACK_BUFFER, static_cast<GLuint>(buffer_));
        for (size_t i = 0; i < packing.size(); ++i) gl_.PixelStorei(packing[i].name, packing_[i]);
    }
    SavedState(const SavedState&) = delete;
    SavedState& operator=(const SavedState&) = delete;

 private:
    struct Packing {
        GLenum name;
        GLint tight;
    };
    static constexpr std::array<Packing, 4> packing{
        {{GL_PACK_ALIGNMENT, 1}, {GL_PACK_ROW_LENGTH, 0}, {GL_PACK_SKIP_ROWS, 0}, {GL_PACK_SKIP_PIXELS, 0}}};

    const GlTable& gl_;
    GLint framebuffer_ = 0, buffer_ = 0;
    std::array<GLint, packing.size()> packing_{};
};

Error gl_error(const char* what, GLenum error) {
    return {ErrorCode::unsupported, std::string(what) + ": OpenGL's error " + std::to_string(error)};
}

}  // namespace

Result<std::unique_ptr<CopiedGlSwapchain>> CopiedGlSwapchain::create(GlContext& context, const GlTable& gl,
                                                                     const SwapchainCreateInfo& info,
                                                                     std::vector<NativeMemory> memory) {
    const GlTextureShape shape = TRY(gl_texture_shape(info, context.api()));
    const auto pixels = gl_pixels_of(info.format, context.api());
    if (!pixels || shape.samples > 1) {
        return Error{ErrorCode::unsupported,
                     "such images cannot be copied out of the application's OpenGL, and it cannot "
                     "import the service's"};
    }
    std::unique_ptr<CopiedGlSwapchain> swapchain(new CopiedGlSwapchain(context, gl, shape, *pixels));
    for (const NativeMemory& native : memory) TRY(swapchain->create_texture(native));
    gl.GenFramebuffers(1, &swapchain->framebuffer_);
    return swapchain;
}

CopiedGlSwapchain::~CopiedGlSwapchain() {
    const auto current = ScopedGlContext::enter(context_);
    if (!current.ok()) {
        log_warning("opengl", "a swapchain's textures are left behind: %s", current.error().message.c_str());
        return;
    }
    for (const Texture& texture : textures_) gl_.DeleteTextures(1, &texture.name);
    gl_.DeleteFramebuffers(1, &framebuffer_);
}

Result<void> CopiedGlSwapchain::create_texture(const NativeMemory& native) {
    auto pixels = TRY(Mapping::create(native.handle.fd.get(), native.size, Access::read_write));
    drop_earlier_gl_errors(gl_);
    Texture& texture = textures_.emplace_back(Texture{0, std::move(pixels)});
    GLint bound_before = 0;
    gl_.GetIntegerv(shape_.binding, &bound_before);
    gl_.GenTextures(1, &texture.name);
    gl_.BindTexture(shape_.target, texture.name);
    set_gl_parameters(gl_, shape_);
    if (shape_.has_layers()) {
        gl_.TexStorage3D(shape_.target, shape_.mips, shape_.format, shape_.width, shape_.height, shape_.layers);
    } else {
        gl_.TexStorage2D(shape_.target, shape_.mips, shape_.format, shape_.width, shape_.height);
    }
    gl_.BindTexture(shape_.target, static_cast<GLuint>(bound_before));
    const GLenum error = gl_.GetError();
    if (error != GL_NO_ERROR) return gl_error("a swapchain's texture cannot be made", error);
    return {};
}

/// glReadPixels waits for what the application drew, so that there is no fence to wait for afterwards.
Result<void> CopiedGlSwapchain::release_image(size_t index) {
    const ScopedGlContext current = TRY(ScopedGlContext::enter(context_));
    drop_earlier_gl_errors(gl_);
    return read_back(textures_[index]);
}

Result<void> CopiedGlSwapchain::set_texture_parameters(const TextureParameters& parameters) {
    const auto current = TRY(ScopedGlContext::enter(context_));
    std::vector<GLuint> names;
    for (const Texture& texture : textures_) names.push_back(texture.name);
    return set_gl_sampling(gl_, shape_, names, parameters);
}

void CopiedGlSwapchain::attach(GLuint texture, GLsizei layer) const {
    const bool depth = pixels_.format == GL_DEPTH_COMPONENT;
    const GLenum attachment = depth ? GL_DEPTH_ATTACHMENT : GL_COLOR_ATTACHMENT0;
    gl_.ReadBuffer(depth ? GL_NONE : GL_COLOR_ATTACHMENT0);
    if (shape_.has_layers()) {
        gl_.FramebufferTextureLayer(GL_READ_FRAMEBUFFER, attachment, texture, 0, layer);
        return;
    }
    const GLenum face = GL_TEXTURE_CUBE_MAP_POSITIVE_X + static_cast<GLenum>(layer);
    const GLenum target = shape_.target == GL_TEXTURE_CUBE_MAP ? face : shape_.target;
    gl_.FramebufferTexture2D(GL_READ_FRAMEBUFFER, attachment, target, texture, 0);
}

Result<void> CopiedGlSwapchain::read_back(const Texture& texture) const {
    const SavedState saved(gl_);
    const size_t layer_bytes = texture.pixels.size() / static_cast<size_t>(shape_.layers);
    auto* const pixels = static_cast<std::byte*>(texture.pixels.data());
    gl_.BindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    for (GLsizei layer = 0; layer < shape_.layers; ++layer) {
        attach(texture.name, layer);
        gl_.ReadPixels(0, 0, shape_.width, shape_.height, pixels_.format, pixels_.type,
                       pixels + static_cast<size_t>(layer) * layer_bytes);
    }
    attach(0, 0);
    const GLenum error = gl_.GetError();
    if (error != GL_NO_ERROR) return gl_error("an image cannot be read back", error);
    return {};
}

}  // namespace xrt::comp
