// SPDX-License-Identifier: BSL-1.0
//
// From a client's layer to one that the compositor may be given: its swapchains found, and everything checked that could
// make the compositor read where it must not, or calculate with what is no number.
#pragma once

#include <functional>
#include <memory>

#include "proto/frame.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt {

/// The client's swapchain of that id, or null.
using SwapchainLookup = std::function<std::shared_ptr<SwapchainNative>(proto::SwapchainId)>;

/// invalid_argument names what is wrong with it, to be read after "layer 3 has ". Its projection has `views` views.
Result<Layer> to_layer(const proto::Layer& layer, size_t views, const SwapchainLookup& find_swapchain);

}  // namespace xrt
