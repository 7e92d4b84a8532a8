// SPDX-License-Identifier: BSL-1.0
//
// From a client's frame to one that the compositor may be given. The client's own checks gave the application good
// errors; these keep the service safe from a client that made none.
#pragma once

#include "service/layer_conversion.hpp"
#include "service/session_views.hpp"

namespace xrt {

/// invalid_argument names the layer and what is wrong with it.
Result<LayerFrame> to_layer_frame(const proto::Frame& frame, BoundedVector<UniqueFd, max_frame_syncs> syncs,
                                  const SessionViews& views, const SwapchainLookup& find_swapchain);

/// The same frame showing nothing, for one that was refused.
LayerFrame empty_frame(uint64_t number, Time display_time);

}  // namespace xrt
