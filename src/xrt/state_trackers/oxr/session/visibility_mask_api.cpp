// SPDX-License-Identifier: BSL-1.0
//
// XR_KHR_visibility_mask.
#include <algorithm>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/failure.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/instance/view_configuration.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/session/visibility_mesh.hpp"

namespace xrt::oxr {
namespace {

/// Two arrays in one structure: they are asked for together, and fit together or not at all.
Outcome<> write_mesh(const VisibilityMesh& mesh, XrVisibilityMaskKHR& mask) {
    const bool only_counts = mask.vertexCapacityInput == 0 || mask.indexCapacityInput == 0;
    mask.vertexCountOutput = static_cast<uint32_t>(mesh.vertices.size());
    mask.indexCountOutput = static_cast<uint32_t>(mesh.indices.size());
    if (only_counts) return XR_SUCCESS;
    TRY(check_pointer(mask.vertices));
    TRY(check_pointer(mask.indices));
    if (mask.vertexCapacityInput < mesh.vertices.size() || mask.indexCapacityInput < mesh.indices.size()) {
        return fail(XR_ERROR_SIZE_INSUFFICIENT, "visibilityMask",
                    "has room for %u vertices and %u indices of %zu and %zu", mask.vertexCapacityInput,
                    mask.indexCapacityInput, mesh.vertices.size(), mesh.indices.size());
    }
    std::ranges::copy(mesh.vertices, mask.vertices);
    std::ranges::copy(mesh.indices, mask.indices);
    return XR_SUCCESS;
}

Outcome<> get_mask(Session& session, XrViewConfigurationType configuration, uint32_t index,
                   XrVisibilityMaskTypeKHR type, XrVisibilityMaskKHR* mask) {
    TRY(check_type(mask, XR_TYPE_VISIBILITY_MASK_KHR));
    TRY(check_view_configuration(session.instance(), configuration));
    const std::span<const SharedView> views = views_of(session.instance(), configuration);
    if (index >= views.size()) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "viewIndex", "is %u; the view configuration has %zu views", index,
                    views.size());
    }
    const SharedView& view = views[index];
    const size_t count = std::min<size_t>(view.outline_count, max_outline_points);
    return write_mesh(TRY(make_visibility_mesh(type, std::span(view.visible_outline).first(count), view.fov)), *mask);
}

}  // namespace

XrResult api::xrGetVisibilityMaskKHR(XrSession session, XrViewConfigurationType viewConfigurationType,
                                     uint32_t viewIndex, XrVisibilityMaskTypeKHR visibilityMaskType,
                                     XrVisibilityMaskKHR* visibilityMask) {
    return call<Session>(session, [&](Session& s) {
        return get_mask(s, viewConfigurationType, viewIndex, visibilityMaskType, visibilityMask);
    });
}

}  // namespace xrt::oxr
