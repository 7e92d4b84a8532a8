// SPDX-License-Identifier: BSL-1.0
//
// What every kind of layer has: its flags, and the structures of extensions in its chain that change how it is read and
// blended. Those of extensions that the instance did not enable are passed over like any other unknown structure.
#pragma once

#include "proto/frame.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

class Instance;

/// Everything but head_locked and the content.
Outcome<proto::Layer> read_layer_header(const Instance& instance, const XrCompositionLayerBaseHeader& layer);

/// None: the view has no depths, or none that the compositor can read. The image is left to be filled in from `sub_image`.
struct DepthInfo {
    proto::DepthImage depth;
    const XrSwapchainSubImage* sub_image = nullptr;
};
Outcome<std::optional<DepthInfo>> read_depth_info(const Instance& instance, const void* chain);

}  // namespace xrt::oxr
