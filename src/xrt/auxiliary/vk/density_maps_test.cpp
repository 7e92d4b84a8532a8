// SPDX-License-Identifier: BSL-1.0
//
// Looking for VK_EXT_fragment_density_map, on a device that says what the test wants.
#include "auxiliary/vk/density_maps.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace xrt::vk {
namespace {

struct FakeDevice {
    static inline std::string extension;
    static inline VkBool32 maps, plain_images;
    static inline VkResult format_result;

    static void reset() {
        extension = VK_EXT_FRAGMENT_DENSITY_MAP_EXTENSION_NAME;
        maps = plain_images = VK_TRUE;
        format_result = VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL list(VkPhysicalDevice, const char*, uint32_t* count,
                                               VkExtensionProperties* extensions) {
        *count = 1;
        if (extensions) std::strncpy(extensions->extensionName, extension.c_str(), VK_MAX_EXTENSION_NAME_SIZE - 1);
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL features(VkPhysicalDevice, VkPhysicalDeviceFeatures2* features) {
        auto* asked = static_cast<VkPhysicalDeviceFragmentDensityMapFeaturesEXT*>(features->pNext);
        ASSERT_EQ(asked->sType, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_DENSITY_MAP_FEATURES_EXT);
        asked->fragmentDensityMap = maps;
        asked->fragmentDensityMapNonSubsampledImages = plain_images;
    }
    static VKAPI_ATTR void VKAPI_CALL properties(VkPhysicalDevice, VkPhysicalDeviceProperties2* properties) {
        auto* asked = static_cast<VkPhysicalDeviceFragmentDensityMapPropertiesEXT*>(properties->pNext);
        ASSERT_EQ(asked->sType, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_DENSITY_MAP_PROPERTIES_EXT);
        asked->minFragmentDensityTexelSize = {4, 8};
        asked->maxFragmentDensityTexelSize = {32, 64};
    }
    static VKAPI_ATTR VkResult VKAPI_CALL format(VkPhysicalDevice, VkFormat format, VkImageType, VkImageTiling,
                                                 VkImageUsageFlags usage, VkImageCreateFlags,
                                                 VkImageFormatProperties* properties) {
        EXPECT_EQ(format, VK_FORMAT_R8G8_UNORM);
        EXPECT_EQ(usage, VK_IMAGE_USAGE_FRAGMENT_DENSITY_MAP_BIT_EXT | VK_IMAGE_USAGE_TRANSFER_DST_BIT);
        properties->maxExtent = {2048, 1024, 1};
        properties->maxArrayLayers = 6;
        return format_result;
    }
};

class DensityMaps : public testing::Test {
 protected:
    DensityMaps() {
        FakeDevice::reset();
        table.EnumerateDeviceExtensionProperties = FakeDevice::list;
        table.GetPhysicalDeviceFeatures2 = FakeDevice::features;
        table.GetPhysicalDeviceProperties2 = FakeDevice::properties;
        table.GetPhysicalDeviceImageFormatProperties = FakeDevice::format;
    }
    std::optional<DensityMapLimits> find() const { return find_density_maps(table, VK_NULL_HANDLE); }

    InstanceTable table;
};

TEST_F(DensityMaps, AreFoundWithTheirLimits) {
    const auto limits = find();
    ASSERT_TRUE(limits);
    EXPECT_EQ(limits->finest_texel, (Extent2D{4, 8}));
    EXPECT_EQ(limits->coarsest_texel, (Extent2D{32, 64}));
    EXPECT_EQ(limits->largest, (Extent2D{2048, 1024}));
    EXPECT_EQ(limits->most_layers, 6u);
}

TEST_F(DensityMaps, NeedTheExtension) {
    FakeDevice::extension = "VK_EXT_fragment_density_map2";
    EXPECT_FALSE(find());
}

TEST_F(DensityMaps, NeedTheirFeatureAndThatForImagesThatAreNotSubsampled) {
    FakeDevice::maps = VK_FALSE;
    EXPECT_FALSE(find());
    FakeDevice::maps = VK_TRUE;
    FakeDevice::plain_images = VK_FALSE;
    EXPECT_FALSE(find());
}

TEST_F(DensityMaps, NeedAFormatThatCanBeWritten) {
    FakeDevice::format_result = VK_ERROR_FORMAT_NOT_SUPPORTED;
    EXPECT_FALSE(find());
}

TEST_F(DensityMaps, NeedAnInstanceThatCanBeAsked) {
    table.GetPhysicalDeviceFeatures2 = nullptr;
    EXPECT_FALSE(find());
}

TEST(DensityMapExtent, CoversTheImageInTexelsOfSixteenPixels) {
    const DensityMapLimits limits{{4, 8}, {32, 64}, {2048, 1024}, 6};
    EXPECT_EQ(density_map_extent({1024, 512}, limits), (Extent2D{64, 32}));
    EXPECT_EQ(density_map_extent({1025, 1}, limits), (Extent2D{65, 1}));
}

TEST(DensityMapExtent, KeepsToWhatTheDeviceHas) {
    EXPECT_EQ(density_map_extent({640, 640}, {{32, 64}, {64, 64}, {}, 1}), (Extent2D{20, 10}));
    EXPECT_EQ(density_map_extent({640, 640}, {{1, 1}, {8, 4}, {}, 1}), (Extent2D{80, 160}));
}

}  // namespace
}  // namespace xrt::vk
