// SPDX-License-Identifier: BSL-1.0
//
// The commonest of all compositions: one opaque projection layer, drawn for exactly what the eyes see. It needs no
// drawing, and copying it gives the same pixels.
#pragma once

#include <span>

#include "compositor/render/layer_geometry.hpp"
#include "compositor/render/view_target.hpp"

namespace xrt::comp {

/// The layer, if the composition is of that kind.
const ProjectionLayer* find_plain_copy(std::span<LayerFrame* const> frames,
                                       const std::array<EyeView, view_count>& eyes);

CopySource copy_source(const SubImage& image);

}  // namespace xrt::comp
