// SPDX-License-Identifier: BSL-1.0
//
// XR_FB_foveation and XR_FB_foveation_configuration, with a graphics API that notes what its images are to be drawn with.
#include "state_trackers/oxr/frame/foveation.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "state_trackers/oxr/frame/foveation_profile.hpp"
#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

using comp::DensityLevel;
using testing::ElementsAre;
using testing::FloatNear;
using testing::SizeIs;

constexpr XrSwapchainCreateFoveationFlagsFB density_map = XR_SWAPCHAIN_CREATE_FOVEATION_FRAGMENT_DENSITY_MAP_BIT_FB;

class FoveationTest : public RuntimeFixture {
 protected:
    FoveationTest() {
        restart({Feature::FB_foveation, Feature::FB_foveation_configuration, Feature::FB_foveation_vulkan,
                 Feature::FB_swapchain_update_state});
    }
    void restart(const std::vector<Feature>& features) {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance(features);
        session = make_session();
    }
    XrResult create_profile(const void* chain) {
        const XrFoveationProfileCreateInfoFB info{XR_TYPE_FOVEATION_PROFILE_CREATE_INFO_FB, const_cast<void*>(chain)};
        return api::xrCreateFoveationProfileFB(session, &info, &profile);
    }
    XrResult create_level(int level, float offset = 0, int dynamic = XR_FOVEATION_DYNAMIC_DISABLED_FB) {
        const XrFoveationLevelProfileCreateInfoFB info{XR_TYPE_FOVEATION_LEVEL_PROFILE_CREATE_INFO_FB, nullptr,
                                                       static_cast<XrFoveationLevelFB>(level), offset,
                                                       static_cast<XrFoveationDynamicFB>(dynamic)};
        return create_profile(&info);
    }
    XrResult create_swapchain(XrSwapchainCreateFoveationFlagsFB flags, uint32_t layers = 1) {
        XrSwapchainCreateInfoFoveationFB wish{XR_TYPE_SWAPCHAIN_CREATE_INFO_FOVEATION_FB, nullptr, flags};
        XrSwapchainCreateInfo info = swapchain_info();
        info.next = &wish;
        info.arraySize = layers;
        return api::xrCreateSwapchain(session, &info, &swapchain);
    }
    XrResult apply(XrFoveationProfileFB which) {
        // As an engine leaves the flags.
        const XrSwapchainStateFoveationFB state{XR_TYPE_SWAPCHAIN_STATE_FOVEATION_FB, nullptr, 0xdeadbeef, which};
        return api::xrUpdateSwapchainFB(swapchain, reinterpret_cast<const XrSwapchainStateBaseHeaderFB*>(&state));
    }
    XrResult get(XrSwapchainStateFoveationFB& state) {
        return api::xrGetSwapchainStateFB(swapchain, reinterpret_cast<XrSwapchainStateBaseHeaderFB*>(&state));
    }
    bool has_maps() const { return handle_table().find<Swapchain>(swapchain)->images().density_image(0).has_value(); }

    XrSession session = XR_NULL_HANDLE;
    XrSwapchain swapchain = XR_NULL_HANDLE;
    XrFoveationProfileFB profile = XR_NULL_HANDLE;
};

TEST_F(FoveationTest, ProfilesLiveUntilTheyOrTheirSessionEnd) {
    ASSERT_EQ(create_level(XR_FOVEATION_LEVEL_HIGH_FB), XR_SUCCESS);
    const XrFoveationProfileFB first = profile;
    ASSERT_EQ(create_profile(nullptr), XR_SUCCESS);
    EXPECT_NE(profile, first);
    EXPECT_EQ(api::xrDestroyFoveationProfileFB(first), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroyFoveationProfileFB(first), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroyFoveationProfileFB(profile), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrDestroyFoveationProfileFB(XR_NULL_HANDLE), XR_ERROR_HANDLE_INVALID);
}

TEST_F(FoveationTest, ProfilesAreRefusedWithWhatNobodyDefines) {
    EXPECT_EQ(create_level(4), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create_level(XR_FOVEATION_LEVEL_MAX_ENUM_FB), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create_level(1, 0, 2), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create_level(1, std::numeric_limits<float>::infinity()), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(create_level(1, std::nanf("")), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(profile, XR_NULL_HANDLE);
    const XrFoveationProfileCreateInfoFB other{XR_TYPE_UNKNOWN, nullptr};
    EXPECT_EQ(api::xrCreateFoveationProfileFB(session, &other, &profile), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCreateFoveationProfileFB(session, nullptr, &profile), XR_ERROR_VALIDATION_FAILURE);
    const XrFoveationProfileCreateInfoFB good{XR_TYPE_FOVEATION_PROFILE_CREATE_INFO_FB, nullptr};
    EXPECT_EQ(api::xrCreateFoveationProfileFB(session, &good, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrCreateFoveationProfileFB(XR_NULL_HANDLE, &good, &profile), XR_ERROR_HANDLE_INVALID);
}

TEST_F(FoveationTest, SwapchainsHaveDensityMapsIfTheyAreWanted) {
    swapchain = make_swapchain(session);
    EXPECT_FALSE(has_maps());
    ASSERT_EQ(create_swapchain(0), XR_SUCCESS);
    EXPECT_FALSE(has_maps());
    ASSERT_EQ(create_swapchain(density_map), XR_SUCCESS);
    EXPECT_TRUE(has_maps());
}

TEST_F(FoveationTest, OtherWaysOfFoveationAreRefused) {
    EXPECT_EQ(create_swapchain(XR_SWAPCHAIN_CREATE_FOVEATION_SCALED_BIN_BIT_FB), XR_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_EQ(create_swapchain(density_map | XR_SWAPCHAIN_CREATE_FOVEATION_SCALED_BIN_BIT_FB),
              XR_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_EQ(create_swapchain(density_map | 0x100), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(swapchain, XR_NULL_HANDLE);
    EXPECT_EQ(service.count("create_swapchain"), 0u);
}

TEST_F(FoveationTest, SwapchainsAreRefusedWhereTheApplicationsDeviceHasNoDensityMaps) {
    graphics.has_density_maps = false;
    EXPECT_EQ(create_swapchain(density_map), XR_ERROR_FEATURE_UNSUPPORTED);
    EXPECT_EQ(service.count("create_swapchain"), 1u);
    EXPECT_EQ(service.count("destroy_swapchain"), 1u) << "nothing stays behind";
    EXPECT_EQ(graphics.dropped, graphics.imported);
}

TEST_F(FoveationTest, IsUnknownWithoutItsExtensions) {
    restart({Feature::FB_foveation, Feature::FB_swapchain_update_state});
    EXPECT_EQ(create_swapchain(density_map), XR_ERROR_FEATURE_UNSUPPORTED) << "nobody could get at the maps";
    restart({Feature::FB_swapchain_update_state});
    ASSERT_EQ(create_swapchain(density_map), XR_SUCCESS) << "an unknown structure is passed over";
    EXPECT_FALSE(has_maps());
    EXPECT_EQ(apply(profile), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(FoveationTest, ProfilesAreAppliedToSwapchains) {
    ASSERT_EQ(create_swapchain(density_map), XR_SUCCESS);
    constexpr DensityLevel levels[] = {DensityLevel::none, DensityLevel::low, DensityLevel::medium, DensityLevel::high};
    for (const int level : {3, 2, 1, 0}) {
        ASSERT_EQ(create_level(level, 0, level % 2), XR_SUCCESS);
        EXPECT_EQ(apply(profile), XR_SUCCESS);
        EXPECT_EQ(graphics.density, levels[level]);
    }
}

TEST_F(FoveationTest, AProfileWithoutALevelFoveatesNothing) {
    ASSERT_EQ(create_swapchain(density_map), XR_SUCCESS);
    ASSERT_EQ(create_level(XR_FOVEATION_LEVEL_HIGH_FB), XR_SUCCESS);
    EXPECT_EQ(apply(profile), XR_SUCCESS);
    ASSERT_EQ(create_profile(nullptr), XR_SUCCESS);
    EXPECT_EQ(apply(profile), XR_SUCCESS);
    EXPECT_EQ(graphics.density, DensityLevel::none);
    restart({Feature::FB_foveation, Feature::FB_foveation_vulkan, Feature::FB_swapchain_update_state});
    ASSERT_EQ(create_swapchain(density_map), XR_SUCCESS);
    ASSERT_EQ(create_level(77), XR_SUCCESS) << "levels are unknown without their extension";
    graphics.density = DensityLevel::high;
    EXPECT_EQ(apply(profile), XR_SUCCESS);
    EXPECT_EQ(graphics.density, DensityLevel::none);
}

TEST_F(FoveationTest, LayersHaveTheFocusOfTheirView) {
    auto& views = service.devices().views;
    const float wide = std::atan(3.0f), narrow = std::atan(1.0f);
    views[0].fov = {-wide, narrow, narrow, -narrow};
    views[1].fov = {-narrow, wide, narrow, -narrow};
    ASSERT_EQ(create_level(XR_FOVEATION_LEVEL_LOW_FB), XR_SUCCESS);
    ASSERT_EQ(create_swapchain(density_map, 2), XR_SUCCESS);
    ASSERT_EQ(apply(profile), XR_SUCCESS);
    ASSERT_THAT(graphics.foci, SizeIs(2));
    EXPECT_NEAR(graphics.foci[0].x, 0.75f, 1e-5f);
    EXPECT_NEAR(graphics.foci[1].x, 0.25f, 1e-5f);
    ASSERT_EQ(create_swapchain(density_map, 1), XR_SUCCESS);
    ASSERT_EQ(apply(profile), XR_SUCCESS);
    ASSERT_THAT(graphics.foci, SizeIs(1));
    EXPECT_NEAR(graphics.foci[0].x, 0.5f, 1e-5f) << "it may be either eye's";
    EXPECT_NEAR(graphics.foci[0].y, 0.5f, 1e-5f);
    ASSERT_EQ(create_level(XR_FOVEATION_LEVEL_LOW_FB, 20), XR_SUCCESS);
    ASSERT_EQ(apply(profile), XR_SUCCESS);
    EXPECT_NEAR(graphics.foci[0].y, (1 - std::tan(20 * 3.14159265f / 180)) / 2, 1e-5f);
}

TEST_F(FoveationTest, IsRefusedForSwapchainsAndProfilesThatDoNotFit) {
    ASSERT_EQ(create_level(XR_FOVEATION_LEVEL_LOW_FB), XR_SUCCESS);
    swapchain = make_swapchain(session);
    XrSwapchainStateFoveationFB state{XR_TYPE_SWAPCHAIN_STATE_FOVEATION_FB};
    EXPECT_EQ(apply(profile), XR_ERROR_VALIDATION_FAILURE) << "made without maps";
    EXPECT_EQ(get(state), XR_ERROR_VALIDATION_FAILURE);
    ASSERT_EQ(create_swapchain(density_map), XR_SUCCESS);
    EXPECT_EQ(apply(XR_NULL_HANDLE), XR_ERROR_HANDLE_INVALID);
    const XrSwapchain mine = swapchain;
    const XrInstance first = instance;
    instance = make_instance({Feature::FB_foveation, Feature::FB_foveation_vulkan, Feature::FB_swapchain_update_state});
    session = make_session();
    ASSERT_EQ(create_profile(nullptr), XR_SUCCESS);
    swapchain = mine;
    EXPECT_EQ(apply(profile), XR_ERROR_VALIDATION_FAILURE) << "of another session";
    EXPECT_EQ(graphics.density, DensityLevel::none);
    EXPECT_EQ(api::xrDestroyInstance(first), XR_SUCCESS);
}

TEST_F(FoveationTest, OutlivesItsProfile) {
    ASSERT_EQ(create_swapchain(density_map), XR_SUCCESS);
    XrSwapchainStateFoveationFB state{XR_TYPE_SWAPCHAIN_STATE_FOVEATION_FB, nullptr, 7,
                                      from_raw<XrFoveationProfileFB>(9)};
    EXPECT_EQ(get(state), XR_SUCCESS);
    EXPECT_EQ(state.profile, XR_NULL_HANDLE) << "none was applied";
    EXPECT_EQ(state.flags, 0u);
    ASSERT_EQ(create_level(XR_FOVEATION_LEVEL_MEDIUM_FB), XR_SUCCESS);
    ASSERT_EQ(apply(profile), XR_SUCCESS);
    EXPECT_EQ(get(state), XR_SUCCESS);
    EXPECT_EQ(state.profile, profile);
    EXPECT_EQ(api::xrDestroyFoveationProfileFB(profile), XR_SUCCESS);
    EXPECT_EQ(graphics.density, DensityLevel::medium);
    EXPECT_EQ(get(state), XR_SUCCESS);
    EXPECT_EQ(state.profile, XR_NULL_HANDLE);
    EXPECT_EQ(apply(profile), XR_ERROR_HANDLE_INVALID);
}

TEST(FocusOf, IsWhereStraightAheadIsSeen) {
    const float one = std::atan(1.0f), two = std::atan(2.0f);
    EXPECT_EQ(focus_of({-one, one, one, -one}, 0), (comp::DensityFocus{0.5f, 0.5f}));
    const comp::DensityFocus low = focus_of({-one, one, two, -one}, 0);
    EXPECT_NEAR(low.y, 2.0f / 3, 1e-6f) << "more is seen above than below";
}

TEST(FocusOf, MovesUpWithItsOffset) {
    const float one = std::atan(1.0f);
    EXPECT_NEAR(focus_of({-one, one, one, -one}, 45).y, 0, 1e-6f);
    EXPECT_NEAR(focus_of({-one, one, one, -one}, -45).y, 1, 1e-6f);
    EXPECT_LT(focus_of({-one, one, one, -one}, 60).y, 0);
    EXPECT_TRUE(std::isfinite(focus_of({-one, one, one, -one}, 1e9f).y));
    EXPECT_LT(focus_of({-one, one, one, -one}, 1e9f).y, 0);
}

TEST(FocusOf, IsTheMiddleOfAViewThatShowsNothing) {
    EXPECT_EQ(focus_of({0, 0, 0, 0}, 10), (comp::DensityFocus{0.5f, 0.5f}));
}

}  // namespace
}  // namespace xrt::oxr
