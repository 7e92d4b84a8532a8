// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/layer_checks.hpp"

#include <algorithm>
#include <cmath>

#include "auxiliary/math/pose.hpp"

namespace xrt::oxr {
namespace {

constexpr float least_extent = 1e-5f;  // of the sphere; less is nothing

bool is_less_than_a_right_angle(float angle) { return std::abs(angle) < std::numbers::pi_v<float> / 2; }

}  // namespace

Outcome<Pose> checked_pose(const XrPosef& pose) {
    const Pose checked{{pose.orientation.x, pose.orientation.y, pose.orientation.z, pose.orientation.w},
                       {pose.position.x, pose.position.y, pose.position.z}};
    if (!is_valid(checked)) {
        return fail(XR_ERROR_POSE_INVALID, "frameEndInfo->layers", "have a pose with the orientation (%g, %g, %g, %g)",
                    double{pose.orientation.x}, double{pose.orientation.y}, double{pose.orientation.z},
                    double{pose.orientation.w});
    }
    return Pose{normalized(checked.orientation), checked.position};
}

Outcome<Fov> checked_fov(const XrFovf& fov) {
    for (const float angle : {fov.angleLeft, fov.angleRight, fov.angleUp, fov.angleDown}) {
        if (is_less_than_a_right_angle(angle)) continue;
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrFovf"},
                    "have a field of view with the angle %g, which is not less than a right angle", double{angle});
    }
    return Fov{fov.angleLeft, fov.angleRight, fov.angleUp, fov.angleDown};
}

Outcome<Rect2D> checked_rect(const XrRect2Di& rect, const Extent2D& image) {
    const auto [x, y] = rect.offset;
    const auto [width, height] = rect.extent;
    const bool positive = x >= 0 && y >= 0 && width >= 0 && height >= 0;
    const bool inside = positive && int64_t{x} + width <= image.width && int64_t{y} + height <= image.height;
    if (!inside) {
        return fail(XR_ERROR_SWAPCHAIN_RECT_INVALID, "frameEndInfo->layers",
                    "have a rectangle %dx%d at (%d, %d), which is not inside its image of %ux%u", width, height, x, y,
                    image.width, image.height);
    }
    return Rect2D{x, y, static_cast<uint32_t>(width), static_cast<uint32_t>(height)};
}

Outcome<Vec2> checked_size(const XrExtent2Df& size) {
    const bool good = std::isfinite(size.width) && std::isfinite(size.height) && size.width >= 0 && size.height >= 0;
    if (!good) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerQuad"},
                    "have a quad of the size %g by %g", double{size.width}, double{size.height});
    }
    return Vec2{size.width, size.height};
}

Outcome<uint32_t> checked_layer_flags(XrCompositionLayerFlags flags) {
    constexpr XrCompositionLayerFlags known = XR_COMPOSITION_LAYER_CORRECT_CHROMATIC_ABERRATION_BIT |
                                              XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT |
                                              XR_COMPOSITION_LAYER_UNPREMULTIPLIED_ALPHA_BIT;
    if ((flags & ~known) != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "rendering-composition-layer-flags"},
                    "have the layer flags %#llx, some of which are not defined",
                    static_cast<unsigned long long>(flags));
    }
    uint32_t result = 0;
    if (flags & XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT) result |= proto::LayerFlags::blend_source_alpha;
    if (flags & XR_COMPOSITION_LAYER_UNPREMULTIPLIED_ALPHA_BIT) result |= proto::LayerFlags::unpremultiplied_alpha;
    return result;
}

Outcome<proto::EyeVisibility> checked_visibility(XrEyeVisibility visibility) {
    switch (visibility) {
        case XR_EYE_VISIBILITY_BOTH:
            return proto::EyeVisibility::both;
        case XR_EYE_VISIBILITY_LEFT:
            return proto::EyeVisibility::left;
        case XR_EYE_VISIBILITY_RIGHT:
            return proto::EyeVisibility::right;
        default:
            return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrEyeVisibility"},
                        "have the eye visibility %d", static_cast<int>(visibility));
    }
}

Outcome<float> checked_radius(float radius) {
    if (!(radius >= 0))
        return fail(XR_ERROR_VALIDATION_FAILURE, "frameEndInfo->layers", "have the radius %g", double{radius});
    return std::isinf(radius) ? 0 : radius;
}

Outcome<float> checked_aspect_ratio(float ratio) {
    if (!(ratio > 0) || std::isinf(ratio)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "frameEndInfo->layers", "have the aspect ratio %g", double{ratio});
    }
    return ratio;
}

Outcome<float> checked_angle(float angle, const AngleRange& range) {
    constexpr float rounding = 1e-3f;
    if (!(angle >= range.least - rounding && angle <= range.most + rounding)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "frameEndInfo->layers",
                    "have the angle %g, which is not between %g and %g", double{angle}, double{range.least},
                    double{range.most});
    }
    return std::clamp(angle, range.least, range.most);
}

Outcome<std::optional<SphereMapping>> sphere_mapping(const XrVector2f& scale, const XrVector2f& bias) {
    for (const float value : {scale.x, scale.y, bias.x, bias.y}) {
        if (!std::isfinite(value))
            return fail(XR_ERROR_VALIDATION_FAILURE, "frameEndInfo->layers", "have the scale or bias %g",
                        double{value});
    }
    if (std::abs(scale.x) < least_extent || std::abs(scale.y) < least_extent) return std::optional<SphereMapping>();
    // on_sphere - 0.5 = (in_image - 0.5) * scale + bias, the other way round
    const Vec2 factor{1 / scale.x, 1 / scale.y};
    return std::optional(SphereMapping{factor, {0.5f - (0.5f + bias.x) * factor.x, 0.5f - (0.5f + bias.y) * factor.y}});
}

std::optional<SphereMapping> sphere_mapping(float central_horizontal_angle, float upper_angle, float lower_angle) {
    constexpr float half_turn = full_turn / 2;
    const float width = central_horizontal_angle / full_turn, height = (upper_angle - lower_angle) / half_turn;
    if (width < least_extent || height < least_extent) return std::nullopt;
    const Vec2 factor{1 / width, 1 / height};
    const float top = 0.5f - upper_angle / half_turn;
    return SphereMapping{factor, {0.5f - 0.5f * factor.x, -top * factor.y}};
}

}  // namespace xrt::oxr
