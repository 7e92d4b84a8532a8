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
    static constexpr size_t most_used_images =
        2 * (proto::max_views + proto::max_secondary_view_configurations) * proto::max_layers;
    using Layers = BoundedVector<proto::Layer, proto::max_layers>;

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
    /// The layer's content, or none for one that cannot be seen.
    using Seen = std::optional<proto::LayerContent>;

    Outcome<> read_layers(uint32_t count, const XrCompositionLayerBaseHeader* const* layers, Target target);
    Outcome<> read_secondary(const XrFrameEndInfo& info);
    Outcome<> read_secondary(const XrSecondaryViewConfigurationLayerInfoMSFT& info);
    Outcome<> read_layer(const XrCompositionLayerBaseHeader* layer);
    Outcome<Seen> read_content(const XrCompositionLayerBaseHeader& layer, const Pose& base_from_space);
    Outcome<Seen> read_projection(const XrCompositionLayerProjection& layer, const Pose& base_from_space);
    Outcome<Seen> read_quad(const XrCompositionLayerQuad& layer, const Pose& base_from_space);
    Outcome<Seen> read_cylinder(const XrCompositionLayerCylinderKHR& layer, const Pose& base_from_space);
    Outcome<Seen> read_equirect(const XrCompositionLayerEquirectKHR& layer, const Pose& base_from_space);
    Outcome<Seen> read_equirect2(const XrCompositionLayerEquirect2KHR& layer, const Pose& base_from_space);
    Outcome<Seen> read_cube(const XrCompositionLayerCubeKHR& layer, const Pose& base_from_space);
    /// None while it is paused.
    Outcome<std::optional<proto::PassthroughLayer>> read_passthrough(const XrCompositionLayerPassthroughFB& layer);
    template <typename Sphere>
    Outcome<proto::EquirectLayer> read_sphere(const Sphere& layer, const Pose& base_from_space);
    Outcome<proto::ProjectionView> read_view(const XrCompositionLayerProjectionView& view);
    Outcome<std::optional<proto::DepthImage>> read_depth(const XrCompositionLayerProjectionView& view);
    Outcome<proto::SubImage> read_picture(const XrSwapchainSubImage& image);
    Outcome<proto::SubImage> read_sub_image(const XrSwapchainSubImage& image);
    Outcome<std::shared_ptr<Swapchain>> find_swapchain(XrSwapchain handle);
    /// The image that was released last.
    Outcome<uint32_t> use_image(const std::shared_ptr<Swapchain>& swapchain);
    /// None: the space cannot be located.
    Outcome<std::optional<LayerSpace>> read_space(XrSpace handle);

    Session& session_;
    Content& content_;
    Target target_;
};

}  // namespace xrt::oxr
