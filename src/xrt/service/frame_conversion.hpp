// SPDX-License-Identifier: BSL-1.0
//
// From a client's frame to one that the compositor may be given. The client's own checks gave the application good
// errors; these keep the service safe from a client that made none.
#pragma once

#include <functional>

#include "proto/frame.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt {

/// The client's swapchain of that id, or null.
using SwapchainLookup = std::function<std::shared_ptr<SwapchainNative>(proto::SwapchainId)>;

/// invalid_argument names the layer and what is wrong with it.
Result<LayerFrame> to_layer_frame(const proto::Frame& frame, BoundedVector<UniqueFd, max_frame_syncs> syncs,
                                  const SwapchainLookup& find_swapchain);

/// The same frame showing nothing, for one that was refused.
LayerFrame empty_frame(uint64_t number, Time display_time);

}  // namespace xrt
