// SPDX-License-Identifier: BSL-1.0
//
// Tables and owners, with a fake in Vulkan's place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "auxiliary/vk/handles.hpp"
#include "auxiliary/vk/memory.hpp"

namespace xrt::vk {
namespace {

std::string missing_function;  // NOLINT: read by the fakes, which are plain functions
int destroyed_fences = 0;

VKAPI_ATTR void VKAPI_CALL fake_function() {}

VKAPI_ATTR void VKAPI_CALL fake_destroy_fence(VkDevice, VkFence, const VkAllocationCallbacks*) { ++destroyed_fences; }

PFN_vkVoidFunction find(const char* name) {
    if (name == missing_function) return nullptr;
    const std::string_view view(name);
    if (view == "vkGetImageMemoryRequirements2" || view == "vkGetMemoryFdKHR") return nullptr;
    if (view == "vkDestroyFence") return reinterpret_cast<PFN_vkVoidFunction>(fake_destroy_fence);
    return fake_function;
}

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL find_in_instance(VkInstance, const char* name) { return find(name); }
VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL find_in_device(VkDevice, const char* name) { return find(name); }

class Dispatch : public testing::Test {
 protected:
    void SetUp() override {
        missing_function.clear();
        destroyed_fences = 0;
    }
};

TEST_F(Dispatch, NamesTheFunctionThatAnInstanceLacks) {
    missing_function = "vkCreateDevice";
    const auto table = InstanceTable::load(find_in_instance, VK_NULL_HANDLE);
    ASSERT_FALSE(table.ok());
    EXPECT_EQ(table.error().code, ErrorCode::unavailable);
    EXPECT_THAT(table.error().message, testing::HasSubstr("vkCreateDevice"));
}

TEST_F(Dispatch, NamesTheFunctionThatADeviceLacks) {
    missing_function = "vkQueueSubmit";
    const auto table = DeviceTable::load(find_in_device, VK_NULL_HANDLE);
    ASSERT_FALSE(table.ok());
    EXPECT_THAT(table.error().message, testing::HasSubstr("vkQueueSubmit"));
}

TEST_F(Dispatch, FindsAPromotedFunctionUnderItsOldName) {
    const auto table = DeviceTable::load(find_in_device, VK_NULL_HANDLE);
    ASSERT_TRUE(table.ok());
    EXPECT_NE(table->GetImageMemoryRequirements2, nullptr);
}

TEST_F(Dispatch, LeavesFunctionsOfMissingExtensionsNull) {
    missing_function = "vkGetMemoryFdKHRKHR";
    const auto table = DeviceTable::load(find_in_device, VK_NULL_HANDLE);
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table->GetMemoryFdKHR, nullptr);
}

TEST_F(Dispatch, AHandleIsDestroyedOnceHoweverOftenItMoves) {
    DeviceTable table;
    table.DestroyFence = fake_destroy_fence;
    {
        UniqueFence first(table, reinterpret_cast<VkFence>(1));
        UniqueFence second(std::move(first));
        UniqueFence third;
        third = std::move(second);
        EXPECT_TRUE(third);
        EXPECT_EQ(destroyed_fences, 0);
    }
    EXPECT_EQ(destroyed_fences, 1);
}

TEST_F(Dispatch, SaysWhichCallFailedAndHow) {
    const auto result = check(VK_ERROR_DEVICE_LOST, "vkQueueSubmit");
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, ErrorCode::device_lost);
    EXPECT_EQ(result.error().message, "vkQueueSubmit: device lost (-4)");
    EXPECT_TRUE(check(VK_TIMEOUT, "vkWaitForFences").ok());
}

TEST_F(Dispatch, FallsBackToAnyMemoryTypeThatTheImageAllows) {
    VkPhysicalDeviceMemoryProperties properties{};
    properties.memoryTypeCount = 3;
    properties.memoryTypes[1].propertyFlags = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
    EXPECT_EQ(*choose_memory_type(properties, 0b110, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT), 1u);
    EXPECT_EQ(*choose_memory_type(properties, 0b100, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT), 2u);
    EXPECT_FALSE(choose_memory_type(properties, 0, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT).ok());
}

}  // namespace
}  // namespace xrt::vk
