// SPDX-License-Identifier: BSL-1.0
//
// Two Vulkan devices on whatever driver there is: the service's exports images, the application's draws into them
// through VulkanBinding, and what the service reads back is what was drawn. The validation layer has nothing to say.
#include "compositor/client/vulkan_binding.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <gmock/gmock.h>

#include <cstring>
#include <set>

#include "auxiliary/vk/format.hpp"
#include "compositor/client/vulkan_requirements.hpp"
#include "compositor/client/vulkan_test_exporter.hpp"

namespace xrt::comp {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto all_done = std::chrono::seconds(60);

std::vector<const char*> names_of(std::span<const RequiredExtension> required) {
    std::vector<const char*> names;
    for (const RequiredExtension& extension : required) names.push_back(extension.name);
    return names;
}

TestDeviceOptions service_options() { return {VK_API_VERSION_1_2, {}, {VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME}}; }
/// Like an application of XR_KHR_vulkan_enable that knows nothing but Vulkan 1.0.
TestDeviceOptions old_application_options() {
    return {VK_API_VERSION_1_0, names_of(required_instance_extensions()), names_of(required_device_extensions())};
}
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

SwapchainCreateInfo color_info(VkFormat format) {
    SwapchainCreateInfo info;
    info.extent = {16, 8};
    info.format = format;
    info.usage = SwapchainUsage::color_attachment | SwapchainUsage::transfer_destination |
                 SwapchainUsage::transfer_source | SwapchainUsage::sampled;
    return info;
}

SwapchainCreateInfo depth_info(VkFormat format) {
    SwapchainCreateInfo info = color_info(format);
    info.usage ^= SwapchainUsage::color_attachment | SwapchainUsage::depth_stencil_attachment;
    return info;
}

class VulkanBindingTest : public testing::Test {
 protected:
    void SetUp() override { make(old_application_options()); }

    void make(const TestDeviceOptions& options) {
        auto service = VulkanTestDevice::create(service_options());
        if (!service) GTEST_SKIP() << "no Vulkan driver: " << service.error().message;
        service_ = std::move(*service);
        auto application = VulkanTestDevice::create(options);
        ASSERT_TRUE(application.ok()) << application.error().message;
        application_ = std::move(*application);
        auto binding = create_binding(application_->objects(), service_->as_service());
        ASSERT_TRUE(binding.ok()) << binding.error().message;
        binding_ = std::move(*binding);
    }

    void TearDown() override {
        swapchain_.reset();
        binding_.reset();
        exporter_.reset();
        EXPECT_EQ(application_ ? application_->messages() : "", "");
        EXPECT_EQ(service_ ? service_->messages() : "", "");
    }

    /// As on a GPU, unless told otherwise.
    static Result<std::unique_ptr<VulkanBinding>> create_binding(
        const VulkanObjects& objects, const ServiceDevice& service,
        std::optional<OwnershipTransfers> transfers = OwnershipTransfers::needed) {
        const int64_t formats[] = {VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_R16G16B16A16_SFLOAT, VK_FORMAT_D32_SFLOAT,
                                   VK_FORMAT_R64G64B64A64_SFLOAT};
        return VulkanBinding::create(objects, service, formats, transfers);
    }

    void share(const SwapchainCreateInfo& info, size_t count = 1) {
        info_ = info;
        auto exporter = VulkanTestExporter::create(*service_, info, count);
        ASSERT_TRUE(exporter.ok()) << exporter.error().message;
        exporter_.emplace(std::move(*exporter));
        auto images = exporter_->export_images();
        ASSERT_TRUE(images.ok()) << images.error().message;
        auto swapchain = binding_->import_swapchain(info, std::move(*images));
        ASSERT_TRUE(swapchain.ok()) << swapchain.error().message;
        swapchain_ = std::move(*swapchain);
    }

    VkImage image(size_t index) const { return std::bit_cast<VkImage>(swapchain_->image(index)); }

    /// What an application does between xrWaitSwapchainImage and xrReleaseSwapchainImage; not a word of
    /// synchronisation.
    void clear(size_t index, uint32_t layer, VkClearValue value) {
        const vk::DeviceTable& table = application_->table();
        const auto format = static_cast<VkFormat>(info_.format);
        const VkImageSubresourceRange range{vk::aspect_of(format), 0, 1, layer, 1};
        const vk::ImageUse attachment{VK_ACCESS_MEMORY_READ_BIT, vk::transit_layout(format)};
        const vk::ImageUse writing{VK_ACCESS_TRANSFER_WRITE_BIT, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL};
        const VkImageMemoryBarrier to[] = {vk::image_barrier(image(index), range, attachment, writing)};
        const VkImageMemoryBarrier from[] = {vk::image_barrier(image(index), range, writing, attachment)};
        const auto stages = vk::BarrierStages{VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT};
        const auto cleared = application_->run([&](VkCommandBuffer commands) {
            vk::record_barriers(table, commands, stages, to);
            if (vk::is_depth(format)) {
                table.CmdClearDepthStencilImage(commands, image(index), writing.layout, &value.depthStencil, 1, &range);
            } else {
                table.CmdClearColorImage(commands, image(index), writing.layout, &value.color, 1, &range);
            }
            vk::record_barriers(table, commands, stages, from);
        });
        ASSERT_TRUE(cleared.ok()) << cleared.error().message;
    }

    void end_frame() {
        auto fence = binding_->insert_fence();
        ASSERT_TRUE(fence.ok()) << fence.error().message;
        ASSERT_TRUE(*fence);
        const auto done = (*fence)->wait(all_done);
        ASSERT_TRUE(done.ok() && *done);
    }

    void draw_frame(size_t index, VkClearValue value) {
        ASSERT_TRUE(swapchain_->acquire_image(index).ok());
        clear(index, 0, value);
        ASSERT_TRUE(swapchain_->release_image(index).ok());
        end_frame();
    }

    std::vector<uint8_t> texel(size_t index, uint32_t layer, size_t size) {
        auto bytes = exporter_->first_texel(index, layer, size);
        EXPECT_TRUE(bytes.ok());
        return bytes.ok() ? *bytes : std::vector<uint8_t>();
    }

    std::unique_ptr<VulkanTestDevice> service_;
    std::unique_ptr<VulkanTestDevice> application_;
    std::unique_ptr<VulkanBinding> binding_;
    SwapchainCreateInfo info_;
    std::optional<VulkanTestExporter> exporter_;
    std::unique_ptr<ImportedSwapchain> swapchain_;
};

class NewApplicationTest : public VulkanBindingTest {
 protected:
    void SetUp() override { make(new_application_options()); }
};

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

constexpr VkClearValue color(float r, float g, float b, float a) { return {{{r, g, b, a}}}; }
VkClearValue depth(float value) {
    VkClearValue clear{};
    clear.depthStencil = {value, 0};
    return clear;
}

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

TEST_F(VulkanBindingTest, SubmitsOnceToAcquireAndOnceForAllThatAFrameReleases) {
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

TEST_F(VulkanBindingTest, SubmitsNothingForAnImageThatNeverLeft) {
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

TEST_F(VulkanBindingTest, AcquiresTheNextImageAlongWithTheFrame) {
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

TEST_F(VulkanBindingTest, SubmitsNothingButTheFrameWhereTheDeviceIsTheProcessor) {
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

TEST_F(VulkanBindingTest, KeepsAnImageThatWasReleasedButIsNotShown) {
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

TEST_F(VulkanBindingTest, SubmitsNothingForAnImageThatIsOnlyExpected) {
    binding_ = *create_binding(CountedSubmissions::wrap(application_->objects()), service_->as_service());
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB), 2);
    swapchain_->expect_acquire(0);
    EXPECT_FALSE(*binding_->insert_fence());
    EXPECT_EQ(CountedSubmissions::count, 0);
    ASSERT_TRUE(swapchain_->acquire_image(0).ok());
    EXPECT_EQ(CountedSubmissions::count, 1);
}

TEST_F(VulkanBindingTest, AcquiresAnImageThatIsWantedBeforeTheFrameItWasToGoAlongWith) {
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
        auto images = exporter_->export_images();
        ASSERT_TRUE(images.ok());
        images->push_back({{}, images->front().allocation_size, images->front().memory_type_index, true});
        images->back().handle.fd.reset(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        const auto imported = binding_->import_swapchain(info_, std::move(*images));
        ASSERT_FALSE(imported.ok());
        EXPECT_THAT(imported.error().message, HasSubstr("cannot be imported"));
        application_->forget_messages();  // the driver's own, about the fd
    }
    EXPECT_EQ(open_fds(), before);
}

TEST_F(VulkanBindingTest, RefusesAnImageThatIsTooSmallForWhatItIsSaidToBe) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    auto images = exporter_->export_images();
    ASSERT_TRUE(images.ok());
    images->front().allocation_size -= 1;
    const auto imported = binding_->import_swapchain(info_, std::move(*images));
    ASSERT_FALSE(imported.ok());
    EXPECT_EQ(imported.error().code, ErrorCode::unsupported);
    EXPECT_THAT(imported.error().message, HasSubstr("bytes"));
}

TEST_F(VulkanBindingTest, RefusesAMemoryTypeThatTheImageCannotHave) {
    share(color_info(VK_FORMAT_R8G8B8A8_SRGB));
    for (const uint32_t type : {31u, 32u, 4000000000u}) {
        auto images = exporter_->export_images();
        ASSERT_TRUE(images.ok());
        images->front().memory_type_index = type;
        const auto imported = binding_->import_swapchain(info_, std::move(*images));
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
