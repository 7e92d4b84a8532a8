// SPDX-License-Identifier: BSL-1.0
//
// How often the application's queue is bothered, and with what.
#include <cstring>

#include "compositor/client/vulkan_binding_fixture.hpp"

namespace xrt::comp {
namespace {

using testing::ElementsAre;

/// An application's vkGetInstanceProcAddr that counts submissions, and the images in each.
struct CountedSubmissions {
    static inline PFN_vkGetInstanceProcAddr real_instance_proc_addr = nullptr;
    static inline PFN_vkGetDeviceProcAddr real_device_proc_addr = nullptr;
    static inline PFN_vkQueueSubmit real_submit = nullptr;
    static inline PFN_vkCmdPipelineBarrier real_barrier = nullptr;
    static inline int count = 0;
    static inline uint32_t images = 0;  ///< in the last one

    static VKAPI_ATTR VkResult VKAPI_CALL submit(VkQueue queue, uint32_t size, const VkSubmitInfo* infos,
                                                 VkFence fence) {
        ++count;
        return real_submit(queue, size, infos, fence);
    }
    static VKAPI_ATTR void VKAPI_CALL barrier(VkCommandBuffer commands, VkPipelineStageFlags before,
                                              VkPipelineStageFlags after, VkDependencyFlags flags, uint32_t memories,
                                              const VkMemoryBarrier* memory, uint32_t buffers,
                                              const VkBufferMemoryBarrier* buffer, uint32_t size,
                                              const VkImageMemoryBarrier* image) {
        images = size;
        real_barrier(commands, before, after, flags, memories, memory, buffers, buffer, size, image);
    }
    static VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL device_proc_addr(VkDevice device, const char* name) {
        const PFN_vkVoidFunction real = real_device_proc_addr(device, name);
        if (std::strcmp(name, "vkCmdPipelineBarrier") == 0) {
            real_barrier = reinterpret_cast<PFN_vkCmdPipelineBarrier>(real);
            return reinterpret_cast<PFN_vkVoidFunction>(barrier);
        }
        if (std::strcmp(name, "vkQueueSubmit") != 0) return real;
        real_submit = reinterpret_cast<PFN_vkQueueSubmit>(real);
        return reinterpret_cast<PFN_vkVoidFunction>(submit);
    }
    static VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL instance_proc_addr(VkInstance instance, const char* name) {
        const PFN_vkVoidFunction real = real_instance_proc_addr(instance, name);
        if (std::strcmp(name, "vkGetDeviceProcAddr") != 0) return real;
        real_device_proc_addr = reinterpret_cast<PFN_vkGetDeviceProcAddr>(real);
        return reinterpret_cast<PFN_vkVoidFunction>(device_proc_addr);
    }
    static VulkanObjects wrap(VulkanObjects objects) {
        count = 0;
        real_instance_proc_addr = std::exchange(objects.get_instance_proc_addr, instance_proc_addr);
        return objects;
    }
};

class VulkanSubmissionsTest : public VulkanBindingTest {};

TEST_F(VulkanSubmissionsTest, SubmitsOnceToAcquireAndOnceForAllThatAFrameReleases) {
    binding_ = *create_binding(CountedSubmissions::wrap(application_->objects()), service_->as_service());
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 2);
    for (int frame = 1; frame <= 3; ++frame) {
        CountedSubmissions::count = 0;
        ASSERT_TRUE(swapchain_->acquire_image(0).ok());
        ASSERT_TRUE(swapchain_->acquire_image(1).ok());
        EXPECT_EQ(CountedSubmissions::count, 2);
        ASSERT_TRUE(swapchain_->release_image(0).ok());
        ASSERT_TRUE(swapchain_->release_image(1).ok());
        EXPECT_EQ(CountedSubmissions::count, 2);
        end_frame();
        EXPECT_EQ(CountedSubmissions::count, 3);
    }
}

TEST_F(VulkanSubmissionsTest, SubmitsNothingForAnImageThatNeverLeft) {
    binding_ = *create_binding(CountedSubmissions::wrap(application_->objects()), service_->as_service());
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    for (int round = 0; round < 3; ++round) {
        ASSERT_TRUE(swapchain_->acquire_image(0).ok());
        ASSERT_TRUE(swapchain_->release_image(0).ok());
        EXPECT_EQ(CountedSubmissions::count, 1);
    }
    end_frame();
    EXPECT_EQ(CountedSubmissions::count, 2);
}

TEST_F(VulkanSubmissionsTest, AcquiresTheNextImageAlongWithTheFrame) {
    binding_ = *create_binding(CountedSubmissions::wrap(application_->objects()), service_->as_service());
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 3);
    for (size_t frame = 0; frame < 7; ++frame) {
        CountedSubmissions::count = 0;
        ASSERT_TRUE(swapchain_->acquire_image(frame % 3).ok());
        EXPECT_EQ(CountedSubmissions::count, frame == 0 ? 1 : 0);
        clear(frame % 3, 0, color(frame % 2 == 0 ? 1.0f : 0.0f, 0, 0, 1));
        ASSERT_TRUE(swapchain_->release_image(frame % 3).ok());
        for (int twice = 0; twice < 2; ++twice) swapchain_->expect_acquire((frame + 1) % 3);
        end_frame();
        EXPECT_EQ(CountedSubmissions::count, frame == 0 ? 2 : 1);
        EXPECT_THAT(texel(frame % 3, 0, 4), ElementsAre(frame % 2 == 0 ? 255 : 0, 0, 0, 255));
    }
}

TEST_F(VulkanSubmissionsTest, SubmitsNothingButTheFrameWhereTheDeviceIsTheProcessor) {
    if (!application_->physical_device().software) GTEST_SKIP() << "the device is a GPU";
    binding_ = *create_binding(CountedSubmissions::wrap(application_->objects()), service_->as_service(), std::nullopt);
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 3);
    for (size_t frame = 0; frame < 9; ++frame) {
        CountedSubmissions::count = 0;
        ASSERT_TRUE(swapchain_->acquire_image(frame % 3).ok());
        EXPECT_EQ(CountedSubmissions::count, frame < 3 ? 1 : 0) << "only out of the undefined layout";
        clear(frame % 3, 0, color(frame % 2 == 0 ? 1.0f : 0.0f, 0, 0, 1));
        ASSERT_TRUE(swapchain_->release_image(frame % 3).ok());
        end_frame();
        EXPECT_EQ(CountedSubmissions::count, frame < 3 ? 2 : 1);
        EXPECT_THAT(texel(frame % 3, 0, 4), ElementsAre(frame % 2 == 0 ? 255 : 0, 0, 0, 255));
    }
}

TEST_F(VulkanSubmissionsTest, KeepsAnImageThatWasReleasedButIsNotShown) {
    binding_ = *create_binding(CountedSubmissions::wrap(application_->objects()), service_->as_service());
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 2);
    for (int frame = 0; frame < 2; ++frame) {
        for (size_t index = 0; index < 2; ++index) {
            ASSERT_TRUE(swapchain_->acquire_image(index).ok());
            clear(index, 0, color(index == 0 ? 1.0f : 0.0f, 0, 0, 1));
            ASSERT_TRUE(swapchain_->release_image(index).ok());
        }
        CountedSubmissions::count = 0;
        swapchain_->expect_acquire(0);
        end_frame();
        EXPECT_EQ(CountedSubmissions::count, 1);
        EXPECT_EQ(CountedSubmissions::images, 1u) << "not the first out and in again";
        ASSERT_TRUE(swapchain_->acquire_image(0).ok());
        EXPECT_EQ(CountedSubmissions::count, 1) << "the application has it still";
        ASSERT_TRUE(swapchain_->release_image(0).ok());
    }
    end_frame();
    EXPECT_THAT(texel(0, 0, 4), ElementsAre(255, 0, 0, 255));
    EXPECT_THAT(texel(1, 0, 4), ElementsAre(0, 0, 0, 255));
}

TEST_F(VulkanSubmissionsTest, SubmitsNothingForAnImageThatIsOnlyExpected) {
    binding_ = *create_binding(CountedSubmissions::wrap(application_->objects()), service_->as_service());
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 2);
    swapchain_->expect_acquire(0);
    EXPECT_FALSE(*binding_->insert_fence());
    EXPECT_EQ(CountedSubmissions::count, 0);
    ASSERT_TRUE(swapchain_->acquire_image(0).ok());
    EXPECT_EQ(CountedSubmissions::count, 1);
}

TEST_F(VulkanSubmissionsTest, AcquiresAnImageThatIsWantedBeforeTheFrameItWasToGoAlongWith) {
    binding_ = *create_binding(CountedSubmissions::wrap(application_->objects()), service_->as_service());
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 2);
    ASSERT_TRUE(swapchain_->acquire_image(0).ok());
    ASSERT_TRUE(swapchain_->release_image(0).ok());
    swapchain_->expect_acquire(1);
    ASSERT_TRUE(swapchain_->acquire_image(1).ok());
    EXPECT_EQ(CountedSubmissions::count, 2);
    clear(1, 0, color(0, 1, 0, 1));
    ASSERT_TRUE(swapchain_->release_image(1).ok());
    end_frame();
    EXPECT_EQ(CountedSubmissions::count, 3);
    EXPECT_THAT(texel(1, 0, 4), ElementsAre(0, 255, 0, 255));
}

}  // namespace
}  // namespace xrt::comp
