// SPDX-License-Identifier: BSL-1.0
//
// Which part of a view can be seen, as meshes in the plane one metre before it (XR_KHR_visibility_mask). Pure geometry.
#pragma once

#include <span>
#include <vector>

#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "xrt/math.hpp"

namespace xrt::oxr {

struct VisibilityMesh {
    std::vector<XrVector2f> vertices;
    std::vector<uint32_t> indices;
};

/// `outline` as ViewInfo::visible_outline has it. Empty: nothing is hidden, and the mesh is empty too, as the specification
/// wants it where there is no mask. XR_ERROR_VALIDATION_FAILURE for what is no type.
Outcome<VisibilityMesh> make_visibility_mesh(XrVisibilityMaskTypeKHR type, std::span<const Vec2> outline,
                                             const Fov& fov);

}  // namespace xrt::oxr
