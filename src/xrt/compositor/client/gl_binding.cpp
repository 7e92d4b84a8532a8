// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/gl_binding.hpp"

#include <algorithm>

#include "auxiliary/util/log.hpp"
#include "compositor/client/copied_gl_swapchain.hpp"
#include "compositor/client/gl_format.hpp"
#include "compositor/client/imported_gl_swapchain.hpp"

namespace xrt::comp {
namespace {

Uuid driver_uuid(const GlTable& gl) {
    Uuid uuid{};
    gl.GetUnsignedBytevEXT(GL_DRIVER_UUID_EXT, uuid.data());
    return uuid;
}

bool has_device(const GlTable& gl, const Uuid& wanted) {
    GLint count = 0;
    gl.GetIntegerv(GL_NUM_DEVICE_UUIDS_EXT, &count);
    for (GLint i = 0; i < count; ++i) {
        Uuid uuid{};
        gl.GetUnsignedBytei_vEXT(GL_DEVICE_UUID_EXT, static_cast<GLuint>(i), uuid.data());
        if (uuid == wanted) return true;
    }
    return false;
}

/// Formats that both APIs name, and that can be read back where that is needed.
std::vector<int64_t> copied_formats(std::span<const int64_t> vk_formats, GlApi api) {
    std::vector<int64_t> readable;
    for (const int64_t format : vk_formats) {
        if (gl_pixels_of(format, api)) readable.push_back(format);
    }
    return gl_formats(readable, api);
}

}  // namespace

/// A wrong import raises no error on some drivers, so whose memory it is must be known before.
Result<GlBinding::Sharing> GlBinding::choose_sharing(const GlTable& gl, const ServiceDevice& service) {
    if (!gl.imports_memory) {
        log_warning("opengl", "the application's driver lacks GL_EXT_memory_object_fd: every image is copied");
        return Sharing::by_copying;
    }
    const bool same_device = has_device(gl, service.device_uuid);
    if (same_device && driver_uuid(gl) == service.driver_uuid) return Sharing::by_importing;
    if (same_device || service.software) {
        log_debug("opengl",
                  "the application's OpenGL driver and the service's Vulkan driver name themselves "
                  "differently; images are shared all the same");
        return Sharing::by_importing;
    }
    if (!gl.copies) {
        return Error{ErrorCode::unsupported, "the application's OpenGL context is on another GPU than the service"};
    }
    log_warning("opengl", "the application draws on another GPU than the service: every image is copied");
    return Sharing::by_copying;
}

Result<std::unique_ptr<GlBinding>> GlBinding::create(std::unique_ptr<GlContext> context, const ServiceDevice& service,
                                                     std::span<const int64_t> formats) {
    const ScopedGlContext current = TRY(ScopedGlContext::enter(*context));
    const GlTable gl = TRY(GlTable::load(*context));
    const Sharing sharing = TRY(choose_sharing(gl, service));
    auto known = sharing == Sharing::by_importing ? gl_formats(formats, context->api())
                                                  : copied_formats(formats, context->api());
    return std::unique_ptr<GlBinding>(new GlBinding(std::move(context), gl, sharing, std::move(known)));
}

GlBinding::GlBinding(std::unique_ptr<GlContext> context, const GlTable& gl, Sharing sharing,
                     std::vector<int64_t> formats)
    : context_(std::move(context)), gl_(gl), sharing_(sharing), formats_(std::move(formats)) {}

std::optional<int64_t> GlBinding::service_format(int64_t format) const {
    return std::ranges::find(formats_, format) != formats_.end() ? vk_format_of(format) : std::nullopt;
}

Result<std::unique_ptr<ImportedSwapchain>> GlBinding::import_swapchain(const SwapchainCreateInfo& info,
                                                                       std::vector<NativeMemory> memory) {
    if (count_images(memory) != memory.size()) {
        return Error{ErrorCode::unsupported, "several images in one memory cannot be imported into OpenGL"};
    }
    const ScopedGlContext current = TRY(ScopedGlContext::enter(*context_));
    if (sharing_ == Sharing::by_copying) {
        return std::unique_ptr<ImportedSwapchain>(
            TRY(CopiedGlSwapchain::create(*context_, gl_, info, std::move(memory))));
    }
    return std::unique_ptr<ImportedSwapchain>(
        TRY(ImportedGlSwapchain::create(*context_, gl_, info, std::move(memory), released_)));
}

Result<OwnedFence> GlBinding::insert_fence() {
    if (!released_.exchange(false)) return OwnedFence{};
    const ScopedGlContext current = TRY(ScopedGlContext::enter(*context_));
    gl_.Finish();
    return OwnedFence{};
}

}  // namespace xrt::comp
