// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/passthrough.hpp"

#include <cmath>

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr XrPassthroughFlagsFB at_once = XR_PASSTHROUGH_IS_RUNNING_AT_CREATION_BIT_FB;

XrPassthroughBrightnessContrastSaturationFB adjustment(float brightness, float contrast, float saturation) {
    return {XR_TYPE_PASSTHROUGH_BRIGHTNESS_CONTRAST_SATURATION_FB, nullptr, brightness, contrast, saturation};
}

class PassthroughTest : public RuntimeFixture {
 protected:
    PassthroughTest() {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance({Feature::FB_passthrough});
        session = make_running_session();
    }
    XrResult create(XrPassthroughFlagsFB flags = 0) {
        const XrPassthroughCreateInfoFB info{XR_TYPE_PASSTHROUGH_CREATE_INFO_FB, nullptr, flags};
        return api::xrCreatePassthroughFB(session, &info, &passthrough);
    }
    XrResult create_layer(XrPassthroughFlagsFB flags = 0,
                          XrPassthroughLayerPurposeFB purpose = XR_PASSTHROUGH_LAYER_PURPOSE_RECONSTRUCTION_FB) {
        const XrPassthroughLayerCreateInfoFB info{XR_TYPE_PASSTHROUGH_LAYER_CREATE_INFO_FB, nullptr, passthrough, flags,
                                                  purpose};
        return api::xrCreatePassthroughLayerFB(session, &info, &layer);
    }
    /// The layers of a frame with the passthrough layer alone.
    size_t shown() {
        EXPECT_EQ(end(), XR_SUCCESS);
        return service.frames().back().layers.size();
    }
    XrResult end() {
        const XrCompositionLayerPassthroughFB content{XR_TYPE_COMPOSITION_LAYER_PASSTHROUGH_FB, nullptr, 0, space,
                                                      layer};
        const auto* const layers = reinterpret_cast<const XrCompositionLayerBaseHeader*>(&content);
        const XrFrameState state = begin_frame(session);
        const XrFrameEndInfo info{XR_TYPE_FRAME_END_INFO,           nullptr, state.predictedDisplayTime,
                                  XR_ENVIRONMENT_BLEND_MODE_OPAQUE, 1,       &layers};
        return api::xrEndFrame(session, &info);
    }

    XrSession session = XR_NULL_HANDLE;
    XrSpace space = XR_NULL_HANDLE;
    XrPassthroughFB passthrough = XR_NULL_HANDLE;
    XrPassthroughLayerFB layer = XR_NULL_HANDLE;
};

TEST_F(PassthroughTest, IsThereOncePerSession) {
    EXPECT_EQ(create_layer(), XR_ERROR_FEATURE_REQUIRED_PASSTHROUGH_FB);
    EXPECT_EQ(create(), XR_SUCCESS);
    EXPECT_EQ(create(), XR_ERROR_FEATURE_ALREADY_CREATED_PASSTHROUGH_FB);
    EXPECT_EQ(api::xrDestroyPassthroughFB(passthrough), XR_SUCCESS);
    EXPECT_EQ(create_layer(), XR_ERROR_FEATURE_REQUIRED_PASSTHROUGH_FB);
    EXPECT_EQ(create(), XR_SUCCESS);
    EXPECT_EQ(create_layer(), XR_SUCCESS);
}

TEST_F(PassthroughTest, IsSeenWhileItAndItsLayerRun) {
    EXPECT_EQ(create(), XR_SUCCESS);
    EXPECT_EQ(create_layer(at_once), XR_SUCCESS);
    EXPECT_EQ(shown(), 0u);
    EXPECT_EQ(api::xrPassthroughStartFB(passthrough), XR_SUCCESS);
    EXPECT_EQ(shown(), 1u);
    EXPECT_EQ(api::xrPassthroughLayerPauseFB(layer), XR_SUCCESS);
    EXPECT_EQ(shown(), 0u);
    EXPECT_EQ(api::xrPassthroughLayerResumeFB(layer), XR_SUCCESS);
    EXPECT_EQ(shown(), 1u);
    EXPECT_EQ(api::xrPassthroughPauseFB(passthrough), XR_SUCCESS);
    EXPECT_EQ(shown(), 0u);
}

TEST_F(PassthroughTest, TheStyleIsShown) {
    EXPECT_EQ(create(at_once), XR_SUCCESS);
    EXPECT_EQ(create_layer(at_once), XR_SUCCESS);
    const XrPassthroughStyleFB style{XR_TYPE_PASSTHROUGH_STYLE_FB, nullptr, 0.5f, {1, 0.25f, 0, 0.75f}};
    EXPECT_EQ(api::xrPassthroughLayerSetStyleFB(layer, &style), XR_SUCCESS);
    ASSERT_EQ(shown(), 1u);
    const auto sent = std::get<proto::PassthroughLayer>(service.frames().back().layers[0].content);
    EXPECT_EQ(sent.opacity, 0.5f);
    EXPECT_EQ(sent.edge_color.g, 0.25f);
    EXPECT_EQ(sent.edge_color.a, 0.75f);
    EXPECT_FALSE(sent.adjustment);
}

TEST_F(PassthroughTest, ColorsAreAdjusted) {
    EXPECT_EQ(create(at_once), XR_SUCCESS);
    EXPECT_EQ(create_layer(at_once), XR_SUCCESS);
    const auto change = adjustment(-30, 2, 0.5f);
    const XrPassthroughStyleFB style{XR_TYPE_PASSTHROUGH_STYLE_FB, &change, 1, {0, 0, 0, 0}};
    EXPECT_EQ(api::xrPassthroughLayerSetStyleFB(layer, &style), XR_SUCCESS);
    ASSERT_EQ(shown(), 1u);
    const auto sent = std::get<proto::PassthroughLayer>(service.frames().back().layers[0].content);
    EXPECT_EQ(sent.adjustment, (proto::ColorAdjustment{-30, 2, 0.5f}));
}

TEST_F(PassthroughTest, ALayerIsSeenNoMoreWhenPassthroughIsGone) {
    EXPECT_EQ(create(at_once), XR_SUCCESS);
    EXPECT_EQ(create_layer(at_once), XR_SUCCESS);
    EXPECT_EQ(shown(), 1u);
    EXPECT_EQ(api::xrDestroyPassthroughFB(passthrough), XR_SUCCESS);
    EXPECT_EQ(shown(), 0u);
    EXPECT_EQ(api::xrDestroyPassthroughLayerFB(layer), XR_SUCCESS);
    EXPECT_EQ(end(), XR_ERROR_HANDLE_INVALID);
}

TEST_F(PassthroughTest, TheSystemHasItInColorAndWithoutDepth) {
    XrSystemPassthroughPropertiesFB has{XR_TYPE_SYSTEM_PASSTHROUGH_PROPERTIES_FB, nullptr, XR_FALSE};
    XrSystemPassthroughProperties2FB can{XR_TYPE_SYSTEM_PASSTHROUGH_PROPERTIES2_FB, &has, 0};
    XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES, &can};
    EXPECT_EQ(api::xrGetSystemProperties(instance, the_system_id, &properties), XR_SUCCESS);
    EXPECT_EQ(has.supportsPassthrough, XrBool32{XR_TRUE});
    EXPECT_EQ(can.capabilities, XR_PASSTHROUGH_CAPABILITY_BIT_FB | XR_PASSTHROUGH_CAPABILITY_COLOR_BIT_FB);
}

TEST_F(PassthroughTest, HasNoMeshes) {
    XrGeometryInstanceCreateInfoFB info{XR_TYPE_GEOMETRY_INSTANCE_CREATE_INFO_FB};
    XrGeometryInstanceFB made = XR_NULL_HANDLE;
    EXPECT_EQ(api::xrCreateGeometryInstanceFB(session, &info, &made), XR_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_EQ(api::xrDestroyGeometryInstanceFB(made), XR_ERROR_HANDLE_INVALID);
}

TEST_F(PassthroughTest, RefusesBadStyles) {
    EXPECT_EQ(create(), XR_SUCCESS);
    EXPECT_EQ(create_layer(), XR_SUCCESS);
    XrPassthroughStyleFB style{XR_TYPE_PASSTHROUGH_STYLE_FB, nullptr, 1.5f, {0, 0, 0, 0}};
    EXPECT_EQ(api::xrPassthroughLayerSetStyleFB(layer, &style), XR_ERROR_VALIDATION_FAILURE);
    style.textureOpacityFactor = 1;
    for (const XrPassthroughBrightnessContrastSaturationFB& bad :
         {adjustment(101, 1, 1), adjustment(0, -1, 1), adjustment(0, 1, std::nanf(""))}) {
        style.next = &bad;
        EXPECT_EQ(api::xrPassthroughLayerSetStyleFB(layer, &style), XR_ERROR_VALIDATION_FAILURE);
    }
    XrPassthroughColorMapMonoToMonoFB map{};
    map.type = XR_TYPE_PASSTHROUGH_COLOR_MAP_MONO_TO_MONO_FB;
    style.next = &map;
    EXPECT_EQ(api::xrPassthroughLayerSetStyleFB(layer, &style), XR_ERROR_FEATURE_UNSUPPORTED);
    const auto more = adjustment(0, 1, 1);
    map.next = &more;
    EXPECT_EQ(api::xrPassthroughLayerSetStyleFB(layer, &style), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(PassthroughTest, RefusesBadRequests) {
    EXPECT_EQ(create(XR_PASSTHROUGH_LAYER_DEPTH_BIT_FB), XR_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_EQ(create(0x100), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create(), XR_SUCCESS);
    EXPECT_EQ(create_layer(0, XR_PASSTHROUGH_LAYER_PURPOSE_PROJECTED_FB), XR_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_EQ(create_layer(0, XrPassthroughLayerPurposeFB(9)), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(end(), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(create_layer(), XR_SUCCESS);
    space = from_raw<XrSpace>(5);
    EXPECT_EQ(end(), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(PassthroughTest, ItsLayersAreNoneWithoutTheExtension) {
    EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
    instance = make_instance({});
    session = make_running_session();
    EXPECT_EQ(end(), XR_ERROR_LAYER_INVALID);
}

}  // namespace
}  // namespace xrt::oxr
