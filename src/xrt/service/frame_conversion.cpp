// SPDX-License-Identifier: BSL-1.0
#include "service/frame_conversion.hpp"

#include <algorithm>

namespace xrt {
namespace {

static_assert(proto::max_layers == max_layers && proto::max_frame_syncs == max_frame_syncs);
static_assert(proto::max_secondary_view_configurations == max_secondary_frames);
static_assert(uint32_t(proto::ViewConfiguration::first_person_observer) ==
              uint32_t(ViewConfiguration::first_person_observer));

using ProtoLayers = BoundedVector<proto::Layer, max_layers>;
using Layers = BoundedVector<Layer, max_layers>;

Result<void> convert(const ProtoLayers& layers, proto::ViewConfiguration configuration, const SwapchainLookup& find,
                     Layers& converted) {
    const size_t views = view_count_of(configuration);
    for (size_t i = 0; i < layers.size(); ++i) {
        Result<Layer> layer = to_layer(layers[i], views, find);
        if (!layer) return Error{layer.error().code, "layer " + std::to_string(i) + " has " + layer.error().message};
        converted.push_back(std::move(*layer));
    }
    return {};
}

Result<void> convert(const proto::SecondaryFrame& frame, const SessionViews& views, const SwapchainLookup& find,
                     SecondaryFrame& converted) {
    if (std::ranges::count(views.secondary, frame.view_configuration) == 0) {
        return Error{ErrorCode::invalid_argument, "the session has no such secondary view configuration"};
    }
    converted.view_configuration = static_cast<ViewConfiguration>(frame.view_configuration);
    converted.blend_mode = static_cast<BlendMode>(frame.blend_mode);
    return convert(frame.layers, frame.view_configuration, find, converted.layers);
}

}  // namespace

Result<LayerFrame> to_layer_frame(const proto::Frame& frame, BoundedVector<UniqueFd, max_frame_syncs> syncs,
                                  const SessionViews& views, const SwapchainLookup& find_swapchain) {
    LayerFrame converted = empty_frame(frame.number, frame.display_time);
    converted.ready_at = frame.ready_at;
    converted.blend_mode = static_cast<BlendMode>(frame.blend_mode);
    TRY(convert(frame.layers, views.primary, find_swapchain, converted.layers));
    for (const proto::SecondaryFrame& secondary : frame.secondary) {
        TRY(convert(secondary, views, find_swapchain, converted.secondary.push_back({})));
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
