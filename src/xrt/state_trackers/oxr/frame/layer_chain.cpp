// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/layer_chain.hpp"

#include <cmath>

#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/frame/layer_checks.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

/// Finds the structure if its extension is enabled.
template <typename Structure>
const Structure* find_enabled(const Instance& instance, Feature feature, const void* chain, XrStructureType type) {
    return instance.has(feature) ? find_in_chain<Structure>(chain, type) : nullptr;
}

/// Ours for theirs, bit by bit; XR_ERROR_VALIDATION_FAILURE for a bit that has no meaning.
template <size_t Count>
Outcome<uint32_t> translate(XrFlags64 flags, const std::pair<XrFlags64, uint32_t> (&table)[Count]) {
    uint32_t result = 0;
    for (const auto& [theirs, ours] : table) {
        if (flags & theirs) result |= ours;
        flags &= ~theirs;
    }
    if (flags != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "frameEndInfo->layers",
                    "have %#llx among their flags, which is not defined", static_cast<unsigned long long>(flags));
    }
    return result;
}

Outcome<uint32_t> read_settings(const Instance& instance, const void* chain) {
    const auto* settings = find_enabled<XrCompositionLayerSettingsFB>(instance, Feature::FB_composition_layer_settings,
                                                                      chain, XR_TYPE_COMPOSITION_LAYER_SETTINGS_FB);
    if (settings == nullptr) return 0u;
    return translate(
        settings->layerFlags,
        {{XR_COMPOSITION_LAYER_SETTINGS_NORMAL_SUPER_SAMPLING_BIT_FB, proto::LayerFlags::normal_super_sampling},
         {XR_COMPOSITION_LAYER_SETTINGS_QUALITY_SUPER_SAMPLING_BIT_FB, proto::LayerFlags::quality_super_sampling},
         {XR_COMPOSITION_LAYER_SETTINGS_NORMAL_SHARPENING_BIT_FB, proto::LayerFlags::normal_sharpening},
         {XR_COMPOSITION_LAYER_SETTINGS_QUALITY_SHARPENING_BIT_FB, proto::LayerFlags::quality_sharpening}});
}

Outcome<uint32_t> read_image_layout(const Instance& instance, const void* chain) {
    const auto* layout = find_enabled<XrCompositionLayerImageLayoutFB>(
        instance, Feature::FB_composition_layer_image_layout, chain, XR_TYPE_COMPOSITION_LAYER_IMAGE_LAYOUT_FB);
    if (layout == nullptr) return 0u;
    return translate(layout->flags,
                     {{XR_COMPOSITION_LAYER_IMAGE_LAYOUT_VERTICAL_FLIP_BIT_FB, proto::LayerFlags::flip_vertically}});
}

Outcome<proto::Color> checked_color(const XrColor4f& color) {
    for (const float channel : {color.r, color.g, color.b, color.a}) {
        if (!std::isfinite(channel))
            return fail(XR_ERROR_VALIDATION_FAILURE, "frameEndInfo->layers", "have the colour %g", double{channel});
    }
    return proto::Color{color.r, color.g, color.b, color.a};
}

Outcome<std::optional<proto::ColorTransform>> read_color(const Instance& instance, const void* chain) {
    const auto* color =
        find_enabled<XrCompositionLayerColorScaleBiasKHR>(instance, Feature::KHR_composition_layer_color_scale_bias,
                                                          chain, XR_TYPE_COMPOSITION_LAYER_COLOR_SCALE_BIAS_KHR);
    if (color == nullptr) return std::optional<proto::ColorTransform>();
    const proto::Color scale = TRY(checked_color(color->colorScale));
    const proto::Color bias = TRY(checked_color(color->colorBias));
    return std::optional(proto::ColorTransform{scale, bias});
}

static_assert(uint32_t(proto::BlendFactor::one_minus_destination_alpha) == XR_BLEND_FACTOR_ONE_MINUS_DST_ALPHA_FB);
static_assert(uint32_t(proto::CompareOperation::always) == XR_COMPARE_OP_ALWAYS_FB);

Outcome<proto::BlendFactor> checked_factor(XrBlendFactorFB factor) {
    const bool known = factor >= XR_BLEND_FACTOR_ZERO_FB && factor <= XR_BLEND_FACTOR_ONE_MINUS_DST_ALPHA_FB;
    if (!known)
        return fail(XR_ERROR_VALIDATION_FAILURE, "frameEndInfo->layers", "have the blend factor %d",
                    static_cast<int>(factor));
    return static_cast<proto::BlendFactor>(factor);
}

Outcome<std::optional<proto::BlendFactors>> read_blend(const Instance& instance, const void* chain) {
    const auto* blend = find_enabled<XrCompositionLayerAlphaBlendFB>(
        instance, Feature::FB_composition_layer_alpha_blend, chain, XR_TYPE_COMPOSITION_LAYER_ALPHA_BLEND_FB);
    if (blend == nullptr) return std::optional<proto::BlendFactors>();
    proto::BlendFactors factors;
    factors.source_color = TRY(checked_factor(blend->srcFactorColor));
    factors.destination_color = TRY(checked_factor(blend->dstFactorColor));
    factors.source_alpha = TRY(checked_factor(blend->srcFactorAlpha));
    factors.destination_alpha = TRY(checked_factor(blend->dstFactorAlpha));
    return std::optional(factors);
}

Outcome<std::optional<proto::DepthTest>> read_depth_test(const Instance& instance, const void* chain) {
    const auto* test = find_enabled<XrCompositionLayerDepthTestFB>(instance, Feature::FB_composition_layer_depth_test,
                                                                   chain, XR_TYPE_COMPOSITION_LAYER_DEPTH_TEST_FB);
    if (test == nullptr) return std::optional<proto::DepthTest>();
    const bool known = test->compareOp >= XR_COMPARE_OP_NEVER_FB && test->compareOp <= XR_COMPARE_OP_ALWAYS_FB;
    if (!known) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "frameEndInfo->layers", "have the comparison %d",
                    static_cast<int>(test->compareOp));
    }
    return std::optional(
        proto::DepthTest{test->depthMask != XR_FALSE, static_cast<proto::CompareOperation>(test->compareOp)});
}

Outcome<uint32_t> read_flags(const Instance& instance, XrCompositionLayerFlags flags) {
    const bool may_invert = instance.has(Feature::EXT_composition_layer_inverted_alpha);
    const bool inverts = (flags & XR_COMPOSITION_LAYER_INVERTED_ALPHA_BIT_EXT) != 0;
    if (!may_invert || !inverts) return checked_layer_flags(flags);
    return TRY(checked_layer_flags(flags & ~XR_COMPOSITION_LAYER_INVERTED_ALPHA_BIT_EXT)) |
           proto::LayerFlags::inverted_alpha;
}

}  // namespace

Outcome<proto::Layer> read_layer_header(const Instance& instance, const XrCompositionLayerBaseHeader& layer) {
    proto::Layer result;
    result.flags.value = TRY(read_flags(instance, layer.layerFlags));
    result.flags.value |= TRY(read_settings(instance, layer.next));
    result.flags.value |= TRY(read_image_layout(instance, layer.next));
    result.color = TRY(read_color(instance, layer.next));
    result.blend = TRY(read_blend(instance, layer.next));
    result.depth_test = TRY(read_depth_test(instance, layer.next));
    return result;
}

Outcome<std::optional<DepthInfo>> read_depth_info(const Instance& instance, const void* chain) {
    const auto* info = find_enabled<XrCompositionLayerDepthInfoKHR>(instance, Feature::KHR_composition_layer_depth,
                                                                    chain, XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR);
    if (info == nullptr) return std::optional<DepthInfo>();
    const bool ordered = info->minDepth >= 0 && info->minDepth < info->maxDepth && info->maxDepth <= 1;
    if (!ordered) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerDepthInfoKHR"},
                    "have depths from %g to %g; they are in order and in 0..1", double{info->minDepth},
                    double{info->maxDepth});
    }
    const bool apart = info->nearZ > 0 && info->farZ > 0 && info->nearZ != info->farZ;
    if (!apart) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerDepthInfoKHR"},
                    "have depths at %g and %g metres; they are positive and not equal", double{info->nearZ},
                    double{info->farZ});
    }
    DepthInfo result;
    result.sub_image = &info->subImage;
    result.depth.min_depth = info->minDepth;
    result.depth.max_depth = info->maxDepth;
    result.depth.near_is_infinite = std::isinf(info->nearZ);
    result.depth.far_is_infinite = std::isinf(info->farZ);
    if (!result.depth.near_is_infinite) result.depth.near_z = info->nearZ;
    if (!result.depth.far_is_infinite) result.depth.far_z = info->farZ;
    return std::optional(result);
}

}  // namespace xrt::oxr
