// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/view_recorder.hpp"

#include "compositor/render/vulkan_swapchain.hpp"

namespace xrt::comp {
namespace {

// FrameImages has refused every other kind.
VkDescriptorSet descriptor_of(const SwapchainNative& swapchain, uint32_t image_index, uint32_t array_index) {
    return static_cast<const VulkanSwapchain&>(swapchain).descriptor(image_index, array_index);
}

VkDescriptorSet descriptor_of(const SubImage& image) {
    return descriptor_of(*image.swapchain, image.image_index, image.array_index);
}

DrawStyle style_of(const Layer& layer, Shading shading) {
    DrawStyle style;
    style.shading = shading;
    if (layer.blend) {
        style.blend = *layer.blend;
    } else if ((layer.flags & LayerFlags::blend_source_alpha) == 0) {
        style.blend = replacing;
    }
    style.depth_test = layer.depth_test;
    return style;
}

}  // namespace

Result<void> ViewRecorder::record(const Layer& layer) {
    return std::visit([&](const auto& content) { return record_content(layer, content); }, layer.content);
}

/// Narrow views lie above the wide ones of the same eye.
Result<void> ViewRecorder::record_content(const Layer& layer, const ProjectionLayer& projection) {
    const auto& views = projection.views;
    const size_t own = views.size() == 1 || context_.viewer == Viewer::left_eye ? 0 : 1;
    for (size_t view = own; view < views.size(); view += view_count) TRY(record_view(layer, views[view]));
    return {};
}

Result<void> ViewRecorder::record_view(const Layer& layer, const ProjectionView& view) {
    const DrawConstants constants = place_projection(layer, view, context_.eye);
    const bool reads_depth = view.depth && (layer.depth_test || is_seen_from_elsewhere(layer, view, context_.eye));
    DrawStyle style = style_of(layer, reads_depth ? Shading::projection_with_depth : Shading::projection);
    if (!reads_depth) style.depth_test.reset();  // "chained to layers without depth must be ignored"
    DrawInputs inputs{descriptor_of(view.image)};
    if (reads_depth) inputs.depths = descriptor_of(view.depth->image);
    return draw(style, inputs, constants);
}

template <typename Flat>
Result<void> ViewRecorder::record_flat(const Layer& layer, const Flat& flat, Shading shading) {
    if (!is_seen_by(flat.visibility, context_.viewer)) return {};
    const auto placed = place(layer, flat, context_.eye);
    if (!placed) return {};
    return draw(style_of(layer, shading), {descriptor_of(flat.image)}, *placed);
}

Result<void> ViewRecorder::record_content(const Layer& layer, const QuadLayer& quad) {
    return record_flat(layer, quad, Shading::quad);
}

Result<void> ViewRecorder::record_content(const Layer& layer, const CylinderLayer& cylinder) {
    return record_flat(layer, cylinder, Shading::cylinder);
}

Result<void> ViewRecorder::record_content(const Layer& layer, const EquirectLayer& sphere) {
    return record_flat(layer, sphere, Shading::equirect);
}

Result<void> ViewRecorder::record_content(const Layer& layer, const CubeLayer& cube) {
    if (!is_seen_by(cube.visibility, context_.viewer)) return {};
    const auto placed = place(layer, cube, context_.eye);
    if (!placed) return {};
    const VkDescriptorSet picture = descriptor_of(*cube.swapchain, cube.image_index, cube.array_index);
    return draw(style_of(layer, Shading::cube), {picture}, *placed);
}

Result<void> ViewRecorder::record_content(const Layer& layer, const PassthroughLayer& passthrough) {
    DrawStyle style = style_of(layer, Shading::passthrough);
    if (!layer.blend) style.blend = covering;  // its opacity is not a texel's
    return draw(style, {}, place_passthrough(passthrough, context_.eye));
}

Result<void> ViewRecorder::record_surroundings(Surroundings how) {
    DrawStyle style;
    style.shading = Shading::passthrough;
    if (how == Surroundings::added) {
        style.blend = {BlendFactor::one, BlendFactor::one, BlendFactor::zero, BlendFactor::one};
    }
    return draw(style, {}, place_passthrough({}, context_.eye));
}

Result<void> ViewRecorder::record_opaque() {
    DrawStyle style;
    style.shading = Shading::opaque;
    style.blend = {BlendFactor::zero, BlendFactor::one, BlendFactor::one, BlendFactor::zero};
    return draw(style, {}, {});
}

Result<void> ViewRecorder::record_dimming(float brightness) {
    DrawStyle style;
    style.shading = Shading::dimmed;
    DrawConstants constants;
    constants.color_scale[3] = brightness;
    return draw(style, {}, constants);
}

/// By far the commonest way to draw, which can be made cheap.
bool ViewRecorder::lies_on_black(const DrawStyle& style) const {
    return is_untouched_ && context_.pass == ViewPass::color && context_.alpha == 1 &&
           style.shading == Shading::projection && style.blend == replacing;
}

Result<void> ViewRecorder::draw(DrawStyle style, DrawInputs inputs, const DrawConstants& constants) {
    style.flags = constants.flags;
    if (lies_on_black(style)) style.flags |= DrawConstants::on_black;
    is_untouched_ = false;
    inputs.constants = constants_.add(constants);
    return pipelines_.record(context_.commands, context_.pass, style, inputs);
}

}  // namespace xrt::comp
