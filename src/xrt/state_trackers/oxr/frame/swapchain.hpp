// SPDX-License-Identifier: BSL-1.0
//
// XrSwapchain: images that the service allocated, imported into the application's graphics API, and whose turn each is.
// Acquiring, waiting and releasing ask nobody: what the service still reads follows from the session's frame counters.
#pragma once

#include <memory>
#include <optional>

#include "auxiliary/util/guarded.hpp"
#include "compositor/client/graphics_binding.hpp"
#include "proto/swapchain.hpp"
#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/frame/foveation.hpp"
#include "state_trackers/oxr/frame/image_ring.hpp"
#include "state_trackers/oxr/frame/sampler_state.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::oxr {

class Instance;
class Session;

/// A swapchain of the service, given back at the end.
class ServiceSwapchain {
 public:
    ServiceSwapchain(std::shared_ptr<Session> session, proto::SwapchainId id);
    ServiceSwapchain(ServiceSwapchain&& other) = default;
    ServiceSwapchain(const ServiceSwapchain&) = delete;
    ServiceSwapchain& operator=(const ServiceSwapchain&) = delete;
    ~ServiceSwapchain();

    Session& session() const { return *session_; }
    proto::SwapchainId id() const { return id_; }

 private:
    std::shared_ptr<Session> session_;
    proto::SwapchainId id_;
};

class Swapchain final : public Object {
 public:
    using Handle = XrSwapchain;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_SWAPCHAIN;

    static Outcome<std::shared_ptr<Swapchain>> create(std::shared_ptr<Session> session,
                                                      const XrSwapchainCreateInfo* info);
    Swapchain(ServiceSwapchain in_service, const SwapchainCreateInfo& info,
              std::unique_ptr<comp::ImportedSwapchain> images);

    Instance& instance();
    Session& session() { return in_service_.session(); }
    proto::SwapchainId id() const { return in_service_.id(); }
    const SwapchainCreateInfo& info() const { return info_; }
    const comp::ImportedSwapchain& images() const { return *images_; }

    Outcome<> acquire(const XrSwapchainImageAcquireInfo* info, uint32_t* index);
    Outcome<> wait(const XrSwapchainImageWaitInfo* info);
    Outcome<> release(const XrSwapchainImageReleaseInfo* info);

    /// How the images are read; what is set is what is got (sampler_state.hpp).
    Outcome<> set_sampler(const XrSwapchainStateSamplerVulkanFB& state);
    Outcome<> set_sampler(const XrSwapchainStateSamplerOpenGLESFB& state);
    void get_sampler(XrSwapchainStateSamplerVulkanFB& state) const;
    void get_sampler(XrSwapchainStateSamplerOpenGLESFB& state) const;

    /// How densely the images are drawn from the next time on that each is acquired. XR_ERROR_VALIDATION_FAILURE for a swapchain that was
    /// not made for it.
    Outcome<> set_foveation(const XrSwapchainStateFoveationFB& state);
    Outcome<> get_foveation(XrSwapchainStateFoveationFB& state) const;

    /// How many images the application has acquired and not released.
    uint32_t acquired_count() const;
    /// What a frame that names this swapchain shows; none before the first release.
    std::optional<uint32_t> released_image() const;
    /// Frame `number` reads the image.
    void note_use(uint32_t index, uint64_t number);
    /// Inside xrEndFrame: what is acquired next may be got ready along with the frame, if it is free by now.
    void expect_acquire();

 private:
    static Outcome<std::shared_ptr<Swapchain>> create_of_own_images(std::shared_ptr<Session> session,
                                                                    const SwapchainCreateInfo& info,
                                                                    FoveationWish foveation);
    static Outcome<std::shared_ptr<Swapchain>> complete(std::shared_ptr<Swapchain> swapchain, FoveationWish foveation);
    Outcome<> check_foveated() const;
    Outcome<> wait_until_free(uint64_t last_use, Duration timeout);

    const ServiceSwapchain in_service_;
    const SwapchainCreateInfo info_;
    const std::unique_ptr<comp::ImportedSwapchain> images_;  ///< goes before the service's
    Guarded<ImageRing> ring_;
    struct Samplers {
        XrSwapchainStateSamplerVulkanFB vulkan = usual_vulkan_sampler();
        XrSwapchainStateSamplerOpenGLESFB opengl_es = usual_opengl_es_sampler();
    };
    Guarded<Samplers> samplers_;           ///< that of the session's graphics API counts
    Guarded<uint64_t> foveation_profile_;  ///< the handle that was given last, which may be gone; 0: none
};

}  // namespace xrt::oxr
