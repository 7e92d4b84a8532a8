// SPDX-License-Identifier: BSL-1.0
#include "compositor/multi/frame_check.hpp"

#include <string>

#include "auxiliary/math/fov.hpp"
#include "auxiliary/math/pose.hpp"

namespace xrt::comp {
namespace {

Error invalid(const char* what) { return {ErrorCode::invalid_argument, what}; }

bool is_inside(const Rect2D& rect, const Extent2D& extent) {
    return rect.x >= 0 && rect.y >= 0 && rect.width > 0 && rect.height > 0 &&
           int64_t{rect.x} + rect.width <= extent.width && int64_t{rect.y} + rect.height <= extent.height;
}

Result<void> check_image(const SubImage& image) {
    if (!image.swapchain) return invalid("no swapchain");
    const SwapchainCreateInfo& info = image.swapchain->info();
    if (!(info.usage & SwapchainUsage::color_attachment) && (info.usage & SwapchainUsage::depth_stencil_attachment)) {
        return invalid("a depth swapchain as the picture");
    }
    if (info.face_count != 1) return invalid("a cube as a flat picture");
    if (image.image_index >= image.swapchain->image_count())
        return invalid("image index beyond the swapchain's last image");
    if (image.array_index >= info.array_size) return invalid("array index beyond the image's last layer");
    if (!is_inside(image.rect, info.extent)) return invalid("image rectangle not inside the image");
    return {};
}

Result<void> check_content(const ProjectionLayer& layer) {
    const size_t views = layer.views.size();
    if (views != 1 && views != 2 && views != 4) return invalid("a number of views that no view configuration has");
    for (const ProjectionView& view : layer.views) {
        if (!is_valid(view.space_from_eye)) return invalid("invalid pose of a view");
        if (!is_valid(view.fov)) return invalid("invalid field of view");
        TRY(check_image(view.image));
    }
    return {};
}

Result<void> check_content(const QuadLayer& layer) {
    if (!is_valid(layer.space_from_quad)) return invalid("invalid pose of a quad");
    if (!std::isfinite(layer.size.x) || !std::isfinite(layer.size.y)) return invalid("infinite size of a quad");
    if (layer.visibility > EyeVisibility::right) return invalid("unknown eye visibility");
    return check_image(layer.image);
}

template <typename Content>
Result<void> check_content(const Content&) {
    return Error{ErrorCode::unsupported, "a layer of a kind that the compositor does not draw"};
}

Result<void> check_layer(const Layer& layer) {
    if (layer.flags & ~LayerFlags::all_flags) return invalid("unknown layer flags");
    return std::visit([](const auto& content) { return check_content(content); }, layer.content);
}

}  // namespace

Result<void> check_frame(const LayerFrame& frame) {
    for (size_t i = 0; i < frame.layers.size(); ++i) {
        auto result = check_layer(frame.layers[i]);
        if (!result.ok())
            return Error{result.error().code, "layer " + std::to_string(i) + ": " + result.error().message};
    }
    return {};
}

}  // namespace xrt::comp
