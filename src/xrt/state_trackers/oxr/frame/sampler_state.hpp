// SPDX-License-Identifier: BSL-1.0
//
// How a swapchain's images are read, as the application said it in the terms of its graphics API (XR_FB_swapchain_update_state_vulkan,
// _opengl_es), and what that means to the compositor. Both are VALIDATION_FAILURE for what the compositor does not have, because
// xrUpdateSwapchainFB knows no other code for it:
//
// - One level is read, and with one filter: it must be the same for making smaller and larger. That between levels says nothing.
// - Anisotropy is a maximum that is never reached.
// - Borders are transparent black, opaque black or opaque white.
#pragma once

#include "compositor/client/graphics_binding.hpp"
#include "proto/swapchain.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

/// As a swapchain has it at first.
XrSwapchainStateSamplerVulkanFB usual_vulkan_sampler();
XrSwapchainStateSamplerOpenGLESFB usual_opengl_es_sampler();

Outcome<proto::Sampler> read_sampler(const XrSwapchainStateSamplerVulkanFB& state);
Outcome<proto::Sampler> read_sampler(const XrSwapchainStateSamplerOpenGLESFB& state);

/// For the application's own textures.
comp::TextureParameters texture_parameters(const XrSwapchainStateSamplerOpenGLESFB& state);

}  // namespace xrt::oxr
