// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/frame_images.hpp"

#include <algorithm>

#include "auxiliary/vk/format.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {
namespace {

constexpr VkPipelineStageFlags reading_stages = VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;

/// Calls `use(swapchain, image index)` for every image that a layer's content shows.
template <typename Use>
struct ImageVisitor {
    const Use& use;

    Result<void> operator()(const ProjectionLayer& layer) const {
        for (const ProjectionView& view : layer.views) {
            TRY(use(view.image.swapchain.get(), view.image.image_index));
            if (view.depth) TRY(use(view.depth->image.swapchain.get(), view.depth->image.image_index));
        }
        return {};
    }
    Result<void> operator()(const CubeLayer& layer) const { return use(layer.swapchain.get(), layer.image_index); }
    Result<void> operator()(const PassthroughLayer&) const { return {}; }
    template <typename Flat>
    Result<void> operator()(const Flat& layer) const {
        return use(layer.image.swapchain.get(), layer.image.image_index);
    }
};

vk::ImageUse use_for(Reading reading, uint32_t sample_count) {
    if (reading == Reading::by_copying || sample_count > 1) {
        return {VK_ACCESS_TRANSFER_READ_BIT, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL};
    }
    return {VK_ACCESS_SHADER_READ_BIT, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
}

}  // namespace

Result<void> FrameImages::collect(std::span<LayerFrame* const> frames, Reading reading) {
    acquired_.clear();
    released_.clear();
    resolves_.clear();
    uploads_.clear();
    for (const LayerFrame* frame : frames) {
        for (const Layer& layer : frame->layers) TRY(collect(layer, reading));
    }
    return {};
}

Result<void> FrameImages::collect(const Layer& layer, Reading reading) {
    const auto use = [&](SwapchainNative* swapchain, size_t index) { return collect(swapchain, index, reading); };
    return std::visit(ImageVisitor<decltype(use)>{use}, layer.content);
}

Result<void> FrameImages::collect(SwapchainNative* swapchain, size_t index, Reading reading) {
    auto* const ours = dynamic_cast<VulkanSwapchain*>(swapchain);
    if (!ours || &ours->device() != device_) {
        return Error{ErrorCode::invalid_argument, "a swapchain of another compositor"};
    }
    // A copy moves nothing by its depth, and depth images are not made to be copied.
    if (reading == Reading::by_copying && vk::is_depth(static_cast<VkFormat>(ours->info().format))) return {};
    TRY(ours->apply_sampler());
    if (ours->is_uploaded()) return add_upload(*ours, index, reading), Result<void>();
    VkImage image = ours->image(index);
    const auto is_known = [&](const VkImageMemoryBarrier& barrier) { return barrier.image == image; };
    if (std::ranges::none_of(acquired_, is_known)) add(*ours, index, reading);
    return {};
}

void FrameImages::add(const VulkanSwapchain& swapchain, size_t index, Reading reading) {
    const SwapchainCreateInfo& info = swapchain.info();
    const uint32_t family = device_->choice().queue_family;
    const auto range = vk::whole_image(info);
    const VkImageLayout transit = vk::transit_layout(static_cast<VkFormat>(info.format));
    const vk::ImageUse use = use_for(reading, info.sample_count);
    VkImage image = swapchain.image(index);
    acquired_.push_back(vk::image_barrier(image, range, {0, transit}, use, {VK_QUEUE_FAMILY_EXTERNAL, family}));
    released_.push_back(
        vk::image_barrier(image, range, {0, use.layout}, {0, transit}, {family, VK_QUEUE_FAMILY_EXTERNAL}));
    if (info.sample_count > 1) resolves_.push_back({&swapchain, index});
}

void FrameImages::add_upload(const VulkanSwapchain& swapchain, size_t index, Reading reading) {
    const auto is_it = [&](const Upload& upload) { return upload.swapchain == &swapchain && upload.index == index; };
    if (std::ranges::none_of(uploads_, is_it)) uploads_.push_back({&swapchain, index, use_for(reading, 1)});
}

void FrameImages::record_acquire(VkCommandBuffer commands) const {
    vk::record_barriers(device_->table(), commands, {VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, reading_stages}, acquired_);
    record_resolves(commands);
    for (const Upload& upload : uploads_) upload.swapchain->record_upload(commands, upload.index, upload.use);
}

void FrameImages::record_resolves(VkCommandBuffer commands) const {
    for (const Resolve& resolve : resolves_) resolve.swapchain->record_resolve(commands, resolve.index);
}

void FrameImages::record_release(VkCommandBuffer commands) const {
    vk::record_barriers(device_->table(), commands, {reading_stages, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT}, released_);
}

}  // namespace xrt::comp
