// SPDX-License-Identifier: BSL-1.0
//
// What the service reads back is what the application drew, and what is no image is refused.
#include "compositor/client/vulkan_binding.hpp"

#include <dirent.h>
#include <fcntl.h>

#include <set>

#include "compositor/client/vulkan_binding_fixture.hpp"

namespace xrt::comp {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;

/// Like an application of XR_KHR_vulkan_enable2 on a new instance.
TestDeviceOptions new_application_options() {
    return {VK_API_VERSION_1_2, merge_extensions({}, required_instance_extensions(), VK_API_VERSION_1_2, {}),
            merge_extensions({}, required_device_extensions(), VK_API_VERSION_1_2, {})};
}

int open_fds() {
    int count = 0;
    DIR* directory = ::opendir("/proc/self/fd");
    while (::readdir(directory)) ++count;
    ::closedir(directory);
    return count;
}

class NewApplicationTest : public VulkanBindingTest {
 protected:
    void SetUp() override { make(new_application_options()); }
};

TEST_F(VulkanBindingTest, ShowsTheFormatsThatTheDeviceCanImport) {
    EXPECT_THAT(binding_->formats(),
                ElementsAre(VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_R16G16B16A16_SFLOAT, VK_FORMAT_D32_SFLOAT));
    EXPECT_EQ(binding_->service_format(VK_FORMAT_D32_SFLOAT), VK_FORMAT_D32_SFLOAT);
    EXPECT_EQ(binding_->service_format(VK_FORMAT_R64G64B64A64_SFLOAT), std::nullopt);
}

TEST_F(VulkanBindingTest, SharesSrgbPixels) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    draw_frame(0, color(1, 0, 0.5f, 1));
    EXPECT_THAT(texel(0, 0, 4), ElementsAre(255, 0, 188, 255));
}

TEST_F(NewApplicationTest, SharesSrgbPixels) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    draw_frame(0, color(0, 1, 0.5f, 0));
    EXPECT_THAT(texel(0, 0, 4), ElementsAre(0, 255, 188, 0));
}

TEST_F(VulkanBindingTest, SharesHalfFloatPixels) {
    share(color_info(VK_FORMAT_R16G16B16A16_SFLOAT));
    draw_frame(0, color(1, 2, -0.5f, 0));
    EXPECT_THAT(texel(0, 0, 8), ElementsAre(0x00, 0x3c, 0x00, 0x40, 0x00, 0xb8, 0x00, 0x00));
}

TEST_F(VulkanBindingTest, SharesDepth) {
    share(depth_info(VK_FORMAT_D32_SFLOAT));
    draw_frame(0, depth(0.25f));
    EXPECT_THAT(texel(0, 0, 4), ElementsAre(0x00, 0x00, 0x80, 0x3e));
}

TEST_F(VulkanBindingTest, SharesEveryArrayLayer) {
    SwapchainCreateInfo info = color_info(VK_FORMAT_R8G8B8A8_SRGB);
    info.array_size = 2;
    share(info);
    ASSERT_TRUE(swapchain_->acquire_image(0).ok());
    clear(0, 0, color(1, 0, 0, 1));
    clear(0, 1, color(0, 0, 1, 1));
    ASSERT_TRUE(swapchain_->release_image(0).ok());
    end_frame();
    EXPECT_THAT(texel(0, 0, 4), ElementsAre(255, 0, 0, 255));
    EXPECT_THAT(texel(0, 1, 4), ElementsAre(0, 0, 255, 255));
}

TEST_F(VulkanBindingTest, SharesMutableFormats) {
    SwapchainCreateInfo info = color_info(VK_FORMAT_R8G8B8A8_SRGB);
    info.usage |= SwapchainUsage::mutable_format;
    share(info);
    draw_frame(0, color(1, 1, 0, 1));
    EXPECT_THAT(texel(0, 0, 4), ElementsAre(255, 255, 0, 255));
}

TEST_F(VulkanBindingTest, KeepsImagesApartAndTheirContentsOverManyFrames) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 3);
    ASSERT_EQ(swapchain_->image_count(), 3u);
    for (int round = 0; round < 3; ++round) {
        draw_frame(0, color(1, 0, 0, 1));
        draw_frame(1, color(0, 1, 0, 1));
        draw_frame(2, color(0, 0, 1, 1));
        EXPECT_THAT(texel(0, 0, 4), ElementsAre(255, 0, 0, 255));
        EXPECT_THAT(texel(1, 0, 4), ElementsAre(0, 255, 0, 255));
        EXPECT_THAT(texel(2, 0, 4), ElementsAre(0, 0, 255, 255));
    }
}

TEST_F(VulkanBindingTest, KeepsContentsThatTheApplicationDrawsOverInTwoFrames) {
    SwapchainCreateInfo info = color_info(VK_FORMAT_R8G8B8A8_SRGB);
    info.array_size = 2;
    share(info);
    for (uint32_t layer = 0; layer < 2; ++layer) {
        ASSERT_TRUE(swapchain_->acquire_image(0).ok());
        clear(0, layer, color(0, 1, 0, 1));
        ASSERT_TRUE(swapchain_->release_image(0).ok());
        end_frame();
        EXPECT_THAT(texel(0, layer, 4), ElementsAre(0, 255, 0, 255));
    }
    EXPECT_THAT(texel(0, 0, 4), ElementsAre(0, 255, 0, 255));
}

TEST_F(VulkanBindingTest, LetsAnImageBeAcquiredAgainBeforeTheFrameEnds) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(swapchain_->acquire_image(0).ok());
        clear(0, 0, color(i == 2 ? 1.0f : 0.0f, 0, 0, 1));
        ASSERT_TRUE(swapchain_->release_image(0).ok());
    }
    end_frame();
    EXPECT_THAT(texel(0, 0, 4), ElementsAre(255, 0, 0, 255));
}

TEST_F(VulkanBindingTest, CanBeDroppedWhileAnImageIsExpected) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 2);
    ASSERT_TRUE(swapchain_->acquire_image(0).ok());
    ASSERT_TRUE(swapchain_->release_image(0).ok());
    swapchain_->expect_acquire(1);
    swapchain_.reset();
    EXPECT_FALSE(*binding_->insert_fence());
}

TEST_F(VulkanBindingTest, HasNothingToWaitForWhereNothingWasReleased) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    auto fence = binding_->insert_fence();
    ASSERT_TRUE(fence.ok());
    EXPECT_FALSE(*fence);
    ASSERT_TRUE(swapchain_->acquire_image(0).ok());
    ASSERT_TRUE(swapchain_->release_image(0).ok());
    end_frame();
    fence = binding_->insert_fence();
    ASSERT_TRUE(fence.ok());
    EXPECT_FALSE(*fence);
}

TEST_F(VulkanBindingTest, CanBeDroppedWithImagesAcquiredAndReleased) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 2);
    ASSERT_TRUE(swapchain_->acquire_image(0).ok());
    ASSERT_TRUE(swapchain_->acquire_image(1).ok());
    ASSERT_TRUE(swapchain_->release_image(0).ok());
    swapchain_.reset();
    auto fence = binding_->insert_fence();
    ASSERT_TRUE(fence.ok());
    EXPECT_FALSE(*fence);
}

TEST_F(VulkanBindingTest, ReusesItsFences) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    std::set<const GpuFence*> seen;
    for (int i = 0; i < 10; ++i) {
        ASSERT_TRUE(swapchain_->acquire_image(0).ok());
        ASSERT_TRUE(swapchain_->release_image(0).ok());
        auto fence = binding_->insert_fence();
        ASSERT_TRUE(fence.ok() && *fence);
        ASSERT_TRUE(*(*fence)->wait(all_done));
        seen.insert(fence->get());
    }
    EXPECT_LE(seen.size(), 2u);  // one for the acquire that is perhaps still in flight, one for the frame
}

TEST_F(VulkanBindingTest, LeaksNoFdsOverManySwapchains) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 3);
    swapchain_.reset();
    exporter_.reset();
    const int before = open_fds();
    for (int i = 0; i < 5; ++i) {
        share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 3);
        draw_frame(1, color(1, 1, 1, 1));
        swapchain_.reset();
        exporter_.reset();
    }
    EXPECT_EQ(open_fds(), before);
}

TEST_F(VulkanBindingTest, RefusesAnFdThatIsNoMemoryAndLeaksNothing) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    const int before = open_fds();
    {
        auto memory = exporter_->export_memory();
        ASSERT_TRUE(memory.ok());
        memory->push_back({{}, memory->front().size, memory->front().memory_type_index});
        memory->back().handle.fd.reset(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        const auto imported = binding_->import_swapchain(info_, std::move(*memory));
        ASSERT_FALSE(imported.ok());
        EXPECT_EQ(imported.error().code, ErrorCode::unsupported);
        EXPECT_THAT(imported.error().message, HasSubstr("cannot be imported"));
        application_->forget_messages();  // the driver's own, about the fd
    }
    EXPECT_EQ(open_fds(), before);
}

TEST_F(VulkanBindingTest, RefusesAnImageThatIsTooSmallForWhatItIsSaidToBe) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    auto memory = exporter_->export_memory();
    ASSERT_TRUE(memory.ok());
    memory->front().size -= 1;
    const auto imported = binding_->import_swapchain(info_, std::move(*memory));
    ASSERT_FALSE(imported.ok());
    EXPECT_EQ(imported.error().code, ErrorCode::unsupported);
    EXPECT_THAT(imported.error().message, HasSubstr("bytes"));
}

TEST_F(VulkanBindingTest, RefusesAMemoryTypeThatTheImageCannotHave) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    for (const uint32_t type : {31u, 32u, 4000000000u}) {
        auto memory = exporter_->export_memory();
        ASSERT_TRUE(memory.ok());
        memory->front().memory_type_index = type;
        const auto imported = binding_->import_swapchain(info_, std::move(*memory));
        ASSERT_FALSE(imported.ok());
        EXPECT_THAT(imported.error().message, HasSubstr("type " + std::to_string(type)));
    }
}

TEST_F(VulkanBindingTest, RefusesObjectsThatDoNotBelongTogether) {
    const auto refuses = [&](auto&& change) {
        VulkanObjects objects = application_->objects();
        change(objects);
        const auto binding = create_binding(objects, service_->as_service());
        return !binding.ok() && binding.error().code == ErrorCode::invalid_argument;
    };
    EXPECT_TRUE(refuses([](VulkanObjects& o) { o.instance = VK_NULL_HANDLE; }));
    EXPECT_TRUE(refuses([](VulkanObjects& o) { o.physical_device = VK_NULL_HANDLE; }));
    EXPECT_TRUE(refuses([](VulkanObjects& o) { o.device = VK_NULL_HANDLE; }));
    EXPECT_TRUE(refuses([](VulkanObjects& o) { o.queue_family = 1000; }));
    EXPECT_TRUE(refuses([](VulkanObjects& o) { o.queue_index = 1000; }));
    EXPECT_TRUE(refuses([&](VulkanObjects& o) { o.physical_device = service_->physical_device().handle; }));
}

TEST_F(VulkanBindingTest, RefusesToShareWithAServiceOnAnotherGpu) {
    ServiceDevice elsewhere = service_->as_service();
    elsewhere.device_uuid[0] ^= 0xff;
    elsewhere.software = false;
    const auto binding = create_binding(application_->objects(), elsewhere);
    ASSERT_FALSE(binding.ok());
    EXPECT_EQ(binding.error().code, ErrorCode::unsupported);
}

TEST(VulkanBinding, RefusesAnApplicationWithoutTheExtensions) {
    TestDeviceOptions bare;
    bare.api_version = VK_API_VERSION_1_2;
    const auto device = VulkanTestDevice::create(bare);
    if (!device) GTEST_SKIP() << "no Vulkan driver: " << device.error().message;
    const auto binding = VulkanBinding::create((*device)->objects(), (*device)->as_service(), {});
    ASSERT_FALSE(binding.ok());
    EXPECT_THAT(binding.error().message, HasSubstr("VK_KHR_external_memory_fd"));
}

}  // namespace
}  // namespace xrt::comp
