// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/passthrough.hpp"

#include <cmath>

#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

/// XrSystemPassthroughProperties2FB does not offer depth.
Outcome<> check_flags(XrPassthroughFlagsFB flags, Where where) {
    if ((flags & ~(XR_PASSTHROUGH_IS_RUNNING_AT_CREATION_BIT_FB | XR_PASSTHROUGH_LAYER_DEPTH_BIT_FB)) != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE, where, "are %#llx, of which some are not defined",
                    static_cast<unsigned long long>(flags));
    }
    if ((flags & XR_PASSTHROUGH_LAYER_DEPTH_BIT_FB) == 0) return XR_SUCCESS;
    return fail(XR_ERROR_FEATURE_UNSUPPORTED, where, "ask for depth, which the system's capabilities do not offer");
}

bool runs_at_creation(XrPassthroughFlagsFB flags) {
    return (flags & XR_PASSTHROUGH_IS_RUNNING_AT_CREATION_BIT_FB) != 0;
}

/// What is projected is projected on meshes, which belong to another extension.
Outcome<> check_purpose(XrPassthroughLayerPurposeFB purpose) {
    switch (purpose) {
        case XR_PASSTHROUGH_LAYER_PURPOSE_RECONSTRUCTION_FB:
            return XR_SUCCESS;
        case XR_PASSTHROUGH_LAYER_PURPOSE_PROJECTED_FB:
            return fail(XR_ERROR_FEATURE_UNSUPPORTED, "createInfo->purpose",
                        "is projection on meshes, which needs XR_FB_triangle_mesh");
        default:
            return fail(XR_ERROR_VALIDATION_FAILURE,
                        {"createInfo->purpose", "VUID-XrPassthroughLayerCreateInfoFB-purpose-parameter"},
                        "is %d, which is not defined", static_cast<int>(purpose));
    }
}

Outcome<> check_fraction(float value, Where where) {
    if (value >= 0 && value <= 1) return XR_SUCCESS;
    return fail(XR_ERROR_VALIDATION_FAILURE, where, "is %g, outside of 0 to 1", double{value});
}

/// Three ways to change the colours, of which a style has one at most.
Outcome<> check_color_changes(const void* chain) {
    int changes = 0, maps = 0;
    const auto count = [&](XrStructureType type, int& counter) {
        if (find_in_chain<XrBaseInStructure>(chain, type) != nullptr) ++counter;
    };
    count(XR_TYPE_PASSTHROUGH_BRIGHTNESS_CONTRAST_SATURATION_FB, changes);
    count(XR_TYPE_PASSTHROUGH_COLOR_MAP_MONO_TO_RGBA_FB, maps);
    count(XR_TYPE_PASSTHROUGH_COLOR_MAP_MONO_TO_MONO_FB, maps);
    const Where where{"style->next", "XrPassthroughStyleFB"};
    if (changes + maps > 1) {
        return fail(XR_ERROR_VALIDATION_FAILURE, where,
                    "has %d structures that change colours; they are mutually exclusive", changes + maps);
    }
    if (maps == 0) return XR_SUCCESS;
    return fail(XR_ERROR_FEATURE_UNSUPPORTED, where, "has a colour map, which this runtime's compositor does not have");
}

Outcome<std::optional<proto::ColorAdjustment>> read_adjustment(const void* chain) {
    TRY(check_color_changes(chain));
    const auto* adjustment = find_in_chain<XrPassthroughBrightnessContrastSaturationFB>(
        chain, XR_TYPE_PASSTHROUGH_BRIGHTNESS_CONTRAST_SATURATION_FB);
    if (adjustment == nullptr) return std::optional<proto::ColorAdjustment>();
    const Where where{"style->next", "XrPassthroughBrightnessContrastSaturationFB"};
    if (!(std::abs(adjustment->brightness) <= 100)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, where, "has the brightness %g, outside of -100 to 100",
                    double{adjustment->brightness});
    }
    for (const float factor : {adjustment->contrast, adjustment->saturation}) {
        if (!std::isfinite(factor) || factor < 0) {
            return fail(XR_ERROR_VALIDATION_FAILURE, where, "has the contrast %g and the saturation %g",
                        double{adjustment->contrast}, double{adjustment->saturation});
        }
    }
    return std::optional(proto::ColorAdjustment{adjustment->brightness, adjustment->contrast, adjustment->saturation});
}

}  // namespace

Instance& Passthrough::instance() { return session_->instance(); }
Instance& PassthroughLayer::instance() { return session_->instance(); }

Outcome<> Passthrough::create(std::shared_ptr<Session> session, const XrPassthroughCreateInfoFB* info,
                              XrPassthroughFB* handle) {
    TRY(check_type(info, XR_TYPE_PASSTHROUGH_CREATE_INFO_FB));
    TRY(check_pointer(handle, "outPassthrough"));
    TRY(check_flags(info->flags, "createInfo->flags"));
    auto present = session->passthrough().lock();
    if (handle_table().contains(*present)) {
        return fail(XR_ERROR_FEATURE_ALREADY_CREATED_PASSTHROUGH_FB, "session",
                    "has an XrPassthroughFB already; destroy that one first");
    }
    const auto created = std::make_shared<Passthrough>(session, runs_at_creation(info->flags));
    TRY(handle_table().insert(created, session->raw_handle(), handle));
    *present = created->raw_handle();
    return XR_SUCCESS;
}

Outcome<> PassthroughLayer::create(std::shared_ptr<Session> session, const XrPassthroughLayerCreateInfoFB* info,
                                   XrPassthroughLayerFB* handle) {
    TRY(check_type(info, XR_TYPE_PASSTHROUGH_LAYER_CREATE_INFO_FB));
    TRY(check_pointer(handle, "outLayer"));
    if (!handle_table().contains(*session->passthrough().lock())) {
        return fail(XR_ERROR_FEATURE_REQUIRED_PASSTHROUGH_FB, "session", "has no XrPassthroughFB");
    }
    const Where where{"createInfo->passthrough", "VUID-XrPassthroughLayerCreateInfoFB-passthrough-parameter"};
    const std::shared_ptr<Passthrough> feature = TRY(find_or_error<Passthrough>(info->passthrough, where));
    if (&feature->session() != session.get()) {
        return fail(XR_ERROR_VALIDATION_FAILURE, where, "belongs to another session");
    }
    TRY(check_flags(info->flags, "createInfo->flags"));
    TRY(check_purpose(info->purpose));
    const auto created = std::make_shared<PassthroughLayer>(session, feature, runs_at_creation(info->flags));
    return handle_table().insert(created, session->raw_handle(), handle);
}

Outcome<> PassthroughLayer::set_style(const XrPassthroughStyleFB* style) {
    TRY(check_type(style, XR_TYPE_PASSTHROUGH_STYLE_FB));
    const XrColor4f& edge = style->edgeColor;
    TRY(check_fraction(style->textureOpacityFactor, {"style->textureOpacityFactor", "XrPassthroughStyleFB"}));
    for (const float value : {edge.r, edge.g, edge.b, edge.a}) TRY(check_fraction(value, "style->edgeColor"));
    const auto adjustment = TRY(read_adjustment(style->next));
    style_.with([&](proto::PassthroughLayer& own) {
        own = {style->textureOpacityFactor, {edge.r, edge.g, edge.b, edge.a}, adjustment};
    });
    return XR_SUCCESS;
}

std::optional<proto::PassthroughLayer> PassthroughLayer::content() const {
    const std::shared_ptr<Passthrough> feature = feature_.lock();
    if (!running_ || feature == nullptr || !feature->is_running()) return std::nullopt;
    return style_.with([](const proto::PassthroughLayer& style) { return style; });
}

}  // namespace xrt::oxr
