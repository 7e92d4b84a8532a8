// SPDX-License-Identifier: BSL-1.0
#include "service/frame_conversion.hpp"

#include <cmath>

#include "auxiliary/math/fov.hpp"
#include "auxiliary/math/pose.hpp"

namespace xrt {
namespace {

static_assert(proto::max_layers == max_layers && proto::max_frame_syncs == max_frame_syncs);
static_assert(proto::LayerFlags::all_flags == LayerFlags::all_flags);
static_assert(proto::LayerFlags::unpremultiplied_alpha == LayerFlags::unpremultiplied_alpha);

Error invalid(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

bool is_inside(const Rect2D& rect, const Extent2D& extent) {
    return rect.x >= 0 && rect.y >= 0 && rect.width > 0 && rect.height > 0 &&
           int64_t{rect.x} + rect.width <= extent.width && int64_t{rect.y} + rect.height <= extent.height;
}

Result<void> check_image(const proto::SubImage& image, const SwapchainNative& swapchain) {
    const SwapchainCreateInfo& info = swapchain.info();
    if (info.usage & SwapchainUsage::depth_stencil_attachment) return invalid("a depth swapchain as its picture");
    if (info.face_count != 1) return invalid("a cube as a flat picture");
    if (image.image_index >= swapchain.image_count()) return invalid("an image index beyond the swapchain's last");
    if (image.array_index >= info.array_size) return invalid("an array index beyond the image's last layer");
    if (!is_inside(image.rect, info.extent)) return invalid("a rectangle that is empty or not inside the image");
    return {};
}

Result<SubImage> convert(const proto::SubImage& image, const SwapchainLookup& find_swapchain) {
    std::shared_ptr<SwapchainNative> swapchain = find_swapchain(image.swapchain);
    if (!swapchain) return invalid("a swapchain that is not the client's: " + std::to_string(image.swapchain.value));
    TRY(check_image(image, *swapchain));
    return SubImage{std::move(swapchain), image.image_index, image.array_index, image.rect};
}

Result<ProjectionView> convert(const proto::ProjectionView& view, const SwapchainLookup& find_swapchain) {
    if (!is_valid(view.pose)) return invalid("an invalid pose of a view");
    if (!is_valid(view.fov)) return invalid("an invalid field of view");
    return ProjectionView{view.pose, view.fov, TRY(convert(view.image, find_swapchain))};
}

struct ContentConverter {
    const SwapchainLookup& find_swapchain;

    Result<decltype(Layer::content)> operator()(const proto::ProjectionLayer& projection) const {
        ProjectionLayer layer;
        for (size_t i = 0; i < view_count; ++i) layer.views[i] = TRY(convert(projection.views[i], find_swapchain));
        return decltype(Layer::content)(std::move(layer));
    }

    Result<decltype(Layer::content)> operator()(const proto::QuadLayer& quad) const {
        if (!is_valid(quad.pose)) return invalid("an invalid pose of a quad");
        if (!std::isfinite(quad.size.x) || !std::isfinite(quad.size.y)) return invalid("an infinite size of a quad");
        if (quad.size.x < 0 || quad.size.y < 0) return invalid("a negative size of a quad");
        return decltype(Layer::content)(QuadLayer{static_cast<EyeVisibility>(quad.visibility), quad.pose, quad.size,
                                                  TRY(convert(quad.image, find_swapchain))});
    }
};

Result<Layer> convert(const proto::Layer& layer, const SwapchainLookup& find_swapchain) {
    return Layer{layer.flags.value, layer.head_locked,
                 TRY(std::visit(ContentConverter{find_swapchain}, layer.content))};
}

}  // namespace

Result<LayerFrame> to_layer_frame(const proto::Frame& frame, BoundedVector<UniqueFd, max_frame_syncs> syncs,
                                  const SwapchainLookup& find_swapchain) {
    LayerFrame converted = empty_frame(frame.number, frame.display_time);
    converted.blend_mode = static_cast<BlendMode>(frame.blend_mode);
    for (size_t i = 0; i < frame.layers.size(); ++i) {
        Result<Layer> layer = convert(frame.layers[i], find_swapchain);
        if (!layer) return Error{layer.error().code, "layer " + std::to_string(i) + " has " + layer.error().message};
        converted.layers.push_back(std::move(*layer));
    }
    for (UniqueFd& sync : syncs) converted.syncs.push_back({std::move(sync)});
    return converted;
}

LayerFrame empty_frame(uint64_t number, Time display_time) {
    LayerFrame frame;
    frame.number = number;
    frame.display_time = display_time;
    return frame;
}

}  // namespace xrt
