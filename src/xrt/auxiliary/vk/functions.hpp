// SPDX-License-Identifier: BSL-1.0
//
// The Vulkan functions that this project uses, by their names without "vk". A function that a later core version took
// over from an extension is looked up under its core name first and then with KHR behind it.
//
// Lists of this kind are the one thing that templates cannot do: make a name a member and a string.
#pragma once

/// Loaded without an instance.
#define XRT_VK_GLOBAL_FUNCTIONS(X)          \
    X(CreateInstance)                       \
    X(EnumerateInstanceExtensionProperties) \
    X(EnumerateInstanceLayerProperties)

/// Every instance has these.
#define XRT_VK_INSTANCE_FUNCTIONS(X)          \
    X(CreateDevice)                           \
    X(DestroyInstance)                        \
    X(EnumerateDeviceExtensionProperties)     \
    X(EnumeratePhysicalDevices)               \
    X(GetDeviceProcAddr)                      \
    X(GetPhysicalDeviceFeatures)              \
    X(GetPhysicalDeviceFormatProperties)      \
    X(GetPhysicalDeviceImageFormatProperties) \
    X(GetPhysicalDeviceMemoryProperties)      \
    X(GetPhysicalDeviceProperties)            \
    X(GetPhysicalDeviceQueueFamilyProperties)

/// Null where neither the instance's version nor an enabled extension has them.
#define XRT_VK_OPTIONAL_INSTANCE_FUNCTIONS(X)       \
    X(CreateDebugUtilsMessengerEXT)                 \
    X(CreateDisplayPlaneSurfaceKHR)                 \
    X(DestroyDebugUtilsMessengerEXT)                \
    X(DestroySurfaceKHR)                            \
    X(GetDisplayModePropertiesKHR)                  \
    X(GetDisplayPlaneSupportedDisplaysKHR)          \
    X(GetPhysicalDeviceDisplayPlanePropertiesKHR)   \
    X(GetPhysicalDeviceDisplayPropertiesKHR)        \
    X(GetPhysicalDeviceExternalFenceProperties)     \
    X(GetPhysicalDeviceExternalSemaphoreProperties) \
    X(GetPhysicalDeviceFeatures2)                   \
    X(GetPhysicalDeviceImageFormatProperties2)      \
    X(GetPhysicalDeviceProperties2)                 \
    X(GetPhysicalDeviceSurfaceCapabilitiesKHR)      \
    X(GetPhysicalDeviceSurfaceFormatsKHR)           \
    X(GetPhysicalDeviceSurfacePresentModesKHR)      \
    X(GetPhysicalDeviceSurfaceSupportKHR)

/// Every device has these.
#define XRT_VK_DEVICE_FUNCTIONS(X)  \
    X(AllocateCommandBuffers)       \
    X(AllocateDescriptorSets)       \
    X(AllocateMemory)               \
    X(BeginCommandBuffer)           \
    X(BindBufferMemory)             \
    X(BindImageMemory)              \
    X(CmdBeginRenderPass)           \
    X(CmdBindDescriptorSets)        \
    X(CmdBindPipeline)              \
    X(CmdBlitImage)                 \
    X(CmdClearColorImage)           \
    X(CmdClearDepthStencilImage)    \
    X(CmdCopyBufferToImage)         \
    X(CmdCopyImage)                 \
    X(CmdCopyImageToBuffer)         \
    X(CmdDraw)                      \
    X(CmdEndRenderPass)             \
    X(CmdPipelineBarrier)           \
    X(CmdPushConstants)             \
    X(CmdResetQueryPool)            \
    X(CmdResolveImage)              \
    X(CmdSetScissor)                \
    X(CmdSetViewport)               \
    X(CmdWriteTimestamp)            \
    X(CreateBuffer)                 \
    X(CreateCommandPool)            \
    X(CreateDescriptorPool)         \
    X(CreateDescriptorSetLayout)    \
    X(CreateFence)                  \
    X(CreateFramebuffer)            \
    X(CreateGraphicsPipelines)      \
    X(CreateImage)                  \
    X(CreateImageView)              \
    X(CreatePipelineLayout)         \
    X(CreateQueryPool)              \
    X(CreateRenderPass)             \
    X(CreateSampler)                \
    X(CreateSemaphore)              \
    X(CreateShaderModule)           \
    X(DestroyBuffer)                \
    X(DestroyCommandPool)           \
    X(DestroyDescriptorPool)        \
    X(DestroyDescriptorSetLayout)   \
    X(DestroyDevice)                \
    X(DestroyFence)                 \
    X(DestroyFramebuffer)           \
    X(DestroyImage)                 \
    X(DestroyImageView)             \
    X(DestroyPipeline)              \
    X(DestroyPipelineLayout)        \
    X(DestroyQueryPool)             \
    X(DestroyRenderPass)            \
    X(DestroySampler)               \
    X(DestroySemaphore)             \
    X(DestroyShaderModule)          \
    X(DeviceWaitIdle)               \
    X(EndCommandBuffer)             \
    X(FreeCommandBuffers)           \
    X(FreeMemory)                   \
    X(GetBufferMemoryRequirements)  \
    X(GetDeviceQueue)               \
    X(GetFenceStatus)               \
    X(GetImageMemoryRequirements)   \
    X(GetQueryPoolResults)          \
    X(InvalidateMappedMemoryRanges) \
    X(MapMemory)                    \
    X(QueueSubmit)                  \
    X(QueueWaitIdle)                \
    X(ResetCommandBuffer)           \
    X(ResetCommandPool)             \
    X(ResetFences)                  \
    X(UnmapMemory)                  \
    X(UpdateDescriptorSets)         \
    X(WaitForFences)

/// Null where neither the device's version nor an enabled extension has them.
#define XRT_VK_OPTIONAL_DEVICE_FUNCTIONS(X) \
    X(AcquireNextImageKHR)                  \
    X(CreateSwapchainKHR)                   \
    X(DestroySwapchainKHR)                  \
    X(GetFenceFdKHR)                        \
    X(GetImageMemoryRequirements2)          \
    X(GetMemoryFdKHR)                       \
    X(GetMemoryFdPropertiesKHR)             \
    X(GetSemaphoreFdKHR)                    \
    X(GetSwapchainImagesKHR)                \
    X(ImportFenceFdKHR)                     \
    X(ImportSemaphoreFdKHR)                 \
    X(QueuePresentKHR)                      \
    X(WaitForPresentKHR)                    \
    X(WaitSemaphores)
