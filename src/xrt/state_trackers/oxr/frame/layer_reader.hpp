// SPDX-License-Identifier: BSL-1.0
//
// Reads XrFrameEndInfo: checks every rule for the frame and its layers, and makes the message for the service. A layer that
// could not be seen (no area, or a space that cannot be located now) is checked like any other and then left out.
#pragma once

#include <memory>

#include "proto/frame.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/frame/swapchain.hpp"
#include "state_trackers/oxr/space/space.hpp"
#include "xrt/bounded_vector.hpp"

namespace xrt::oxr {

class Session;

/// The frame reads that image of the swapchain.
struct UsedImage {
    std::shared_ptr<Swapchain> swapchain;
    uint32_t index = 0;
};

class LayerReader {
 public:
    /// A picture and its depths for every view of every layer, primary and secondary.
    static constexpr size_t most_used_images = 2 * (proto::max_views + 1) * proto::max_layers;
    struct Content {
        proto::Frame frame;
        BoundedVector<UsedImage, most_used_images> images;
    };

    LayerReader(Session& session, Content& content) : session_(session), content_(content) {}

    /// Fills all of the content but the frame's number. After an error the content means nothing.
    Outcome<> read(const XrFrameEndInfo& info);

 private:
    /// Where layers go, and whose views they have.
    struct Target {
        BoundedVector<proto::Layer, proto::max_layers>* layers = nullptr;
        XrViewConfigurationType views = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
    };

    Outcome<> read_layers(uint32_t count, const XrCompositionLayerBaseHeader* const* layers, Target target);
    Outcome<> read_secondary(const XrFrameEndInfo& info);
    Outcome<> read_secondary(const XrSecondaryViewConfigurationLayerInfoMSFT& info);
    Outcome<> read_layer(const XrCompositionLayerBaseHeader* layer);
    Outcome<> read_projection(const XrCompositionLayerProjection& layer);
    Outcome<> read_quad(const XrCompositionLayerQuad& layer);
    Outcome<proto::ProjectionView> read_view(const XrCompositionLayerProjectionView& view);
    Outcome<proto::SubImage> read_sub_image(const XrSwapchainSubImage& image);
    /// None: the space cannot be located.
    Outcome<std::optional<LayerSpace>> read_space(XrSpace handle);

    Session& session_;
    Content& content_;
    Target target_;
};

}  // namespace xrt::oxr
