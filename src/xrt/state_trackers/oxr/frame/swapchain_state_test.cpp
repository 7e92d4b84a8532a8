// SPDX-License-Identifier: BSL-1.0
//
// XR_FB_swapchain_update_state with samplers.
#include "state_trackers/oxr/frame/sampler_state.hpp"
#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

class SwapchainState : public RuntimeFixture {
 protected:
    SwapchainState() {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance({Feature::FB_swapchain_update_state, Feature::FB_swapchain_update_state_vulkan,
                                  Feature::FB_swapchain_update_state_opengl_es});
        session = make_session();
        object(session).graphics().image_type = XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR;
        swapchain = make_swapchain(session);
    }
    template <typename State>
    XrResult update(const State& wanted) {
        return api::xrUpdateSwapchainFB(swapchain, reinterpret_cast<const XrSwapchainStateBaseHeaderFB*>(&wanted));
    }
    template <typename State>
    XrResult get(State& present) {
        return api::xrGetSwapchainStateFB(swapchain, reinterpret_cast<XrSwapchainStateBaseHeaderFB*>(&present));
    }

    XrSession session = XR_NULL_HANDLE;
    XrSwapchain swapchain = XR_NULL_HANDLE;
    XrSwapchainStateSamplerVulkanFB state = usual_vulkan_sampler();
};

TEST_F(SwapchainState, IsLinearAndClampedAtFirst) {
    XrSwapchainStateSamplerVulkanFB present{XR_TYPE_SWAPCHAIN_STATE_SAMPLER_VULKAN_FB};
    EXPECT_EQ(get(present), XR_SUCCESS);
    EXPECT_EQ(present.minFilter, VK_FILTER_LINEAR);
    EXPECT_EQ(present.wrapModeT, VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE);
    EXPECT_EQ(present.maxAnisotropy, 1);
    EXPECT_FALSE(service.last_sampler());
}

TEST_F(SwapchainState, GivesBackWhatWasSetAndTellsTheService) {
    state.minFilter = state.magFilter = VK_FILTER_NEAREST;
    state.mipmapMode = VK_SAMPLER_MIPMAP_MODE_LINEAR;
    state.wrapModeS = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_BORDER;
    state.wrapModeT = VK_SAMPLER_ADDRESS_MODE_MIRRORED_REPEAT;
    state.swizzleRed = VK_COMPONENT_SWIZZLE_B;
    state.swizzleAlpha = VK_COMPONENT_SWIZZLE_ONE;
    state.maxAnisotropy = 4;
    state.borderColor = {1, 1, 1, 1};
    EXPECT_EQ(update(state), XR_SUCCESS);
    const proto::Sampler sent = *service.last_sampler();
    EXPECT_EQ(sent.filter, proto::TexelFilter::nearest);
    EXPECT_EQ(sent.wrap_s, proto::TexelWrap::clamp_to_border);
    EXPECT_EQ(sent.wrap_t, proto::TexelWrap::mirrored_repeat);
    EXPECT_EQ(sent.border, proto::BorderColor::opaque_white);
    EXPECT_EQ(sent.red, proto::ChannelSource::blue);
    EXPECT_EQ(sent.green, proto::ChannelSource::itself);
    EXPECT_EQ(sent.alpha, proto::ChannelSource::one);
    XrSystemProperties chained{XR_TYPE_SYSTEM_PROPERTIES};
    XrSwapchainStateSamplerVulkanFB present{XR_TYPE_SWAPCHAIN_STATE_SAMPLER_VULKAN_FB, &chained};
    EXPECT_EQ(get(present), XR_SUCCESS);
    EXPECT_EQ(present.next, &chained);
    EXPECT_EQ(present.mipmapMode, VK_SAMPLER_MIPMAP_MODE_LINEAR);
    EXPECT_EQ(present.swizzleRed, VK_COMPONENT_SWIZZLE_B);
    EXPECT_EQ(present.maxAnisotropy, 4);
    EXPECT_EQ(present.borderColor.g, 1);
}

TEST_F(SwapchainState, RefusesWhatTheCompositorDoesNotHave) {
    using State = XrSwapchainStateSamplerVulkanFB;
    const std::vector<void (*)(State&)> changes{
        [](State& s) { s.minFilter = VK_FILTER_NEAREST; },
        [](State& s) { s.minFilter = s.magFilter = VK_FILTER_CUBIC_EXT; },
        [](State& s) { s.mipmapMode = VkSamplerMipmapMode(7); },
        [](State& s) { s.wrapModeS = VK_SAMPLER_ADDRESS_MODE_MIRROR_CLAMP_TO_EDGE; },
        [](State& s) { s.swizzleGreen = VkComponentSwizzle(7); },
        [](State& s) { s.maxAnisotropy = -1; },
        [](State& s) {
            s.wrapModeT = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_BORDER;
            s.borderColor = {0.5f, 0, 0, 1};
        },
    };
    for (const auto& change : changes) {
        State bad = usual_vulkan_sampler();
        change(bad);
        EXPECT_EQ(update(bad), XR_ERROR_VALIDATION_FAILURE);
    }
    EXPECT_FALSE(service.last_sampler());
}

TEST_F(SwapchainState, ReadsTheNumbersOfOpenGles) {
    XrSwapchainStateSamplerOpenGLESFB gl = usual_opengl_es_sampler();
    gl.minFilter = 0x2702;  // nearest within a level, linear between levels
    gl.magFilter = 0x2600;
    gl.wrapModeS = 0x8370;
    gl.swizzleRed = 0x1905;
    gl.swizzleAlpha = 1;
    auto sampler = read_sampler(gl);
    ASSERT_TRUE(sampler.ok());
    EXPECT_EQ(sampler->filter, proto::TexelFilter::nearest);
    EXPECT_EQ(sampler->wrap_s, proto::TexelWrap::mirrored_repeat);
    EXPECT_EQ(sampler->wrap_t, proto::TexelWrap::clamp_to_edge);
    EXPECT_EQ(sampler->red, proto::ChannelSource::blue);
    EXPECT_EQ(sampler->green, proto::ChannelSource::green);
    EXPECT_EQ(sampler->alpha, proto::ChannelSource::one);
    gl.wrapModeS = 0x2900;  // GL_CLAMP
    EXPECT_FALSE(read_sampler(gl).ok());
    EXPECT_EQ(update(usual_opengl_es_sampler()), XR_ERROR_VALIDATION_FAILURE) << "the session draws with Vulkan";
}

TEST_F(SwapchainState, IsNoneWithoutTheExtensionThatDefinesIt) {
    EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
    instance = make_instance({Feature::FB_swapchain_update_state});
    session = make_session();
    object(session).graphics().image_type = XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR;
    swapchain = make_swapchain(session);
    EXPECT_EQ(update(state), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(get(state), XR_ERROR_VALIDATION_FAILURE);
}

}  // namespace
}  // namespace xrt::oxr
