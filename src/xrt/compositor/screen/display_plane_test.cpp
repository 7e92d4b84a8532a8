// SPDX-License-Identifier: BSL-1.0
#include "compositor/screen/display_plane.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace xrt::comp {
namespace {

using testing::HasSubstr;

template <typename Handle>
Handle handle(uint64_t number) {
    return reinterpret_cast<Handle>(number);
}

struct Connected {
    const char* name;
    VkExtent2D native;
    std::vector<VkDisplayModeParametersKHR> modes;
};

/// What the fake device drives; a function of Vulkan cannot carry it.
struct Desk {
    std::vector<Connected> displays;
    std::vector<VkDisplayPlanePropertiesKHR> planes;
    std::vector<std::vector<VkDisplayKHR>> supported;  ///< by plane
    VkDisplaySurfaceCreateInfoKHR created{};
};
Desk& desk() {
    static Desk instance;
    return instance;
}

template <typename Item>
VkResult give(const std::vector<Item>& from, uint32_t* count, Item* items) {
    if (items) std::copy_n(from.begin(), *count, items);
    *count = static_cast<uint32_t>(from.size());
    return VK_SUCCESS;
}

VkResult VKAPI_CALL list_displays(VkPhysicalDevice, uint32_t* count, VkDisplayPropertiesKHR* properties) {
    std::vector<VkDisplayPropertiesKHR> all;
    for (const Connected& connected : desk().displays) {
        VkDisplayPropertiesKHR one{};
        one.display = handle<VkDisplayKHR>(all.size() + 1);
        one.displayName = connected.name;
        one.physicalResolution = connected.native;
        all.push_back(one);
    }
    return give(all, count, properties);
}

VkResult VKAPI_CALL list_modes(VkPhysicalDevice, VkDisplayKHR display, uint32_t* count,
                               VkDisplayModePropertiesKHR* properties) {
    std::vector<VkDisplayModePropertiesKHR> all;
    for (const auto& mode : desk().displays.at(reinterpret_cast<uint64_t>(display) - 1).modes) {
        all.push_back({handle<VkDisplayModeKHR>(100 + all.size()), mode});
    }
    return give(all, count, properties);
}

VkResult VKAPI_CALL list_planes(VkPhysicalDevice, uint32_t* count, VkDisplayPlanePropertiesKHR* properties) {
    return give(desk().planes, count, properties);
}

VkResult VKAPI_CALL list_supported(VkPhysicalDevice, uint32_t plane, uint32_t* count, VkDisplayKHR* displays) {
    return give(desk().supported.at(plane), count, displays);
}

VkResult VKAPI_CALL create(VkInstance, const VkDisplaySurfaceCreateInfoKHR* info, const VkAllocationCallbacks*,
                           VkSurfaceKHR* surface) {
    desk().created = *info;
    *surface = handle<VkSurfaceKHR>(7);
    return VK_SUCCESS;
}

class DisplayPlaneTest : public testing::Test {
 protected:
    DisplayPlaneTest() {
        const auto first = handle<VkDisplayKHR>(1), second = handle<VkDisplayKHR>(2);
        desk() = {
            {{"Panel", {1920, 1080}, {{{1920, 1080}, 60'000}}},
             {"Headset X", {2880, 1600}, {{{1280, 720}, 240'000}, {{2880, 1600}, 80'000}, {{2880, 1600}, 90'000}}}},
            {{first, 3}, {VK_NULL_HANDLE, 4}, {VK_NULL_HANDLE, 5}},
            {{first, second}, {first}, {first, second}}};
        instance_.GetPhysicalDeviceDisplayPropertiesKHR = list_displays;
        instance_.GetDisplayModePropertiesKHR = list_modes;
        instance_.GetPhysicalDeviceDisplayPlanePropertiesKHR = list_planes;
        instance_.GetDisplayPlaneSupportedDisplaysKHR = list_supported;
        instance_.CreateDisplayPlaneSurfaceKHR = create;
    }
    std::string error(const std::string& name) { return find_display(instance_, {}, name).error().message; }

    vk::InstanceTable instance_;
};

TEST_F(DisplayPlaneTest, TakesTheNativeResolutionAtTheHighestRate) {
    const DisplayMode mode = *find_display(instance_, {}, "Headset");
    EXPECT_EQ(mode.name, "Headset X");
    EXPECT_EQ(mode.extent, (Extent2D{2880, 1600}));
    EXPECT_EQ(mode.refresh_rate, 90'000u);
    EXPECT_EQ(mode.mode, handle<VkDisplayModeKHR>(102));
}

TEST_F(DisplayPlaneTest, TakesAPlaneThatIsFreeAndReachesTheDisplay) {
    EXPECT_EQ(find_display(instance_, {}, "Headset")->plane, 2u);
    EXPECT_EQ(find_display(instance_, {}, "Headset")->stack_index, 5u);
    EXPECT_EQ(find_display(instance_, {}, "Panel")->plane, 0u) << "which is its own";
}

TEST_F(DisplayPlaneTest, TakesTheFirstDisplayIfNoneIsNamed) {
    EXPECT_EQ(find_display(instance_, {}, "")->name, "Panel");
}

TEST_F(DisplayPlaneTest, SaysWhichDisplaysThereAre) {
    EXPECT_THAT(error("Projector"), HasSubstr("no display 'Projector'; there are: Panel, Headset X"));
}

TEST_F(DisplayPlaneTest, SaysThatThereIsNone) {
    desk().displays.clear();
    EXPECT_THAT(error(""), HasSubstr("drives no display of its own"));
    EXPECT_EQ(find_display(instance_, {}, "").error().code, ErrorCode::unavailable);
}

TEST_F(DisplayPlaneTest, SaysThatTheExtensionIsMissing) {
    EXPECT_EQ(find_display(vk::InstanceTable{}, {}, "").error().message, "this Vulkan has no VK_KHR_display");
}

TEST_F(DisplayPlaneTest, SaysThatNoPlaneIsLeft) {
    desk().supported = {{}, {}, {}};
    EXPECT_THAT(error(""), HasSubstr("every plane of the display is taken"));
}

TEST_F(DisplayPlaneTest, MakesASurfaceOfTheWholeDisplay) {
    DisplayPlane plane("Headset");
    EXPECT_EQ(plane.extent(), Extent2D{}) << "not known before";
    EXPECT_EQ(*plane.create_surface(instance_, {}), handle<VkSurfaceKHR>(7));
    EXPECT_EQ(plane.extent(), (Extent2D{2880, 1600}));
    EXPECT_EQ(desk().created.imageExtent.width, 2880u);
    EXPECT_EQ(desk().created.planeIndex, 2u);
}

}  // namespace
}  // namespace xrt::comp
