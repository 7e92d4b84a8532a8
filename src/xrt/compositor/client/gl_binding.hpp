// SPDX-License-Identifier: BSL-1.0
//
// An application that draws with OpenGL or OpenGL ES. Its context is borrowed: it keeps it alive as long as its session.
//
// Images: the service's are imported by GL_EXT_memory_object_fd. Where the driver lacks it, or draws on another GPU than the service,
// they are copied (see CopiedGlSwapchain), and formats that cannot be read back are not offered.
//
// Synchronisation: neither software driver can export a semaphore, and a GL fence can be waited for only with a context
// of its own, so xrEndFrame finishes what the application drew. On a software driver the thread that waits is one that
// would have drawn.
#pragma once

#include <atomic>
#include <vector>

#include "compositor/client/gl_table.hpp"
#include "compositor/client/graphics_binding.hpp"
#include "compositor/client/pixel_allocator.hpp"
#include "compositor/client/vulkan_device.hpp"

namespace xrt::comp {

class GlBinding final : public GraphicsBinding {
 public:
    /// `formats` are the service's. Fails with `invalid_argument` if the context cannot be made current in this thread,
    /// and with `unsupported` if it can neither share images with the service nor copy them to it.
    static Result<std::unique_ptr<GlBinding>> create(std::unique_ptr<GlContext> context, const ServiceDevice& service,
                                                     std::span<const int64_t> formats);

    std::span<const int64_t> formats() const override { return formats_; }
    std::optional<int64_t> service_format(int64_t format) const override;
    Result<std::unique_ptr<ImportedSwapchain>> import_swapchain(const SwapchainCreateInfo& info,
                                                                std::vector<NativeMemory> memory) override;
    /// llvmpipe takes no notice of an offset: every texture would be the first image.
    bool needs_separate_memory() const override { return true; }
    ImageNativeAllocator* allocator() override { return sharing_ == Sharing::by_copying ? &allocator_ : nullptr; }
    bool needs_own_images() const override { return sharing_ == Sharing::by_copying; }
    Result<OwnedFence> insert_fence() override;

 private:
    enum class Sharing { by_importing, by_copying };

    GlBinding(std::unique_ptr<GlContext> context, const GlTable& gl, Sharing sharing, std::vector<int64_t> formats);
    static Result<Sharing> choose_sharing(const GlTable& gl, const ServiceDevice& service);

    const std::unique_ptr<GlContext> context_;
    const GlTable gl_;
    const Sharing sharing_;
    PixelAllocator allocator_;
    const std::vector<int64_t> formats_;
    std::atomic<bool> released_{false};  ///< images went back since the last fence
};

}  // namespace xrt::comp
