// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/renderer.hpp"

#include <algorithm>

#include "auxiliary/math/pose.hpp"
#include "auxiliary/vk/format.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {
namespace {

constexpr Duration hang = std::chrono::seconds(20);  // longer than software takes for the largest of pictures

// collect() has refused every other kind.
const VulkanSwapchain& swapchain_of(const SubImage& image) {
    return static_cast<const VulkanSwapchain&>(*image.swapchain);
}

VkDescriptorSet descriptor_of(const SubImage& image) { return swapchain_of(image).descriptor(image.image_index); }

bool is_seen_by(EyeVisibility visibility, size_t view) {
    return visibility == EyeVisibility::both || visibility == (view == 0 ? EyeVisibility::left : EyeVisibility::right);
}

}  // namespace

Result<std::unique_ptr<Renderer>> Renderer::create(std::shared_ptr<const LayerSampling> sampling, const HmdInfo& hmd) {
    std::unique_ptr<Renderer> renderer(new Renderer(std::move(sampling), hmd));
    TRY(renderer->create_resources());
    return renderer;
}

Result<void> Renderer::create_resources() {
    render_pass_ = TRY(create_view_render_pass(table()));
    pipelines_ = TRY(LayerPipelines::create(*sampling_, render_pass_.get()));
    for (size_t view = 0; view < view_count; ++view) {
        const Extent2D& extent = hmd_.views[view].recommended_extent;
        targets_[view] = TRY(ViewTarget::create(sampling_->device(), render_pass_.get(), extent));
    }
    pool_ = TRY(vk::create_command_pool(table(), sampling_->device().choice().queue_family));
    commands_ = TRY(vk::allocate_commands(table(), pool_.get()));
    fence_ = TRY(vk::create_fence(table()));
    return {};
}

Result<void> Renderer::draw(std::span<LayerFrame* const> frames, const Pose& world_from_head) {
    if (lost_) return *lost_;
    TRY(collect(frames));
    TRY(vk::begin_commands(table(), commands_, VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT));
    record(frames, world_from_head);
    auto result = submit_and_wait();
    if (!result.ok()) lost_ = result.error();
    return result;
}

Result<std::array<ViewPixels, view_count>> Renderer::pixels() const {
    return std::array{TRY(targets_[0].pixels(table())), TRY(targets_[1].pixels(table()))};
}

/// Finds what has to be waited for and whose images have to be taken over.
Result<void> Renderer::collect(std::span<LayerFrame* const> frames) {
    waits_.clear();
    acquired_.clear();
    released_.clear();
    for (LayerFrame* frame : frames) {
        for (GraphicsSyncHandle& sync : frame->syncs) TRY(waits_.add(table(), std::move(sync)));
        frame->syncs.clear();
        for (const Layer& layer : frame->layers) {
            if (const auto* projection = std::get_if<ProjectionLayer>(&layer.content)) {
                for (const ProjectionView& view : projection->views) TRY(collect(view.image));
            } else if (const auto* quad = std::get_if<QuadLayer>(&layer.content)) {
                TRY(collect(quad->image));
            }
        }
    }
    return {};
}

Result<void> Renderer::collect(const SubImage& sub_image) {
    const auto* swapchain = dynamic_cast<const VulkanSwapchain*>(sub_image.swapchain.get());
    if (!swapchain) return Error{ErrorCode::invalid_argument, "a swapchain of another compositor"};
    VkImage image = swapchain->image(sub_image.image_index);
    const auto is_known = [&](const VkImageMemoryBarrier& barrier) { return barrier.image == image; };
    if (std::ranges::any_of(acquired_, is_known)) return {};
    const uint32_t family = sampling_->device().choice().queue_family;
    const auto range = vk::whole_image(swapchain->info());
    const VkImageLayout transit = vk::transit_layout(static_cast<VkFormat>(swapchain->info().format));
    const vk::ImageUse reading{VK_ACCESS_SHADER_READ_BIT, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
    acquired_.push_back(vk::image_barrier(image, range, {0, transit}, reading, {VK_QUEUE_FAMILY_EXTERNAL, family}));
    released_.push_back(
        vk::image_barrier(image, range, {0, reading.layout}, {0, transit}, {family, VK_QUEUE_FAMILY_EXTERNAL}));
    return {};
}

void Renderer::record(std::span<LayerFrame* const> frames, const Pose& world_from_head) {
    vk::record_barriers(table(), commands_, {VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT},
                        acquired_);
    for (size_t view = 0; view < view_count; ++view) record_view(view, frames, eye_view(view, world_from_head));
    vk::record_barriers(table(), commands_,
                        {VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT}, released_);
}

void Renderer::record_view(size_t view, std::span<LayerFrame* const> frames, const EyeView& eye) {
    targets_[view].record_begin(table(), commands_, render_pass_.get());
    for (const LayerFrame* frame : frames) {
        for (const Layer& layer : frame->layers) record_layer(view, layer, eye);
    }
    targets_[view].record_end(table(), commands_);
}

void Renderer::record_layer(size_t view, const Layer& layer, const EyeView& eye) {
    if (const auto* projection = std::get_if<ProjectionLayer>(&layer.content)) {
        const ProjectionView& shown = projection->views[view < projection->views.size() ? view : 0];
        pipelines_.record(table(), commands_, descriptor_of(shown.image), place_projection(layer, shown, eye));
        return;
    }
    const auto* quad = std::get_if<QuadLayer>(&layer.content);
    if (!quad || !is_seen_by(quad->visibility, view)) return;
    if (const auto placed = place_quad(layer, *quad, eye)) {
        pipelines_.record(table(), commands_, descriptor_of(quad->image), *placed);
    }
}

Result<void> Renderer::submit_and_wait() {
    TRY(vk::check(table().EndCommandBuffer(commands_), "vkEndCommandBuffer"));
    VkSubmitInfo info{};
    info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    info.waitSemaphoreCount = static_cast<uint32_t>(waits_.semaphores().size());
    info.pWaitSemaphores = waits_.semaphores().data();
    info.pWaitDstStageMask = waits_.stages().data();
    info.commandBufferCount = 1;
    info.pCommandBuffers = &commands_;
    TRY(sampling_->device().submit(info, fence_.get()));
    const VkResult waited =
        table().WaitForFences(table().device, 1, fence_.address(), VK_TRUE, static_cast<uint64_t>(hang.count()));
    if (waited == VK_TIMEOUT) return Error{ErrorCode::device_lost, "the device does not finish a composition"};
    TRY(vk::check(waited, "vkWaitForFences"));
    return vk::check(table().ResetFences(table().device, 1, fence_.address()), "vkResetFences");
}

EyeView Renderer::eye_view(size_t view, const Pose& world_from_head) const {
    const ViewInfo& info = hmd_.views[view];
    return {info.recommended_extent, info.fov, world_from_head * info.head_from_eye, info.head_from_eye};
}

}  // namespace xrt::comp
