// SPDX-License-Identifier: BSL-1.0
//
// For tests: two Vulkan devices on whatever driver there is. The service's exports images, the application's draws into them
// through VulkanBinding, and the service reads them back. The validation layer has nothing to say.
#pragma once

#include <gmock/gmock.h>

#include <bit>

#include "auxiliary/vk/format.hpp"
#include "compositor/client/vulkan_binding.hpp"
#include "compositor/client/vulkan_requirements.hpp"
#include "compositor/client/vulkan_test_exporter.hpp"

namespace xrt::comp {

inline constexpr auto all_done = std::chrono::seconds(60);

inline std::vector<const char*> names_of(std::span<const RequiredExtension> required) {
    std::vector<const char*> names;
    for (const RequiredExtension& extension : required) names.push_back(extension.name);
    return names;
}

inline TestDeviceOptions service_options() {
    return {VK_API_VERSION_1_2, {}, {VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME}};
}
/// Like an application of XR_KHR_vulkan_enable that knows nothing but Vulkan 1.0.
inline TestDeviceOptions old_application_options() {
    return {VK_API_VERSION_1_0, names_of(required_instance_extensions()), names_of(required_device_extensions())};
}

inline SwapchainCreateInfo color_info(VkFormat format) {
    SwapchainCreateInfo info;
    info.extent = {16, 8};
    info.format = format;
    info.usage = SwapchainUsage::color_attachment | SwapchainUsage::transfer_destination |
                 SwapchainUsage::transfer_source | SwapchainUsage::sampled;
    return info;
}

inline SwapchainCreateInfo depth_info(VkFormat format) {
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
        auto memory = exporter_->export_memory();
        ASSERT_TRUE(memory.ok()) << memory.error().message;
        auto swapchain = binding_->import_swapchain(info, std::move(*memory));
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

constexpr VkClearValue color(float r, float g, float b, float a) { return {{{r, g, b, a}}}; }
inline VkClearValue depth(float value) {
    VkClearValue clear{};
    clear.depthStencil = {value, 0};
    return clear;
}

}  // namespace xrt::comp
