// SPDX-License-Identifier: BSL-1.0
//
// XR_FB_swapchain_update_state: which state a swapchain has is for other extensions to say.
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/frame/swapchain.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

/// What a swapchain of that session has.
enum class StateKind { vulkan_sampler, opengl_es_sampler, foveation };

Outcome<StateKind> kind_of(Swapchain& swapchain, const XrSwapchainStateBaseHeaderFB* state) {
    TRY(check_pointer(state, "state"));
    const Instance& instance = swapchain.instance();
    const XrStructureType api = swapchain.session().graphics().image_type;
    if (state->type == XR_TYPE_SWAPCHAIN_STATE_SAMPLER_VULKAN_FB && api == XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR &&
        instance.has(Feature::FB_swapchain_update_state_vulkan)) {
        return StateKind::vulkan_sampler;
    }
    if (state->type == XR_TYPE_SWAPCHAIN_STATE_SAMPLER_OPENGL_ES_FB && api == XR_TYPE_SWAPCHAIN_IMAGE_OPENGL_ES_KHR &&
        instance.has(Feature::FB_swapchain_update_state_opengl_es)) {
        return StateKind::opengl_es_sampler;
    }
    if (state->type == XR_TYPE_SWAPCHAIN_STATE_FOVEATION_FB && instance.has(Feature::FB_foveation)) {
        return StateKind::foveation;
    }
    return fail(XR_ERROR_VALIDATION_FAILURE, {"state", "XrSwapchainStateBaseHeaderFB"},
                "has the structure type %d, which is no state of this session's swapchains",
                static_cast<int>(state->type));
}

Outcome<> update(Swapchain& swapchain, const XrSwapchainStateBaseHeaderFB* state) {
    switch (TRY(kind_of(swapchain, state))) {
        case StateKind::vulkan_sampler:
            return swapchain.set_sampler(*reinterpret_cast<const XrSwapchainStateSamplerVulkanFB*>(state));
        case StateKind::opengl_es_sampler:
            return swapchain.set_sampler(*reinterpret_cast<const XrSwapchainStateSamplerOpenGLESFB*>(state));
        case StateKind::foveation:
            break;
    }
    return swapchain.set_foveation(*reinterpret_cast<const XrSwapchainStateFoveationFB*>(state));
}

Outcome<> get(Swapchain& swapchain, XrSwapchainStateBaseHeaderFB* state) {
    switch (TRY(kind_of(swapchain, state))) {
        case StateKind::vulkan_sampler:
            swapchain.get_sampler(*reinterpret_cast<XrSwapchainStateSamplerVulkanFB*>(state));
            return XR_SUCCESS;
        case StateKind::opengl_es_sampler:
            swapchain.get_sampler(*reinterpret_cast<XrSwapchainStateSamplerOpenGLESFB*>(state));
            return XR_SUCCESS;
        case StateKind::foveation:
            break;
    }
    return swapchain.get_foveation(*reinterpret_cast<XrSwapchainStateFoveationFB*>(state));
}

}  // namespace

XrResult api::xrUpdateSwapchainFB(XrSwapchain swapchain, const XrSwapchainStateBaseHeaderFB* state) {
    return call<Swapchain>(swapchain, [&](Swapchain& each) { return update(each, state); });
}

XrResult api::xrGetSwapchainStateFB(XrSwapchain swapchain, XrSwapchainStateBaseHeaderFB* state) {
    return call<Swapchain>(swapchain, [&](Swapchain& each) { return get(each, state); });
}

}  // namespace xrt::oxr
