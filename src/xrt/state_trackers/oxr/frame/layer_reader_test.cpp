// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/layer_reader.hpp"

#include <array>

#include "state_trackers/oxr/frame/end_frame_fixture.hpp"

namespace xrt::oxr {
namespace {

TEST_F(EndFrame, SendsAProjectionLayer) {
    projection.layerFlags = XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT;
    views[1].pose.position = {0, 2, 0};
    views[1].subImage.imageRect = {{32, 0}, {32, 32}};
    ASSERT_EQ(end({&projection}), XR_SUCCESS);
    const proto::Frame frame = last_frame();
    ASSERT_EQ(frame.layers.size(), 1u);
    EXPECT_EQ(frame.layers[0].flags.value, uint32_t{proto::LayerFlags::blend_source_alpha});
    EXPECT_FALSE(frame.layers[0].head_locked);
    const auto& sent = std::get<proto::ProjectionLayer>(frame.layers[0].content);
    EXPECT_EQ(sent.views[1].pose.position, (Vec3{10, 2, 0}));
    EXPECT_EQ(sent.views[0].fov, (Fov{-0.5f, 0.5f, 0.4f, -0.4f}));
    EXPECT_EQ(sent.views[1].image.rect, (Rect2D{32, 0, 32, 32}));
    EXPECT_EQ(sent.views[0].image.image_index, 0u);
    EXPECT_EQ(sent.views[0].image.swapchain, handle_table().find<Swapchain>(swapchain)->id());
}

TEST_F(EndFrame, GetsTheImageReadyThatIsAcquiredNext) {
    ASSERT_EQ(end({&projection}), XR_SUCCESS);
    EXPECT_EQ(graphics.expected.back(), 1u);
    EXPECT_EQ(cycle(swapchain), 1u);
    ASSERT_EQ(end({&projection}), XR_SUCCESS);
    EXPECT_EQ(graphics.expected.back(), 2u);
    graphics.expected.clear();
    uint32_t index = 0;
    ASSERT_EQ(api::xrAcquireSwapchainImage(swapchain, nullptr, &index), XR_SUCCESS);
    ASSERT_EQ(api::xrAcquireSwapchainImage(swapchain, nullptr, &index), XR_SUCCESS);
    ASSERT_EQ(api::xrAcquireSwapchainImage(swapchain, nullptr, &index), XR_SUCCESS);
    ASSERT_EQ(end({&projection}), XR_SUCCESS);
    EXPECT_TRUE(graphics.expected.empty()) << "the application has them all";
}

TEST_F(EndFrame, LeavesAnImageAloneThatTheCompositorStillReads) {
    service.set_retiring(false);
    for (uint32_t shown = 0; shown < 3; ++shown) {
        graphics.expected.clear();
        ASSERT_EQ(end({&quad}), XR_SUCCESS);
        if (shown < 2) {
            EXPECT_EQ(graphics.expected, std::vector<size_t>{shown + 1});
            EXPECT_EQ(cycle(swapchain), shown + 1);
        } else {
            EXPECT_TRUE(graphics.expected.empty()) << "the first frame may be read yet";
        }
    }
}

TEST_F(EndFrame, SendsAQuadLayer) {
    quad.eyeVisibility = XR_EYE_VISIBILITY_RIGHT;
    quad.size = {2, 3};
    ASSERT_EQ(end({&quad}), XR_SUCCESS);
    const proto::Frame frame = last_frame();
    const auto& sent = std::get<proto::QuadLayer>(frame.layers[0].content);
    EXPECT_EQ(sent.visibility, proto::EyeVisibility::right);
    EXPECT_EQ(sent.size, (Vec2{2, 3}));
    EXPECT_EQ(sent.pose.position, (Vec3{10, 0, 0}));
}

TEST_F(EndFrame, KeepsLayersOfTheHeadWithTheHead) {
    quad.space = make_space(Anchor::Kind::head, {{}, {0, 0, -1}});
    ASSERT_EQ(end({&quad}), XR_SUCCESS);
    EXPECT_TRUE(last_frame().layers[0].head_locked);
    EXPECT_EQ(std::get<proto::QuadLayer>(last_frame().layers[0].content).pose.position, (Vec3{0, 0, -1}));
}

TEST_F(EndFrame, LeavesOutWhatCannotBeSeen) {
    XrCompositionLayerQuad flat = quad, lost = quad, empty = quad;
    flat.size = {0, 0};
    lost.space = make_space(Anchor::Kind::nowhere, {});
    empty.subImage.imageRect.extent = {0, 0};
    XrCompositionLayerProjection nowhere = projection;
    nowhere.space = lost.space;
    views[1].subImage.imageRect.extent = {64, 0};
    ASSERT_EQ(end({&flat, &lost, &empty, &nowhere, &projection, &quad}), XR_SUCCESS);
    EXPECT_EQ(last_frame().layers.size(), 1u);
}

TEST_F(EndFrame, TakesAsManyLayersAsTheSystemSaysAndNoMore) {
    ASSERT_EQ(end(std::vector<const void*>(16, &projection)), XR_SUCCESS);
    EXPECT_EQ(last_frame().layers.size(), 16u);
    EXPECT_EQ(end(std::vector<const void*>(17, &projection)), XR_ERROR_LAYER_LIMIT_EXCEEDED);
}

TEST_F(EndFrame, RefusesLayersThatAreNone) {
    EXPECT_EQ(end({nullptr}), XR_ERROR_LAYER_INVALID);
    XrCompositionLayerBaseHeader unknown{XR_TYPE_COMPOSITION_LAYER_CUBE_KHR};
    EXPECT_EQ(end({&unknown}), XR_ERROR_LAYER_INVALID);
    XrFrameEndInfo info{XR_TYPE_FRAME_END_INFO};
    info.displayTime = 1;
    info.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
    info.layerCount = 1;
    EXPECT_EQ(api::xrEndFrame(session, &info), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(service.count("end_frame"), 0u);
}

TEST_F(EndFrame, RefusesTimesAndBlendModesThatAreNone) {
    begin_frame(session);
    XrFrameEndInfo info{XR_TYPE_FRAME_END_INFO};
    info.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
    EXPECT_EQ(api::xrEndFrame(session, &info), XR_ERROR_TIME_INVALID);
    info.displayTime = 1;
    for (const int mode : {0, 4}) {
        info.environmentBlendMode = XrEnvironmentBlendMode(mode);
        EXPECT_EQ(api::xrEndFrame(session, &info), XR_ERROR_ENVIRONMENT_BLEND_MODE_UNSUPPORTED);
    }
}

TEST_F(EndFrame, TellsHowTheEnvironmentIsBlended) {
    for (const auto& [mode, told] : {std::pair(XR_ENVIRONMENT_BLEND_MODE_ADDITIVE, proto::BlendMode::additive),
                                     {XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND, proto::BlendMode::alpha_blend},
                                     {XR_ENVIRONMENT_BLEND_MODE_OPAQUE, proto::BlendMode::opaque}}) {
        const XrFrameState state = begin_frame(session);
        const XrFrameEndInfo info{XR_TYPE_FRAME_END_INFO, nullptr, state.predictedDisplayTime, mode, 0, nullptr};
        EXPECT_EQ(api::xrEndFrame(session, &info), XR_SUCCESS);
        EXPECT_EQ(last_frame().blend_mode, told);
    }
}

TEST_F(EndFrame, RefusesASwapchainThatWasNeverReleased) {
    quad.subImage.swapchain = make_swapchain(session);
    EXPECT_EQ(end({&quad}), XR_ERROR_LAYER_INVALID);
    uint32_t index = 0;
    EXPECT_EQ(api::xrAcquireSwapchainImage(quad.subImage.swapchain, nullptr, &index), XR_SUCCESS);
    EXPECT_EQ(end({&quad}), XR_ERROR_LAYER_INVALID);
}

TEST_F(EndFrame, RefusesWrongHandles) {
    quad.subImage.swapchain = from_raw<XrSwapchain>(5);
    EXPECT_EQ(end({&quad}), XR_ERROR_HANDLE_INVALID);
    quad.subImage.swapchain = swapchain;
    quad.space = from_raw<XrSpace>(to_raw(swapchain));
    EXPECT_EQ(end({&quad}), XR_ERROR_HANDLE_INVALID);
}

TEST_F(EndFrame, RefusesWhatBelongsToAnotherSession) {
    FakeGraphicsLog other_graphics;
    const XrInstance other = make_instance();
    XrSession other_session = XR_NULL_HANDLE;
    ASSERT_TRUE(Session::create(object(other), make_fake_graphics(other_graphics), &other_session).ok());
    quad.subImage.swapchain = make_swapchain(other_session);
    EXPECT_EQ(end({&quad}), XR_ERROR_VALIDATION_FAILURE);
    quad.subImage.swapchain = swapchain;
    const XrSession mine = std::exchange(session, other_session);
    quad.space = make_space(Anchor::Kind::stage, {});
    session = mine;
    EXPECT_EQ(end({&quad}), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrDestroyInstance(other), XR_SUCCESS);
}

TEST_F(EndFrame, RefusesBadSubImages) {
    quad.subImage.imageArrayIndex = 1;
    EXPECT_EQ(end({&quad}), XR_ERROR_VALIDATION_FAILURE);
    quad.subImage.imageArrayIndex = 0;
    quad.subImage.imageRect.offset = {1, 1};
    EXPECT_EQ(end({&quad}), XR_ERROR_SWAPCHAIN_RECT_INVALID);
    quad.subImage.imageRect.offset = {-1, -1};
    EXPECT_EQ(end({&quad}), XR_ERROR_SWAPCHAIN_RECT_INVALID);
}

TEST_F(EndFrame, RefusesBadValuesInQuads) {
    const auto refuses = [&](auto& member, auto value, XrResult expected) {
        const auto good = std::exchange(member, value);
        EXPECT_EQ(end({&quad}), expected);
        member = good;
    };
    refuses(quad.pose.orientation, XrQuaternionf{0, 0, 0, 0.98f}, XR_ERROR_POSE_INVALID);
    refuses(quad.size, XrExtent2Df{-1, 1}, XR_ERROR_VALIDATION_FAILURE);
    refuses(quad.eyeVisibility, static_cast<XrEyeVisibility>(9), XR_ERROR_VALIDATION_FAILURE);
    refuses(quad.layerFlags, XrCompositionLayerFlags{0x100}, XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(end({&quad}), XR_SUCCESS);
}

TEST_F(EndFrame, RefusesBadValuesInEveryViewOfAProjection) {
    for (XrCompositionLayerProjectionView& view : views) {
        const auto refuses = [&](auto& member, auto value, XrResult expected) {
            const auto good = std::exchange(member, value);
            EXPECT_EQ(end({&projection}), expected);
            member = good;
        };
        refuses(view.type, XR_TYPE_VIEW, XR_ERROR_VALIDATION_FAILURE);
        refuses(view.pose.orientation, XrQuaternionf{0.1f, 0.1f, 0.1f, 0.1f}, XR_ERROR_POSE_INVALID);
        refuses(view.fov.angleLeft, -2.0f, XR_ERROR_VALIDATION_FAILURE);
        refuses(view.subImage.imageArrayIndex, 1u, XR_ERROR_VALIDATION_FAILURE);
        refuses(view.subImage.imageRect.extent.width, 65, XR_ERROR_SWAPCHAIN_RECT_INVALID);
    }
    EXPECT_EQ(end({&projection}), XR_SUCCESS);
}

TEST_F(EndFrame, RefusesAnotherNumberOfViews) {
    for (const uint32_t count : {0u, 1u, 3u}) {
        projection.viewCount = count;
        EXPECT_EQ(end({&projection}), XR_ERROR_VALIDATION_FAILURE);
    }
    projection.viewCount = 2;
    projection.views = nullptr;
    EXPECT_EQ(end({&projection}), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(EndFrame, AnImageThatTheFrameReadsIsNotFreeBeforeTheFrameIsRetired) {
    service.set_retiring(false);
    ASSERT_EQ(end({&quad}), XR_SUCCESS);
    cycle(swapchain);
    cycle(swapchain);
    uint32_t index = 9;
    ASSERT_EQ(api::xrAcquireSwapchainImage(swapchain, nullptr, &index), XR_SUCCESS);
    EXPECT_EQ(index, 0u);
    const XrSwapchainImageWaitInfo wait{XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO, nullptr, 0};
    EXPECT_EQ(api::xrWaitSwapchainImage(swapchain, &wait), XR_TIMEOUT_EXPIRED);
    service.retire_all();
    EXPECT_EQ(api::xrWaitSwapchainImage(swapchain, &wait), XR_SUCCESS);
}

TEST_F(EndFrame, ARefusedFrameKeepsNoSwapchainAlive) {
    XrCompositionLayerQuad bad = quad;
    bad.pose.orientation = {};
    EXPECT_EQ(end({&quad, &bad}), XR_ERROR_POSE_INVALID);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    EXPECT_EQ(graphics.dropped, 1u);
    EXPECT_EQ(service.count("destroy_session"), 1u);
}

}  // namespace
}  // namespace xrt::oxr
