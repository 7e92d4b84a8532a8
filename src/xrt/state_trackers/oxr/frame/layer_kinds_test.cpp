// SPDX-License-Identifier: BSL-1.0
//
// Layers of extensions, and what extensions hang on layers.
#include <cmath>
#include <limits>

#include "state_trackers/oxr/frame/end_frame_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

class LayerKinds : public EndFrame {
 protected:
    LayerKinds()
        : EndFrame({Feature::KHR_composition_layer_cylinder, Feature::KHR_composition_layer_equirect,
                    Feature::KHR_composition_layer_equirect2, Feature::KHR_composition_layer_cube,
                    Feature::KHR_composition_layer_depth, Feature::KHR_composition_layer_color_scale_bias,
                    Feature::FB_composition_layer_settings, Feature::FB_composition_layer_image_layout,
                    Feature::FB_composition_layer_alpha_blend, Feature::FB_composition_layer_depth_test,
                    Feature::EXT_composition_layer_inverted_alpha}) {
        set_up(cylinder);
        cylinder.radius = 2;
        cylinder.centralAngle = 1;
        cylinder.aspectRatio = 1.5f;
        set_up(equirect);
        equirect.radius = 3;
        equirect.scale = {1, 1};
        set_up(equirect2);
        equirect2.radius = 3;
        equirect2.centralHorizontalAngle = 6.2831853f;
        equirect2.upperVerticalAngle = 1.5707963f;
        equirect2.lowerVerticalAngle = -1.5707963f;
        cube.space = stage;
        cube.orientation = {0, 0, 0, 1};
        cube.swapchain = make_cube();
    }

    template <typename Layer>
    void set_up(Layer& layer) {
        layer.space = stage;
        layer.pose = identity;
        layer.subImage = whole_image();
    }

    XrSwapchain make(XrSwapchainCreateInfo info) {
        XrSwapchain made = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateSwapchain(session, &info, &made), XR_SUCCESS);
        cycle(made);
        return made;
    }
    XrSwapchain make_cube() {
        XrSwapchainCreateInfo info = swapchain_info();
        info.width = info.height = 32;
        info.faceCount = 6;
        info.arraySize = 2;
        return make(info);
    }
    XrSwapchain make_depth() {
        XrSwapchainCreateInfo info = swapchain_info();
        info.usageFlags = XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
        return make(info);
    }

    template <typename Content>
    Content sent() {
        const proto::Frame frame = last_frame();
        EXPECT_EQ(frame.layers.size(), 1u);
        return std::get<Content>(frame.layers[0].content);
    }
    /// xrEndFrame with that value gives that error; the layer is as before afterwards.
    template <typename Layer, typename Member, typename Value>
    void expect_refused(Layer& layer, Member& member, Value value, XrResult expected) {
        const Member good = std::exchange(member, value);
        EXPECT_EQ(end({&layer}), expected);
        member = good;
    }

    XrCompositionLayerCylinderKHR cylinder{XR_TYPE_COMPOSITION_LAYER_CYLINDER_KHR};
    XrCompositionLayerEquirectKHR equirect{XR_TYPE_COMPOSITION_LAYER_EQUIRECT_KHR};
    XrCompositionLayerEquirect2KHR equirect2{XR_TYPE_COMPOSITION_LAYER_EQUIRECT2_KHR};
    XrCompositionLayerCubeKHR cube{XR_TYPE_COMPOSITION_LAYER_CUBE_KHR};
};

TEST_F(EndFrame, RefusesLayersOfExtensionsThatAreNotEnabled) {
    for (const XrStructureType type : {XR_TYPE_COMPOSITION_LAYER_CYLINDER_KHR, XR_TYPE_COMPOSITION_LAYER_EQUIRECT_KHR,
                                       XR_TYPE_COMPOSITION_LAYER_EQUIRECT2_KHR, XR_TYPE_COMPOSITION_LAYER_CUBE_KHR}) {
        const XrCompositionLayerBaseHeader layer{type, nullptr, 0, stage};
        EXPECT_EQ(end({&layer}), XR_ERROR_LAYER_INVALID);
    }
}

TEST_F(EndFrame, PassesOverStructuresOfExtensionsThatAreNotEnabled) {
    XrCompositionLayerAlphaBlendFB bad{XR_TYPE_COMPOSITION_LAYER_ALPHA_BLEND_FB};
    bad.srcFactorAlpha = static_cast<XrBlendFactorFB>(77);
    quad.next = &bad;
    EXPECT_EQ(end({&quad}), XR_SUCCESS);
    EXPECT_FALSE(last_frame().layers[0].blend);
    quad.layerFlags = XR_COMPOSITION_LAYER_INVERTED_ALPHA_BIT_EXT;
    EXPECT_EQ(end({&quad}), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(LayerKinds, SendsACylinder) {
    cylinder.eyeVisibility = XR_EYE_VISIBILITY_LEFT;
    ASSERT_EQ(end({&cylinder}), XR_SUCCESS);
    const auto layer = sent<proto::CylinderLayer>();
    EXPECT_EQ(layer.visibility, proto::EyeVisibility::left);
    EXPECT_EQ(layer.pose.position, (Vec3{10, 0, 0}));
    EXPECT_EQ(layer.radius, 2);
    EXPECT_EQ(layer.central_angle, 1);
    EXPECT_EQ(layer.aspect_ratio, 1.5f);
    cylinder.radius = infinity;
    ASSERT_EQ(end({&cylinder}), XR_SUCCESS);
    EXPECT_EQ(sent<proto::CylinderLayer>().radius, 0) << "which means the same";
    cylinder.centralAngle = 0;
    ASSERT_EQ(end({&cylinder}), XR_SUCCESS);
    EXPECT_TRUE(last_frame().layers.empty()) << "nothing of it can be seen";
}

TEST_F(LayerKinds, RefusesBadCylinders) {
    expect_refused(cylinder, cylinder.radius, -1.0f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(cylinder, cylinder.radius, nan, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(cylinder, cylinder.centralAngle, -0.1f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(cylinder, cylinder.centralAngle, 6.5f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(cylinder, cylinder.aspectRatio, 0.0f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(cylinder, cylinder.pose.orientation, XrQuaternionf{}, XR_ERROR_POSE_INVALID);
    expect_refused(cylinder, cylinder.eyeVisibility, XrEyeVisibility(5), XR_ERROR_VALIDATION_FAILURE);
    expect_refused(cylinder, cylinder.subImage.imageRect.extent.width, 65, XR_ERROR_SWAPCHAIN_RECT_INVALID);
    expect_refused(cylinder, cylinder.subImage.swapchain, cube.swapchain, XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(end({&cylinder}), XR_SUCCESS);
}

TEST_F(LayerKinds, BothKindsOfSphereMeanTheSame) {
    ASSERT_EQ(end({&equirect}), XR_SUCCESS);
    const auto whole = sent<proto::EquirectLayer>();
    EXPECT_EQ(whole.scale, (Vec2{1, 1}));
    EXPECT_EQ(whole.bias, (Vec2{0, 0}));
    EXPECT_EQ(whole.radius, 3);
    ASSERT_EQ(end({&equirect2}), XR_SUCCESS);
    const auto whole2 = sent<proto::EquirectLayer>();
    EXPECT_NEAR(whole2.scale.x, 1, 1e-5);
    EXPECT_NEAR(whole2.bias.y, 0, 1e-5);

    equirect.scale = {0.25f, 0.5f};  // a quarter of a turn both ways, straight ahead
    equirect2.centralHorizontalAngle = 1.5707963f;
    equirect2.upperVerticalAngle = 0.78539816f;
    equirect2.lowerVerticalAngle = -0.78539816f;
    ASSERT_EQ(end({&equirect}), XR_SUCCESS);
    const auto part = sent<proto::EquirectLayer>();
    ASSERT_EQ(end({&equirect2}), XR_SUCCESS);
    const auto part2 = sent<proto::EquirectLayer>();
    EXPECT_NEAR(part.scale.x, 4, 1e-5);
    EXPECT_NEAR(part.bias.x, -1.5, 1e-5);
    EXPECT_NEAR(part2.scale.x, part.scale.x, 1e-4);
    EXPECT_NEAR(part2.scale.y, part.scale.y, 1e-4);
    EXPECT_NEAR(part2.bias.x, part.bias.x, 1e-4);
    EXPECT_NEAR(part2.bias.y, part.bias.y, 1e-4);
}

TEST_F(LayerKinds, RefusesBadSpheres) {
    expect_refused(equirect, equirect.radius, -1.0f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(equirect, equirect.scale, XrVector2f{nan, 1}, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(equirect, equirect.bias, XrVector2f{0, infinity}, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(equirect2, equirect2.centralHorizontalAngle, 7.0f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(equirect2, equirect2.upperVerticalAngle, 2.0f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(equirect2, equirect2.lowerVerticalAngle, nan, XR_ERROR_VALIDATION_FAILURE);
    equirect.scale = {0, 1};
    equirect2.lowerVerticalAngle = equirect2.upperVerticalAngle;
    EXPECT_EQ(end({&equirect, &equirect2}), XR_SUCCESS);
    EXPECT_TRUE(last_frame().layers.empty()) << "nothing of them can be seen";
}

TEST_F(LayerKinds, SendsACube) {
    cube.imageArrayIndex = 1;
    ASSERT_EQ(end({&cube}), XR_SUCCESS);
    const auto layer = sent<proto::CubeLayer>();
    EXPECT_EQ(layer.array_index, 1u);
    EXPECT_EQ(layer.pose.position, (Vec3{}));
    expect_refused(cube, cube.imageArrayIndex, 2u, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(cube, cube.swapchain, swapchain, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(cube, cube.orientation, XrQuaternionf{}, XR_ERROR_POSE_INVALID);
    expect_refused(cube, cube.eyeVisibility, XrEyeVisibility(3), XR_ERROR_VALIDATION_FAILURE);
}

class LayerDepthInfo : public LayerKinds {
 protected:
    LayerDepthInfo() {
        for (size_t i = 0; i < 2; ++i) {
            depth[i].subImage = whole_image();
            depth[i].subImage.swapchain = depth_swapchain;
            depth[i].maxDepth = 1;
            depth[i].nearZ = 0.1f;
            depth[i].farZ = infinity;
            views[i].next = &depth[i];
        }
    }
    XrSwapchain depth_swapchain = make_depth();
    XrCompositionLayerDepthInfoKHR depth[2]{{XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR},
                                            {XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR}};
};

TEST_F(LayerDepthInfo, IsSentWithEachView) {
    depth[1].nearZ = 100;
    depth[1].farZ = 0.01f;
    ASSERT_EQ(end({&projection}), XR_SUCCESS);
    const auto layer = sent<proto::ProjectionLayer>();
    ASSERT_TRUE(layer.views[0].depth && layer.views[1].depth);
    EXPECT_TRUE(layer.views[0].depth->far_is_infinite);
    EXPECT_FALSE(layer.views[0].depth->near_is_infinite);
    EXPECT_EQ(layer.views[1].depth->near_z, 100);
    EXPECT_EQ(layer.views[1].depth->far_z, 0.01f);
}

TEST_F(LayerDepthInfo, RefusesWhatTheSpecificationForbids) {
    auto& info = depth[1];
    expect_refused(projection, info.minDepth, 1.0f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(projection, info.minDepth, -0.5f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(projection, info.maxDepth, 1.5f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(projection, info.nearZ, infinity, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(projection, info.nearZ, 0.0f, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(projection, info.farZ, nan, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(projection, info.subImage.swapchain, swapchain, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(projection, info.subImage.imageRect.extent.width, 65, XR_ERROR_SWAPCHAIN_RECT_INVALID);
    expect_refused(projection, views[0].subImage.swapchain, depth_swapchain, XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(end({&projection}), XR_SUCCESS);
}

TEST_F(LayerDepthInfo, ThatOfSeveralSamplesIsNotUsed) {
    XrSwapchainCreateInfo info = swapchain_info();
    info.usageFlags = XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    info.sampleCount = 4;
    for (auto& each : depth) each.subImage.swapchain = make(info);
    ASSERT_EQ(end({&projection}), XR_SUCCESS);
    EXPECT_FALSE(sent<proto::ProjectionLayer>().views[0].depth);
}

TEST_F(LayerKinds, SendsWhatHangsOnALayer) {
    XrCompositionLayerColorScaleBiasKHR color{
        XR_TYPE_COMPOSITION_LAYER_COLOR_SCALE_BIAS_KHR, nullptr, {1, 2, 3, 4}, {5, 6, 7, 8}};
    XrCompositionLayerSettingsFB settings{XR_TYPE_COMPOSITION_LAYER_SETTINGS_FB, &color,
                                          XR_COMPOSITION_LAYER_SETTINGS_QUALITY_SHARPENING_BIT_FB |
                                              XR_COMPOSITION_LAYER_SETTINGS_NORMAL_SUPER_SAMPLING_BIT_FB};
    XrCompositionLayerImageLayoutFB layout{XR_TYPE_COMPOSITION_LAYER_IMAGE_LAYOUT_FB, &settings,
                                           XR_COMPOSITION_LAYER_IMAGE_LAYOUT_VERTICAL_FLIP_BIT_FB};
    XrCompositionLayerAlphaBlendFB blend{XR_TYPE_COMPOSITION_LAYER_ALPHA_BLEND_FB,
                                         &layout,
                                         XR_BLEND_FACTOR_SRC_ALPHA_FB,
                                         XR_BLEND_FACTOR_ONE_MINUS_DST_ALPHA_FB,
                                         XR_BLEND_FACTOR_ZERO_FB,
                                         XR_BLEND_FACTOR_ONE_FB};
    XrCompositionLayerDepthTestFB test{XR_TYPE_COMPOSITION_LAYER_DEPTH_TEST_FB, &blend, XR_FALSE,
                                       XR_COMPARE_OP_GREATER_FB};
    quad.next = &test;
    quad.layerFlags = XR_COMPOSITION_LAYER_INVERTED_ALPHA_BIT_EXT;
    ASSERT_EQ(end({&quad}), XR_SUCCESS);
    const proto::Frame frame = last_frame();
    const proto::Layer& layer = frame.layers[0];
    using Flags = proto::LayerFlags;
    EXPECT_EQ(layer.flags.value, Flags::inverted_alpha | Flags::flip_vertically | Flags::normal_super_sampling |
                                     Flags::quality_sharpening);
    EXPECT_EQ(layer.color, (proto::ColorTransform{{1, 2, 3, 4}, {5, 6, 7, 8}}));
    using Factor = proto::BlendFactor;
    EXPECT_EQ(layer.blend, (proto::BlendFactors{Factor::source_alpha, Factor::one_minus_destination_alpha, Factor::zero,
                                                Factor::one}));
    EXPECT_EQ(layer.depth_test, (proto::DepthTest{false, proto::CompareOperation::greater}));
    expect_refused(quad, color.colorBias.g, nan, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(quad, settings.layerFlags, 0x400u, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(quad, layout.flags, 2u, XR_ERROR_VALIDATION_FAILURE);
    expect_refused(quad, blend.dstFactorAlpha, XrBlendFactorFB(6), XR_ERROR_VALIDATION_FAILURE);
    expect_refused(quad, test.compareOp, XrCompareOpFB(8), XR_ERROR_VALIDATION_FAILURE);
}

}  // namespace
}  // namespace xrt::oxr
