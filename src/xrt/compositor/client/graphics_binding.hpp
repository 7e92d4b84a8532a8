// SPDX-License-Identifier: BSL-1.0
//
// The application's graphics API, as far as a session needs it: which formats it sees, the service's images as objects
// of that API, and when the GPU is done with a frame. One GraphicsBinding per session, made by oxr/vulkan_* (and later
// its siblings) from what the application chained to XrSessionCreateInfo; a headless session has none. Native objects
// leave here as plain numbers, so that whoever owns the binding need not know the API.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "compositor/client/density_pattern.hpp"
#include "compositor/client/frame_signal.hpp"
#include "compositor/client/gpu_fence.hpp"
#include "xrt/compositor_native.hpp"
#include "xrt/image_native_allocator.hpp"
#include "xrt/result.hpp"

namespace xrt::comp {

/// How shaders read a texture, where that is part of the texture; numbers are OpenGL's.
struct TextureParameters {
    uint32_t min_filter = 0, mag_filter = 0;
    uint32_t wrap_s = 0, wrap_t = 0;
    std::array<uint32_t, 4> swizzle{};  ///< red, green, blue, alpha
    float max_anisotropy = 1;
    std::array<float, 4> border{};
};

/// Says how densely the GPU shades an image; an object of the API, as images are.
struct DensityImage {
    uint64_t image = 0;
    Extent2D extent;
};

/// The images of one swapchain, in the application's API. Dropping it waits, bounded, for what was submitted here.
class ImportedSwapchain {
 public:
    virtual ~ImportedSwapchain() = default;

    virtual size_t image_count() const = 0;
    /// The image as the API names it: a VkImage, or a texture's name.
    virtual uint64_t image(size_t index) const = 0;

    /// Inside xrAcquireSwapchainImage: the image becomes the application's. May submit to its queue. No waiting: that
    /// the compositor has finished reading is what xrWaitSwapchainImage waits for.
    virtual Result<void> acquire_image(size_t index) = 0;
    /// Inside xrReleaseSwapchainImage: the image goes back. It is in the compositor's hands once the fence of the next
    /// insert_fence() is signalled.
    virtual Result<void> release_image(size_t index) = 0;

    /// Inside xrEndFrame, before insert_fence(): the image is the next to be acquired, and the compositor reads it no more. What
    /// acquire_image() would submit for it may go along with the frame.
    virtual void expect_acquire(size_t index) { (void)index; }

    /// Of all images. `unsupported` where an image has no such parameters.
    virtual Result<void> set_texture_parameters(const TextureParameters& parameters) {
        (void)parameters;
        return Error{ErrorCode::unsupported, "images of this graphics API have no parameters of textures"};
    }

    /// A density map for each image, of full density; at most once. `unsupported` where the API or the application's device has none.
    virtual Result<void> add_density_images() {
        return Error{ErrorCode::unsupported, "images of this graphics API have no density maps"};
    }
    /// None before add_density_images().
    virtual std::optional<DensityImage> density_image(size_t index) const {
        (void)index;
        return std::nullopt;
    }
    /// What the map of each image says from its next acquire_image() on, with a focus for each layer of the image; layers beyond have
    /// the last one's. After add_density_images(). On any thread.
    virtual void set_density(DensityLevel level, std::span<const DensityFocus> layers) { (void)level, (void)layers; }
};

class GraphicsBinding {
 public:
    virtual ~GraphicsBinding() = default;

    /// The service's formats that the application can draw into, best first, in the numbers of its API
    /// (xrEnumerateSwapchainFormats).
    virtual std::span<const int64_t> formats() const = 0;
    /// The VkFormat to ask the service for; none if `format` is not one of formats().
    virtual std::optional<int64_t> service_format(int64_t format) const = 0;

    /// The first acquire_image() takes the image out of the undefined layout, so that the service need not.
    virtual bool prepares_images() const { return false; }

    /// Imports whole allocations alone, and not an image that lies somewhere in one.
    virtual bool needs_separate_memory() const { return false; }

    /// Allocates images on this side, as import_swapchain() takes them; null where the API gives none away.
    virtual ImageNativeAllocator* allocator() { return nullptr; }
    /// The service's images cannot be imported, so that those of allocator() are the only way.
    virtual bool needs_own_images() const { return false; }

    /// `info.format` is the VkFormat that was asked of the service; `memory` is what it, or allocator(), gave. Touches no queue.
    /// All that is imported must be dropped before the binding.
    virtual Result<std::unique_ptr<ImportedSwapchain>> import_swapchain(const SwapchainCreateInfo& info,
                                                                        std::vector<NativeMemory> memory) = 0;

    /// Inside xrEndFrame, after its images were released: a fence that is signalled when all that the application
    /// submitted for them is done. Empty if there is nothing new to wait for.
    virtual Result<OwnedFence> insert_fence() = 0;
    /// After insert_fence(): what the service waits for instead, where both sides can.
    virtual ServiceWait take_service_wait() { return {}; }

    /// Before the first frame: the timeline that ServiceWait::ready_at counts on, to be given to the service; no valid fd if there is
    /// none. The service may refuse it: drop_timeline().
    virtual Result<UniqueFd> export_timeline() { return UniqueFd(); }
    virtual void drop_timeline() {}
};

}  // namespace xrt::comp
