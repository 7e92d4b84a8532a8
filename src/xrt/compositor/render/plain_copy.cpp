// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/plain_copy.hpp"

#include "compositor/render/vulkan_swapchain.hpp"

namespace xrt::comp {
namespace {

/// The only layer of all frames, if there is but one, and no surroundings are to be seen.
const Layer* find_only_layer(std::span<LayerFrame* const> frames) {
    const Layer* found = nullptr;
    for (const LayerFrame* frame : frames) {
        if (frame->blend_mode != BlendMode::opaque) return nullptr;
        if (frame->layers.size() > 1 || (found && !frame->layers.empty())) return nullptr;
        if (!frame->layers.empty()) found = frame->layers.begin();
    }
    return found;
}

/// Its texels are shown as they are.
bool is_plain(const Layer& layer) {
    constexpr uint32_t harmless = LayerFlags::unpremultiplied_alpha | LayerFlags::inverted_alpha;
    return (layer.flags & ~harmless) == 0 && !layer.color && !layer.blend && !layer.depth_test;
}

bool has_own_channels(const Sampler& sampler) {
    constexpr ChannelSource itself = ChannelSource::itself;
    return sampler.red == itself && sampler.green == itself && sampler.blue == itself && sampler.alpha == itself;
}

bool has_pixels_of_a_view(const SubImage& image) {
    const SwapchainCreateInfo& info = image.swapchain->info();
    const bool is_swizzled = !has_own_channels(image.swapchain->sampler());
    return info.format == ViewPasses::color_format && info.sample_count == 1 && !is_swizzled;
}

}  // namespace

const ProjectionLayer* find_plain_copy(std::span<LayerFrame* const> frames,
                                       const std::array<EyeView, view_count>& eyes) {
    const Layer* layer = find_only_layer(frames);
    if (!layer || !is_plain(*layer)) return nullptr;
    const auto* projection = std::get_if<ProjectionLayer>(&layer->content);
    if (!projection || projection->views.size() != view_count) return nullptr;
    for (size_t view = 0; view < view_count; ++view) {
        const ProjectionView& shown = projection->views[view];
        if (!has_pixels_of_a_view(shown.image) || !is_plain_copy(*layer, shown, eyes[view])) return nullptr;
    }
    return projection;
}

CopySource copy_source(const SubImage& image) {
    const auto& swapchain = static_cast<const VulkanSwapchain&>(*image.swapchain);
    return {swapchain.image(image.image_index), image.array_index, {image.rect.x, image.rect.y, 0}};
}

}  // namespace xrt::comp
