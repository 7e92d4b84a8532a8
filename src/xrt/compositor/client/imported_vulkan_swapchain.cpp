// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/imported_vulkan_swapchain.hpp"

#include <bit>
#include <cassert>
#include <utility>

#include "auxiliary/util/log.hpp"
#include "auxiliary/vk/format.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {
namespace {

constexpr VkAccessFlags all_access = VK_ACCESS_MEMORY_READ_BIT | VK_ACCESS_MEMORY_WRITE_BIT;

/// To the application memory that its device does not take is no fault of its own.
Error explain(const Error& error) {
    const bool refused = error.code == ErrorCode::invalid_argument;
    return {refused ? ErrorCode::unsupported : error.code,
            "the service's images cannot be imported into the application's Vulkan: " + error.message};
}

}  // namespace

Result<std::unique_ptr<ImportedVulkanSwapchain>> ImportedVulkanSwapchain::create(
    const vk::DeviceTable& table, VulkanQueue& queue, const SwapchainCreateInfo& info,
    const std::vector<NativeMemory>& memory, const DensityMapDevice* density_maps) {
    std::unique_ptr<ImportedVulkanSwapchain> swapchain(new ImportedVulkanSwapchain(table, queue, info, density_maps));
    Result<vk::SwapchainImages> imported = vk::SwapchainImages::import(table, info, memory);
    if (!imported) return explain(imported.error());
    swapchain->imported_ = std::move(*imported);
    swapchain->images_.reserve(swapchain->imported_.size());
    for (size_t i = 0; i < swapchain->imported_.size(); ++i) {
        swapchain->images_.push_back(swapchain->describe(swapchain->imported_[i]));
    }
    return swapchain;
}

ImportedVulkanSwapchain::~ImportedVulkanSwapchain() {
    for (const Image& image : images_) {
        queue_.take_back(image.transfer(Way::release));
        queue_.take_back(image.next_acquire());
    }
    if (queue_.wait_until_done()) return;
    log_warning("vulkan", "the application's GPU is still busy; a swapchain's images are left behind");
    new vk::SwapchainImages(std::move(imported_));
    new std::vector<Image>(std::move(images_));
}

uint64_t ImportedVulkanSwapchain::image(size_t index) const {
    // A VkImage is a pointer or a number, depending on the platform.
    return std::bit_cast<uint64_t>(imported_[index]);
}

Result<void> ImportedVulkanSwapchain::acquire_image(size_t index) {
    assert(index < images_.size());
    Image& image = images_[index];
    if (density_) TRY(density_->refresh(index));
    if (queue_.take_back(image.transfer(Way::release))) return {};  // it never left
    const VkImageMemoryBarrier& acquire = image.next_acquire();
    const bool submitted = std::exchange(image.acquired_ahead, false) && !queue_.take_back(acquire);
    if (!submitted) TRY(queue_.submit(acquire));
    image.acquired_before = true;
    return {};
}

/// An image that was released and is not shown has never left.
void ImportedVulkanSwapchain::expect_acquire(size_t index) {
    assert(index < images_.size());
    Image& image = images_[index];
    if (image.acquired_ahead) return;
    image.acquired_ahead = queue_.take_back(image.transfer(Way::release)) || queue_.defer_along(image.next_acquire());
}

Result<void> ImportedVulkanSwapchain::release_image(size_t index) {
    assert(index < images_.size());
    queue_.defer(images_[index].transfer(Way::release));
    return {};
}

Result<void> ImportedVulkanSwapchain::add_density_images() {
    if (!density_maps_) {
        return Error{ErrorCode::unsupported,
                     "the application's VkDevice was not created with VK_EXT_fragment_density_map and its features "
                     "fragmentDensityMap and fragmentDensityMapNonSubsampledImages, or has none of them"};
    }
    density_ = TRY(DensityImages::create(table_, queue_, *density_maps_, info_, images_.size()));
    return {};
}

std::optional<DensityImage> ImportedVulkanSwapchain::density_image(size_t index) const {
    if (!density_) return std::nullopt;
    return DensityImage{std::bit_cast<uint64_t>(density_->image(index)), density_->extent()};
}

void ImportedVulkanSwapchain::set_density(DensityLevel level, std::span<const DensityFocus> layers) {
    if (density_) density_->set(level, layers);
}

ImportedVulkanSwapchain::Image ImportedVulkanSwapchain::describe(VkImage image) const {
    Image result;
    for (const Way way : {Way::first_acquire, Way::acquire, Way::release}) {
        result.transfers[static_cast<size_t>(way)] = transfer(image, way);
    }
    return result;
}

VkImageMemoryBarrier ImportedVulkanSwapchain::transfer(VkImage image, Way way) const {
    const VkImageLayout transit = vk::transit_layout(static_cast<VkFormat>(info_.format));
    const vk::ImageUse unused{0, VK_IMAGE_LAYOUT_UNDEFINED};
    const vk::ImageUse outside{0, transit};
    const vk::ImageUse inside{all_access, transit};
    const vk::OwnershipTransfer in{VK_QUEUE_FAMILY_EXTERNAL, queue_.family()};
    const vk::OwnershipTransfer out{queue_.family(), VK_QUEUE_FAMILY_EXTERNAL};
    const VkImageSubresourceRange whole = vk::whole_image(info_);
    switch (way) {
        case Way::first_acquire:
            return vk::image_barrier(image, whole, unused, inside);
        case Way::acquire:
            return vk::image_barrier(image, whole, outside, inside, in);
        case Way::release:
            break;
    }
    return vk::image_barrier(image, whole, inside, outside, out);
}

}  // namespace xrt::comp
