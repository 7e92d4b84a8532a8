// SPDX-License-Identifier: BSL-1.0
//
// For tests: a Vulkan with density maps, whose queue copies when commands are submitted, and finishes when the test lets it. Handles of
// what is created are numbers, from 1.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "auxiliary/vk/device_table.hpp"
#include "auxiliary/vk/instance_table.hpp"

namespace xrt::comp {

struct DensityTestVulkan {
    struct Barrier {
        VkImage image;
        VkImageLayout from, to;
    };
    struct Recorded {
        std::vector<Barrier> barriers;
        VkImage target = VK_NULL_HANDLE;
        VkBufferImageCopy copy{};
    };

    static inline uintptr_t last;
    static inline std::set<uintptr_t> alive;
    static inline std::vector<VkImageCreateInfo> images;
    static inline std::vector<uint8_t> staging;
    static inline std::map<VkCommandBuffer, Recorded> recorded;
    static inline std::map<VkImage, std::vector<uint8_t>> contents;
    static inline VkCommandBuffer recording;
    static inline VkResult fence_state;
    static inline int submissions, waits;
    static inline bool has_extension;

    static void reset() {
        last = 0;
        alive.clear();
        images.clear();
        staging.clear();
        recorded.clear();
        contents.clear();
        fence_state = VK_SUCCESS;
        submissions = waits = 0;
        has_extension = true;
    }

    template <typename Handle, typename Info>
    static VKAPI_ATTR VkResult VKAPI_CALL create(VkDevice, const Info* info, const VkAllocationCallbacks*,
                                                 Handle* handle) {
        alive.insert(++last);
        *handle = reinterpret_cast<Handle>(last);
        if constexpr (std::is_same_v<Info, VkImageCreateInfo>) images.push_back(*info);
        if constexpr (std::is_same_v<Info, VkBufferCreateInfo>) staging.resize(info->size);
        return VK_SUCCESS;
    }
    template <typename Handle>
    static VKAPI_ATTR void VKAPI_CALL destroy(VkDevice, Handle handle, const VkAllocationCallbacks*) {
        EXPECT_EQ(alive.erase(reinterpret_cast<uintptr_t>(handle)), 1u);
    }
    template <typename Handle>
    static VKAPI_ATTR void VKAPI_CALL needs(VkDevice, Handle, VkMemoryRequirements* requirements) {
        *requirements = {4096, 1, 3};
    }
    template <typename Handle>
    static VKAPI_ATTR VkResult VKAPI_CALL bind(VkDevice, Handle, VkDeviceMemory, VkDeviceSize) {
        return VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL map_memory(VkDevice, VkDeviceMemory, VkDeviceSize, VkDeviceSize,
                                                     VkMemoryMapFlags, void** bytes) {
        *bytes = staging.data();
        return VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL allocate(VkDevice, const VkCommandBufferAllocateInfo*,
                                                   VkCommandBuffer* commands) {
        *commands = reinterpret_cast<VkCommandBuffer>(++last);
        return VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL begin(VkCommandBuffer commands, const VkCommandBufferBeginInfo*) {
        recording = commands;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL end(VkCommandBuffer) { return VK_SUCCESS; }
    static VKAPI_ATTR void VKAPI_CALL barrier(VkCommandBuffer commands, VkPipelineStageFlags, VkPipelineStageFlags,
                                              VkDependencyFlags, uint32_t, const VkMemoryBarrier*, uint32_t,
                                              const VkBufferMemoryBarrier*, uint32_t,
                                              const VkImageMemoryBarrier* each) {
        recorded[commands].barriers.push_back({each->image, each->oldLayout, each->newLayout});
    }
    static VKAPI_ATTR void VKAPI_CALL copy(VkCommandBuffer commands, VkBuffer, VkImage image, VkImageLayout, uint32_t,
                                           const VkBufferImageCopy* region) {
        recorded[commands].target = image;
        recorded[commands].copy = *region;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL submit(VkQueue, uint32_t, const VkSubmitInfo* info, VkFence) {
        ++submissions;
        contents[recorded[info->pCommandBuffers[0]].target] = staging;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL wait(VkDevice, uint32_t, const VkFence*, VkBool32, uint64_t timeout) {
        if (timeout > 0) ++waits;
        return fence_state;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL reset_fences(VkDevice, uint32_t, const VkFence*) { return VK_SUCCESS; }

    static vk::DeviceTable table() {
        vk::DeviceTable table;
        table.CreateCommandPool = create<VkCommandPool, VkCommandPoolCreateInfo>;
        table.DestroyCommandPool = destroy<VkCommandPool>;
        table.CreateFence = create<VkFence, VkFenceCreateInfo>;
        table.DestroyFence = destroy<VkFence>;
        table.CreateImage = create<VkImage, VkImageCreateInfo>;
        table.DestroyImage = destroy<VkImage>;
        table.CreateBuffer = create<VkBuffer, VkBufferCreateInfo>;
        table.DestroyBuffer = destroy<VkBuffer>;
        table.AllocateMemory = create<VkDeviceMemory, VkMemoryAllocateInfo>;
        table.FreeMemory = destroy<VkDeviceMemory>;
        table.GetImageMemoryRequirements = needs<VkImage>;
        table.GetBufferMemoryRequirements = needs<VkBuffer>;
        table.BindImageMemory = bind<VkImage>;
        table.BindBufferMemory = bind<VkBuffer>;
        table.MapMemory = map_memory;
        table.AllocateCommandBuffers = allocate;
        table.BeginCommandBuffer = begin;
        table.EndCommandBuffer = end;
        table.CmdPipelineBarrier = barrier;
        table.CmdCopyBufferToImage = copy;
        table.QueueSubmit = submit;
        table.WaitForFences = wait;
        table.ResetFences = reset_fences;
        return table;
    }

    static VkPhysicalDeviceMemoryProperties memory() {
        VkPhysicalDeviceMemoryProperties memory{};
        memory.memoryTypeCount = 2;
        memory.memoryTypes[0].propertyFlags = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
        memory.memoryTypes[1].propertyFlags =
            VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
        return memory;
    }

    // The instance's: one device with one queue.
    static VkInstance the_instance() { return reinterpret_cast<VkInstance>(&reset); }
    static VkPhysicalDevice the_physical_device() { return reinterpret_cast<VkPhysicalDevice>(&memory); }
    static VkDevice the_device() { return reinterpret_cast<VkDevice>(&table); }

    static VKAPI_ATTR VkResult VKAPI_CALL list_devices(VkInstance, uint32_t* count, VkPhysicalDevice* devices) {
        *count = 1;
        if (devices) *devices = the_physical_device();
        return VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL list_extensions(VkPhysicalDevice, const char*, uint32_t* count,
                                                          VkExtensionProperties* extensions) {
        *count = has_extension ? 1 : 0;
        const std::string_view name = VK_EXT_FRAGMENT_DENSITY_MAP_EXTENSION_NAME;
        if (extensions && has_extension) extensions->extensionName[name.copy(extensions->extensionName, 255)] = 0;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL features(VkPhysicalDevice, VkPhysicalDeviceFeatures2* features) {
        auto* maps = static_cast<VkPhysicalDeviceFragmentDensityMapFeaturesEXT*>(features->pNext);
        maps->fragmentDensityMap = maps->fragmentDensityMapNonSubsampledImages = VK_TRUE;
    }
    static VKAPI_ATTR void VKAPI_CALL properties(VkPhysicalDevice, VkPhysicalDeviceProperties2* properties) {
        auto* maps = static_cast<VkPhysicalDeviceFragmentDensityMapPropertiesEXT*>(properties->pNext);
        if (maps->sType != VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_DENSITY_MAP_PROPERTIES_EXT) return;
        maps->minFragmentDensityTexelSize = {8, 8};
        maps->maxFragmentDensityTexelSize = {32, 32};
    }
    static VKAPI_ATTR VkResult VKAPI_CALL image_properties(VkPhysicalDevice, VkFormat, VkImageType, VkImageTiling,
                                                           VkImageUsageFlags, VkImageCreateFlags,
                                                           VkImageFormatProperties* properties) {
        properties->maxExtent = {64, 64, 1};
        properties->maxArrayLayers = 4;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR VkResult VKAPI_CALL import_properties(VkPhysicalDevice, const VkPhysicalDeviceImageFormatInfo2*,
                                                            VkImageFormatProperties2* properties) {
        static_cast<VkExternalImageFormatProperties*>(properties->pNext)
            ->externalMemoryProperties.externalMemoryFeatures = VK_EXTERNAL_MEMORY_FEATURE_IMPORTABLE_BIT;
        return VK_SUCCESS;
    }
    static VKAPI_ATTR void VKAPI_CALL queue_families(VkPhysicalDevice, uint32_t* count,
                                                     VkQueueFamilyProperties* families) {
        *count = 1;
        if (families) *families = {VK_QUEUE_GRAPHICS_BIT, 1, 0, {}};
    }
    static VKAPI_ATTR void VKAPI_CALL memory_properties(VkPhysicalDevice,
                                                        VkPhysicalDeviceMemoryProperties* properties) {
        *properties = memory();
    }
    static VKAPI_ATTR void VKAPI_CALL get_queue(VkDevice, uint32_t, uint32_t, VkQueue* queue) {
        *queue = VK_NULL_HANDLE;
    }
    static VKAPI_ATTR void VKAPI_CALL unexpected() { ADD_FAILURE() << "not a function that is needed here"; }

    template <typename Function>
    static PFN_vkVoidFunction as_void(Function* function) {
        return reinterpret_cast<PFN_vkVoidFunction>(function);
    }
    /// What of a device is not in table() is not called.
    static VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL get_device_proc_addr(VkDevice, const char* name) {
        const vk::DeviceTable known = table();
        const std::string_view view(name);
        if (view == "vkGetDeviceQueue") return as_void(get_queue);
        if (view == "vkGetMemoryFdKHR") return as_void(unexpected);
#define XRT_FIND(each) \
    if (view == "vk" #each) return known.each ? as_void(known.each) : as_void(unexpected);
        XRT_VK_DEVICE_FUNCTIONS(XRT_FIND)
#undef XRT_FIND
        return nullptr;
    }
    static VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL get_instance_proc_addr(VkInstance, const char* name) {
        const std::map<std::string_view, PFN_vkVoidFunction> known{
            {"vkEnumerateDeviceExtensionProperties", as_void(list_extensions)},
            {"vkEnumeratePhysicalDevices", as_void(list_devices)},
            {"vkGetDeviceProcAddr", as_void(get_device_proc_addr)},
            {"vkGetPhysicalDeviceFeatures2", as_void(features)},
            {"vkGetPhysicalDeviceImageFormatProperties", as_void(image_properties)},
            {"vkGetPhysicalDeviceImageFormatProperties2", as_void(import_properties)},
            {"vkGetPhysicalDeviceMemoryProperties", as_void(memory_properties)},
            {"vkGetPhysicalDeviceProperties2", as_void(properties)},
            {"vkGetPhysicalDeviceQueueFamilyProperties", as_void(queue_families)},
        };
        const std::string_view view(name);
        if (const auto found = known.find(view); found != known.end()) return found->second;
#define XRT_FIND(each) \
    if (view == "vk" #each) return as_void(unexpected);
        XRT_VK_INSTANCE_FUNCTIONS(XRT_FIND)
#undef XRT_FIND
        return nullptr;
    }
};

}  // namespace xrt::comp
