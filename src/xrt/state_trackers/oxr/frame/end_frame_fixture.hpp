// SPDX-License-Identifier: BSL-1.0
//
// For tests: a session with a released image, and layers that show it, each of which xrEndFrame takes as it is.
#pragma once

#include <array>

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {

inline constexpr XrPosef identity{{0, 0, 0, 1}, {0, 0, 0}};

/// A space that is wherever the test wants it.
class FakeSpace final : public Space {
 public:
    FakeSpace(std::shared_ptr<Session> session, Anchor::Kind kind, const Pose& pose)
        : Space(std::move(session), pose), kind_(kind) {}
    Anchor anchor() override { return {kind_, 0}; }

 private:
    Anchor::Kind kind_;
};

class EndFrame : public RuntimeFixture {
 protected:
    /// Of an instance with these extensions.
    explicit EndFrame(std::vector<Feature> features = {}) {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance(std::move(features));
        session = make_running_session();
        swapchain = make_swapchain(session);
        cycle(swapchain);
        stage = make_space(Anchor::Kind::stage, {{}, {10, 0, 0}});
        for (XrCompositionLayerProjectionView& view : views) {
            view = {XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW};
            view.pose = identity;
            view.fov = {-0.5f, 0.5f, 0.4f, -0.4f};
            view.subImage = whole_image();
        }
        projection.space = stage;
        projection.viewCount = 2;
        projection.views = views.data();
        quad.space = stage;
        quad.pose = identity;
        quad.size = {1, 1};
        quad.subImage = whole_image();
    }

    XrSpace make_space(Anchor::Kind kind, const Pose& pose) {
        XrSpace handle = XR_NULL_HANDLE;
        const auto owner = handle_table().find<Session>(session);
        const auto space = std::make_shared<FakeSpace>(owner, kind, pose);
        EXPECT_TRUE(handle_table().insert<Space>(space, to_raw(session), &handle).ok());
        return handle;
    }

    XrSwapchainSubImage whole_image() const { return {swapchain, {{0, 0}, {64, 32}}, 0}; }

    XrResult end(std::vector<const void*> layers) {
        const XrFrameState state = begin_frame(session);
        XrFrameEndInfo info{XR_TYPE_FRAME_END_INFO};
        info.displayTime = state.predictedDisplayTime;
        info.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
        info.layerCount = static_cast<uint32_t>(layers.size());
        info.layers = reinterpret_cast<const XrCompositionLayerBaseHeader* const*>(layers.data());
        return api::xrEndFrame(session, &info);
    }
    proto::Frame last_frame() { return service.frames().back(); }

    XrSession session = XR_NULL_HANDLE;
    XrSwapchain swapchain = XR_NULL_HANDLE;
    XrSpace stage = XR_NULL_HANDLE;
    std::array<XrCompositionLayerProjectionView, 2> views;
    XrCompositionLayerProjection projection{XR_TYPE_COMPOSITION_LAYER_PROJECTION};
    XrCompositionLayerQuad quad{XR_TYPE_COMPOSITION_LAYER_QUAD};
};

}  // namespace xrt::oxr
