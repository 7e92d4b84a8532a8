// SPDX-License-Identifier: BSL-1.0
//
// XR_FB_foveation_vulkan as an application uses it, on a Vulkan of the test's own that has density maps.
#include <gmock/gmock.h>

#include <algorithm>
#include <bit>

#include "compositor/client/density_test_vulkan.hpp"
#include "state_trackers/oxr/graphics/vulkan_application.hpp"
#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

using comp::DensityMapUse;
using comp::DensityTestVulkan;
using testing::Each;

class FoveationVulkanTest : public RuntimeFixture {
 protected:
    FoveationVulkanTest() {
        DensityTestVulkan::reset();
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance =
            make_instance({Feature::KHR_vulkan_enable2, Feature::FB_foveation, Feature::FB_foveation_configuration,
                           Feature::FB_foveation_vulkan, Feature::FB_swapchain_update_state});
        object(instance).vulkan().remember(
            {DensityTestVulkan::get_instance_proc_addr, DensityTestVulkan::the_instance(), VK_API_VERSION_1_1});
    }
    ~FoveationVulkanTest() override {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        EXPECT_TRUE(DensityTestVulkan::alive.empty());
    }

    void bind(DensityMapUse use) {
        if (use != DensityMapUse::unknown) {
            object(instance).vulkan().remember_device({DensityTestVulkan::the_device(), false, use});
        }
        const XrGraphicsBindingVulkanKHR binding{XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR,
                                                 nullptr,
                                                 DensityTestVulkan::the_instance(),
                                                 DensityTestVulkan::the_physical_device(),
                                                 DensityTestVulkan::the_device(),
                                                 0,
                                                 0};
        auto bound = create_vulkan_graphics(object(instance), binding);
        ASSERT_TRUE(bound.ok());
        ASSERT_TRUE(Session::create(object(instance), std::move(*bound), &session).ok());
    }
    XrResult create_swapchain() {
        XrSwapchainCreateInfoFoveationFB wish{XR_TYPE_SWAPCHAIN_CREATE_INFO_FOVEATION_FB, nullptr,
                                              XR_SWAPCHAIN_CREATE_FOVEATION_FRAGMENT_DENSITY_MAP_BIT_FB};
        XrSwapchainCreateInfo info = swapchain_info();
        info.next = &wish;
        info.format = VK_FORMAT_R8G8B8A8_SRGB;
        info.width = info.height = 336;
        info.arraySize = 2;
        return api::xrCreateSwapchain(session, &info, &swapchain);
    }
    void enumerate_maps() {
        std::array<XrSwapchainImageVulkanKHR, 3> images{};
        uint32_t count = 0;
        for (size_t i = 0; i < 3; ++i) {
            maps[i] = {XR_TYPE_SWAPCHAIN_IMAGE_FOVEATION_VULKAN_FB, nullptr, VK_NULL_HANDLE, 0, 0};
            images[i] = {XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR, &maps[i], VK_NULL_HANDLE};
        }
        ASSERT_EQ(api::xrEnumerateSwapchainImages(swapchain, 3, &count,
                                                  reinterpret_cast<XrSwapchainImageBaseHeader*>(images.data())),
                  XR_SUCCESS);
    }
    void apply(XrFoveationLevelFB level) {
        XrFoveationLevelProfileCreateInfoFB chosen{XR_TYPE_FOVEATION_LEVEL_PROFILE_CREATE_INFO_FB, nullptr, level, 0,
                                                   XR_FOVEATION_DYNAMIC_DISABLED_FB};
        const XrFoveationProfileCreateInfoFB info{XR_TYPE_FOVEATION_PROFILE_CREATE_INFO_FB, &chosen};
        XrSwapchainStateFoveationFB state{XR_TYPE_SWAPCHAIN_STATE_FOVEATION_FB};
        ASSERT_EQ(api::xrCreateFoveationProfileFB(session, &info, &state.profile), XR_SUCCESS);
        ASSERT_EQ(api::xrUpdateSwapchainFB(swapchain, reinterpret_cast<const XrSwapchainStateBaseHeaderFB*>(&state)),
                  XR_SUCCESS);
        ASSERT_EQ(api::xrDestroyFoveationProfileFB(state.profile), XR_SUCCESS);
    }
    const std::vector<uint8_t>& contents(size_t index) const { return DensityTestVulkan::contents[maps[index].image]; }

    XrSession session = XR_NULL_HANDLE;
    XrSwapchain swapchain = XR_NULL_HANDLE;
    std::array<XrSwapchainImageFoveationVulkanFB, 3> maps{};
};

TEST_F(FoveationVulkanTest, GivesAMapForEachImage) {
    bind(DensityMapUse::enabled);
    ASSERT_EQ(create_swapchain(), XR_SUCCESS);
    enumerate_maps();
    for (const auto& map : maps) {
        const auto& made = DensityTestVulkan::images;
        const auto is_map = [](const VkImageCreateInfo& info) { return info.format == VK_FORMAT_R8G8_UNORM; };
        EXPECT_EQ(std::ranges::count_if(made, is_map), 3);
        EXPECT_NE(map.image, VK_NULL_HANDLE);
        EXPECT_EQ(map.width, 21u);
        EXPECT_EQ(map.height, 21u);
    }
    EXPECT_NE(maps[0].image, maps[1].image);
}

TEST_F(FoveationVulkanTest, WritesEachMapWhenItsImageIsAcquired) {
    bind(DensityMapUse::enabled);
    ASSERT_EQ(create_swapchain(), XR_SUCCESS);
    enumerate_maps();
    EXPECT_EQ(cycle(swapchain), 0u);
    EXPECT_THAT(contents(0), testing::AllOf(testing::SizeIs(2 * 21 * 21 * 2), Each(255)));
    apply(XR_FOVEATION_LEVEL_HIGH_FB);
    EXPECT_THAT(contents(0), Each(255)) << "its frame may be under way";
    EXPECT_EQ(cycle(swapchain), 1u);
    ASSERT_THAT(contents(1), testing::SizeIs(2 * 21 * 21 * 2));
    EXPECT_EQ(contents(1)[0], 32);
    EXPECT_EQ(contents(1)[2 * (10 * 21 + 10)], 255);
    EXPECT_THAT(contents(0), Each(255));
    apply(XR_FOVEATION_LEVEL_NONE_FB);
    EXPECT_EQ(cycle(swapchain), 2u);
    EXPECT_THAT(contents(2), Each(255));
}

TEST_F(FoveationVulkanTest, AcquiresNothingWhileAMapCannotBeWritten) {
    bind(DensityMapUse::enabled);
    ASSERT_EQ(create_swapchain(), XR_SUCCESS);
    DensityTestVulkan::fence_state = VK_TIMEOUT;
    uint32_t index = 9;
    EXPECT_EQ(api::xrAcquireSwapchainImage(swapchain, nullptr, &index), XR_ERROR_RUNTIME_FAILURE);
    EXPECT_EQ(index, 9u);
    DensityTestVulkan::fence_state = VK_SUCCESS;
    EXPECT_EQ(cycle(swapchain), 0u);
}

TEST_F(FoveationVulkanTest, BelievesAnApplicationThatMadeItsDeviceItself) {
    bind(DensityMapUse::unknown);
    EXPECT_EQ(create_swapchain(), XR_SUCCESS);
}

TEST_F(FoveationVulkanTest, RefusesADeviceThatWasMadeWithoutMaps) {
    bind(DensityMapUse::not_enabled);
    EXPECT_EQ(create_swapchain(), XR_ERROR_FEATURE_UNSUPPORTED);
}

TEST_F(FoveationVulkanTest, RefusesADeviceThatHasNoMaps) {
    DensityTestVulkan::has_extension = false;
    bind(DensityMapUse::unknown);
    EXPECT_EQ(create_swapchain(), XR_ERROR_FEATURE_UNSUPPORTED);
}

}  // namespace
}  // namespace xrt::oxr
