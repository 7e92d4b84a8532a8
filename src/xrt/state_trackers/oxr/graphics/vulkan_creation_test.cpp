// SPDX-License-Identifier: BSL-1.0
//
// The application's Vulkan objects as XR_KHR_vulkan_enable2 makes them, first with a Vulkan of the test's own that shows
// what it was asked for, then with whatever driver there is.
#include "state_trackers/oxr/graphics/vulkan_creation.hpp"

#include <gmock/gmock.h>

#include <cstring>
#include <map>

#include "compositor/client/vulkan_test_device.hpp"

namespace xrt::oxr {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// A Vulkan that makes nothing.
struct FakeVulkan {
    static inline uint32_t loader_version, device_version;
    static inline VkResult result;
    static inline std::vector<std::string> device_extensions;
    static inline std::vector<std::string> asked;
    static inline const void* asked_chain;  ///< without what we put before it
    static inline bool has_timelines, asked_timelines;
    static inline const VkAllocationCallbacks* asked_allocator;

    static void reset() {
        loader_version = device_version = VK_API_VERSION_1_3;
        result = VK_SUCCESS;
        device_extensions.clear();
        asked.clear();
        asked_chain = nullptr;
        has_timelines = asked_timelines = false;
        asked_allocator = nullptr;
    }

    template <typename Info>
    static void note(const Info& info, const VkAllocationCallbacks* allocator) {
        asked.assign(info.ppEnabledExtensionNames, info.ppEnabledExtensionNames + info.enabledExtensionCount);
        const auto* chain = static_cast<const VkBaseInStructure*>(info.pNext);
        asked_timelines = chain && chain->sType == VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES;
        asked_chain = asked_timelines ? chain->pNext : chain;
        asked_allocator = allocator;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL create_instance(const VkInstanceCreateInfo* info,
                                                          const VkAllocationCallbacks* allocator,
                                                          VkInstance* instance) {
        note(*info, allocator);
        *instance = the_instance();
        return result;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL create_device(VkPhysicalDevice, const VkDeviceCreateInfo* info,
                                                        const VkAllocationCallbacks* allocator, VkDevice* device) {
        note(*info, allocator);
        *device = reinterpret_cast<VkDevice>(&reset);
        return result;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL instance_version(uint32_t* version) {
        *version = loader_version;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL properties(VkPhysicalDevice, VkPhysicalDeviceProperties* properties) {
        properties->apiVersion = device_version;
    }
    static VKAPI_ATTR void VKAPI_CALL features(VkPhysicalDevice, VkPhysicalDeviceFeatures2* features) {
        static_cast<VkPhysicalDeviceTimelineSemaphoreFeatures*>(features->pNext)->timelineSemaphore = has_timelines;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL no_extensions(const char*, uint32_t* count, VkExtensionProperties*) {
        *count = 0;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL list_device_extensions(VkPhysicalDevice, const char*, uint32_t* count,
                                                                 VkExtensionProperties* list) {
        *count = static_cast<uint32_t>(device_extensions.size());
        for (size_t i = 0; list && i < device_extensions.size(); ++i) {
            std::strncpy(list[i].extensionName, device_extensions[i].c_str(), sizeof list[i].extensionName - 1);
        }
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL unexpected() { FAIL() << "not a function that is needed here"; }

    static VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL get_instance_proc_addr(VkInstance, const char* name) {
        const std::map<std::string_view, PFN_vkVoidFunction> functions = {
            {"vkCreateInstance", reinterpret_cast<PFN_vkVoidFunction>(create_instance)},
            {"vkCreateDevice", reinterpret_cast<PFN_vkVoidFunction>(create_device)},
            {"vkEnumerateInstanceVersion", reinterpret_cast<PFN_vkVoidFunction>(instance_version)},
            {"vkEnumerateInstanceExtensionProperties", reinterpret_cast<PFN_vkVoidFunction>(no_extensions)},
            {"vkEnumerateDeviceExtensionProperties", reinterpret_cast<PFN_vkVoidFunction>(list_device_extensions)},
            {"vkGetPhysicalDeviceFeatures2", reinterpret_cast<PFN_vkVoidFunction>(features)},
            {"vkGetPhysicalDeviceProperties", reinterpret_cast<PFN_vkVoidFunction>(properties)},
        };
        const auto found = functions.find(name);
        return found != functions.end() ? found->second : unexpected;
    }
    static VkInstance the_instance() { return reinterpret_cast<VkInstance>(&create_instance); }
};

class FakeVulkanTest : public testing::Test {
 protected:
    void SetUp() override { FakeVulkan::reset(); }

    static CreatedVulkanInstance create_instance(uint32_t version, std::vector<const char*> extensions = {}) {
        VkApplicationInfo application{};
        application.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
        application.apiVersion = version;
        VkInstanceCreateInfo info{};
        info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
        info.pNext = &the_chain;
        info.pApplicationInfo = &application;
        info.enabledExtensionCount = static_cast<uint32_t>(extensions.size());
        info.ppEnabledExtensionNames = extensions.data();
        auto created = create_vulkan_instance(FakeVulkan::get_instance_proc_addr, info, &allocator);
        EXPECT_TRUE(created.ok());
        EXPECT_EQ(FakeVulkan::asked_chain, &the_chain);
        EXPECT_EQ(FakeVulkan::asked_allocator, &allocator);
        return *created;
    }

    static CreatedVulkanDevice create_device(uint32_t version, std::vector<const char*> extensions = {},
                                             const void* chain = &the_chain) {
        VkDeviceCreateInfo info{};
        info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
        info.pNext = chain;
        info.enabledExtensionCount = static_cast<uint32_t>(extensions.size());
        info.ppEnabledExtensionNames = extensions.data();
        const ApplicationVulkan vulkan{FakeVulkan::get_instance_proc_addr, FakeVulkan::the_instance(), version};
        auto created = create_vulkan_device(vulkan, VK_NULL_HANDLE, info, &allocator);
        EXPECT_TRUE(created.ok());
        EXPECT_EQ(FakeVulkan::asked_chain, chain);
        EXPECT_EQ(FakeVulkan::asked_allocator, &allocator);
        return *created;
    }

    static inline VkAllocationCallbacks allocator{};
    static constexpr VkBaseInStructure the_chain{VK_STRUCTURE_TYPE_MAX_ENUM, nullptr};
};

TEST_F(FakeVulkanTest, GivesAnOldInstanceTheExtensionsThatWeNeed) {
    const auto created = create_instance(VK_API_VERSION_1_0, {"VK_KHR_surface"});
    EXPECT_EQ(created.vulkan.instance, FakeVulkan::the_instance());
    EXPECT_EQ(created.vulkan.api_version, VK_API_VERSION_1_0);
    EXPECT_THAT(FakeVulkan::asked, ElementsAre("VK_KHR_surface", "VK_KHR_get_physical_device_properties2",
                                               "VK_KHR_external_memory_capabilities"));
}

TEST_F(FakeVulkanTest, GivesANewInstanceWhatTheApplicationAsksForAndNothingElse) {
    EXPECT_EQ(create_instance(VK_API_VERSION_1_1, {"VK_KHR_surface"}).vulkan.api_version, VK_API_VERSION_1_1);
    EXPECT_THAT(FakeVulkan::asked, ElementsAre("VK_KHR_surface"));
}

TEST_F(FakeVulkanTest, TakesAnApplicationWithoutAVersionForAnOldOne) {
    EXPECT_EQ(create_instance(0).vulkan.api_version, VK_API_VERSION_1_0);
    EXPECT_EQ(FakeVulkan::asked.size(), 2u);
}

TEST_F(FakeVulkanTest, GoesByTheLoadersVersionIfThatIsOlder) {
    FakeVulkan::loader_version = VK_API_VERSION_1_0;
    EXPECT_EQ(create_instance(VK_API_VERSION_1_3).vulkan.api_version, VK_API_VERSION_1_0);
    EXPECT_EQ(FakeVulkan::asked.size(), 2u);
}

TEST_F(FakeVulkanTest, HandsOnWhatVulkanSays) {
    FakeVulkan::result = VK_ERROR_LAYER_NOT_PRESENT;
    EXPECT_EQ(create_instance(VK_API_VERSION_1_1).result, VK_ERROR_LAYER_NOT_PRESENT);
    EXPECT_EQ(create_device(VK_API_VERSION_1_1).result, VK_ERROR_LAYER_NOT_PRESENT);
}

TEST_F(FakeVulkanTest, GivesAnOldDeviceTheExtensionsThatWeNeed) {
    FakeVulkan::device_extensions = {"VK_KHR_image_format_list"};
    create_device(VK_API_VERSION_1_0, {"VK_KHR_swapchain", "VK_KHR_external_memory"});
    EXPECT_THAT(FakeVulkan::asked,
                ElementsAre("VK_KHR_swapchain", "VK_KHR_external_memory", "VK_KHR_get_memory_requirements2",
                            "VK_KHR_dedicated_allocation", "VK_KHR_image_format_list", "VK_KHR_external_memory_fd"));
}

TEST_F(FakeVulkanTest, DoesNotAskADeviceForANicetyThatItLacks) {
    create_device(VK_API_VERSION_1_0);
    EXPECT_THAT(FakeVulkan::asked, Not(Contains("VK_KHR_image_format_list")));
}

TEST_F(FakeVulkanTest, GivesANewDeviceOnlyWhatNoVersionHas) {
    create_device(VK_API_VERSION_1_2);
    EXPECT_THAT(FakeVulkan::asked, ElementsAre("VK_KHR_external_memory_fd"));
}

TEST_F(FakeVulkanTest, EnablesTimelinesWhereTheDeviceHasThem) {
    EXPECT_FALSE(create_device(VK_API_VERSION_1_2).timelines_enabled);
    EXPECT_FALSE(FakeVulkan::asked_timelines);
    FakeVulkan::has_timelines = true;
    EXPECT_TRUE(create_device(VK_API_VERSION_1_2).timelines_enabled);
    EXPECT_TRUE(FakeVulkan::asked_timelines);
}

TEST_F(FakeVulkanTest, AsksAnOldDeviceForNothingThatItsInstanceWouldHaveToKnowOf) {
    FakeVulkan::device_extensions = {"VK_KHR_external_semaphore", "VK_KHR_external_semaphore_fd"};
    create_device(VK_API_VERSION_1_0);
    EXPECT_THAT(FakeVulkan::asked, Not(Contains("VK_KHR_external_semaphore_fd")));
    create_device(VK_API_VERSION_1_1);
    EXPECT_THAT(FakeVulkan::asked, Contains("VK_KHR_external_semaphore_fd"));
}

TEST_F(FakeVulkanTest, GoesByTheDevicesVersionIfThatIsOlder) {
    FakeVulkan::device_version = VK_API_VERSION_1_0;
    create_device(VK_API_VERSION_1_3);
    EXPECT_THAT(FakeVulkan::asked, Contains("VK_KHR_external_memory"));
}

TEST_F(FakeVulkanTest, SeesWhetherTheApplicationEnablesDensityMaps) {
    using comp::DensityMapUse;
    VkPhysicalDeviceFragmentDensityMapFeaturesEXT maps{};
    maps.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_DENSITY_MAP_FEATURES_EXT;
    maps.fragmentDensityMap = maps.fragmentDensityMapNonSubsampledImages = VK_TRUE;
    const VkPhysicalDeviceFeatures2 before{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2, &maps, {}};
    const auto use = [&](std::vector<const char*> extensions, const void* chain) {
        return create_device(VK_API_VERSION_1_2, std::move(extensions), chain).density_maps;
    };
    const char* const name = VK_EXT_FRAGMENT_DENSITY_MAP_EXTENSION_NAME;
    EXPECT_EQ(use({name}, &before), DensityMapUse::enabled);
    EXPECT_EQ(use({}, &before), DensityMapUse::not_enabled);
    EXPECT_EQ(use({name}, &the_chain), DensityMapUse::not_enabled);
    maps.fragmentDensityMapNonSubsampledImages = VK_FALSE;
    EXPECT_EQ(use({name}, &before), DensityMapUse::not_enabled);
    EXPECT_THAT(FakeVulkan::asked, Contains(name));
    create_device(VK_API_VERSION_1_2);
    EXPECT_THAT(FakeVulkan::asked, Not(Contains(name))) << "adding it is the application's business";
}

class RealVulkanTest : public testing::TestWithParam<uint32_t> {
 protected:
    void SetUp() override {
        auto device = comp::VulkanTestDevice::create({VK_API_VERSION_1_1, {}, {}});
        if (!device) GTEST_SKIP() << "no Vulkan driver: " << device.error().message;
        other_ = std::move(*device);
    }
    std::unique_ptr<comp::VulkanTestDevice> other_;
};

TEST_P(RealVulkanTest, MakesObjectsThatASessionCanBeBoundTo) {
    const PFN_vkGetInstanceProcAddr get = find_loaded_vulkan();
    ASSERT_NE(get, nullptr);
    VkApplicationInfo application{};
    application.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    application.apiVersion = GetParam();
    VkInstanceCreateInfo instance_info{};
    instance_info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
    instance_info.pApplicationInfo = &application;
    const auto instance = create_vulkan_instance(get, instance_info, nullptr);
    ASSERT_TRUE(instance.ok());
    ASSERT_EQ(instance->result, VK_SUCCESS);
    const vk::UniqueInstance owned_instance(*comp::load_application_instance(get, instance->vulkan.instance));

    VulkanApplication known;
    known.remember(instance->vulkan);
    const auto physical_device = known.choose_device(instance->vulkan.instance, other_->as_service());
    ASSERT_TRUE(physical_device.ok()) << physical_device.error().message;
    const auto vulkan = known.find_by_device(*physical_device);
    ASSERT_TRUE(vulkan);
    EXPECT_EQ(vulkan->api_version, GetParam());

    const float priority = 1;
    VkDeviceQueueCreateInfo queue{};
    queue.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
    queue.queueCount = 1;
    queue.pQueuePriorities = &priority;
    VkDeviceCreateInfo device_info{};
    device_info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
    device_info.queueCreateInfoCount = 1;
    device_info.pQueueCreateInfos = &queue;
    const auto device = create_vulkan_device(*vulkan, *physical_device, device_info, nullptr);
    ASSERT_TRUE(device.ok());
    ASSERT_EQ(device->result, VK_SUCCESS);
    const auto table = vk::DeviceTable::load(owned_instance.table().GetDeviceProcAddr, device->device);
    ASSERT_TRUE(table.ok());
    const vk::UniqueDevice owned_device(std::make_unique<vk::DeviceTable>(*table));

    const int64_t formats[] = {VK_FORMAT_R8G8B8A8_SRGB};
    const auto binding = comp::VulkanBinding::create({get, vulkan->instance, *physical_device, device->device, 0, 0},
                                                     other_->as_service(), formats);
    ASSERT_TRUE(binding.ok()) << binding.error().message;
    EXPECT_THAT((*binding)->formats(), ElementsAre(VK_FORMAT_R8G8B8A8_SRGB));
}

INSTANTIATE_TEST_SUITE_P(OfEachVersion, RealVulkanTest,
                         testing::Values(VK_API_VERSION_1_0, VK_API_VERSION_1_1, VK_API_VERSION_1_2,
                                         VK_API_VERSION_1_3));

TEST(VulkanApplication, KnowsTheInstancesThatWereMadeThroughIt) {
    VulkanApplication known;
    const VkInstance instance = FakeVulkan::the_instance();
    known.remember({FakeVulkan::get_instance_proc_addr, instance, VK_API_VERSION_1_1});
    known.remember({FakeVulkan::get_instance_proc_addr, instance, VK_API_VERSION_1_2});
    const auto found = known.find(instance);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->get_instance_proc_addr, &FakeVulkan::get_instance_proc_addr);
    EXPECT_EQ(found->api_version, VK_API_VERSION_1_2);
}

TEST(VulkanApplication, KnowsWhatTheDevicesCanThatWereMadeThroughIt) {
    VulkanApplication known;
    const auto device = reinterpret_cast<VkDevice>(&FakeVulkan::reset);
    EXPECT_EQ(known.find_device(device).density_maps, comp::DensityMapUse::unknown);
    known.remember_device({device, true, comp::DensityMapUse::enabled});
    known.remember_device({device, false, comp::DensityMapUse::not_enabled});
    EXPECT_EQ(known.find_device(device).density_maps, comp::DensityMapUse::not_enabled);
    EXPECT_FALSE(known.find_device(device).timelines_enabled);
}

TEST(VulkanApplication, KnowsNoDeviceThatItDidNotChoose) {
    const VulkanApplication known;
    EXPECT_FALSE(known.find_by_device(reinterpret_cast<VkPhysicalDevice>(&FakeVulkan::reset)).has_value());
}

}  // namespace
}  // namespace xrt::oxr
