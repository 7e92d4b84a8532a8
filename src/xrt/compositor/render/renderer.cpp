// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/renderer.hpp"

#include <algorithm>

#include "auxiliary/math/pose.hpp"
#include "auxiliary/os/monotonic_clock.hpp"
#include "compositor/render/plain_copy.hpp"

namespace xrt::comp {
namespace {

constexpr Duration hang = std::chrono::seconds(20);  // longer than software takes for the largest of pictures

}  // namespace

Result<std::unique_ptr<Renderer>> Renderer::create(std::shared_ptr<const LayerSampling> sampling, const HmdInfo& hmd,
                                                   const Room& room) {
    std::unique_ptr<Renderer> renderer(new Renderer(std::move(sampling), hmd));
    TRY(renderer->create_resources(room));
    return renderer;
}

Result<void> Renderer::create_resources(const Room& room) {
    passes_ = TRY(ViewPasses::create(table()));
    constants_ = TRY(DrawConstantsBuffer::create(sampling_->device(), room_constants(room)));
    pipelines_ = TRY(LayerPipelines::create(*sampling_, constants_, passes_));
    for (size_t view = 0; view < view_count; ++view) {
        const Extent2D& extent = hmd_.views[view].recommended_extent;
        targets_[view] = TRY(ViewTarget::create(sampling_->device(), passes_, extent));
    }
    pool_ = TRY(vk::create_command_pool(table(), sampling_->device().choice().queue_family));
    commands_ = TRY(vk::allocate_commands(table(), pool_.get()));
    fence_ = TRY(vk::create_fence(table()));
    const VulkanDevice& device = sampling_->device();
    timer_ = TRY(GpuTimer::create(device, choose_gpu_times(device.choice().info)));
    return {};
}

Result<void> Renderer::draw(std::span<LayerFrame* const> frames, const Pose& world_from_head,
                            const Delivery& delivery) {
    if (lost_) return *lost_;
    const Eyes eyes{eye_view(0, world_from_head), eye_view(1, world_from_head)};
    const ProjectionLayer* copied = delivery.brightness < 1 ? nullptr : find_plain_copy(frames, eyes);
    TRY(images_.collect(frames, copied ? Reading::by_copying : Reading::by_shaders));
    const Plan plan = make_plan(frames, delivery);
    TRY(constants_.begin_frame(plan.drawings));
    pipelines_->begin_frame();
    TRY(vk::begin_commands(table(), commands_, VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT));
    timer_.record_begin(table(), commands_);
    images_.record_acquire(commands_);
    if (copied) {
        record_copies(*copied, delivery);
    } else {
        TRY(record_drawings(frames, plan, eyes));
    }
    images_.record_release(commands_);
    timer_.record_end(table(), commands_);
    auto result = submit_and_wait();
    if (!result.ok()) lost_ = result.error();
    return result;
}

Result<std::array<ViewPixels, view_count>> Renderer::pixels() {
    return std::array{TRY(targets_[0].pixels(table())), TRY(targets_[1].pixels(table()))};
}

Renderer::Plan Renderer::make_plan(std::span<LayerFrame* const> frames, const Delivery& delivery) {
    Plan plan;
    plan.delivery = delivery;
    size_t layers = 0;
    // The environment is seen as whoever lies lowest would have it.
    if (!frames.empty()) plan.blend_mode = frames.front()->blend_mode;
    for (const LayerFrame* frame : frames) {
        layers += frame->layers.size();
        for (const Layer& layer : frame->layers) {
            if (layer.depth_test) plan.pass = ViewPass::color_and_depth;
            if (layer.blend) plan.blends_explicitly = true;
        }
    }
    constexpr size_t others = 3;  // the surroundings, the dimming, and the end
    plan.drawings = view_count * (layers * ViewRecorder::most_drawings + others);
    return plan;
}

Result<void> Renderer::record_drawings(std::span<LayerFrame* const> frames, const Plan& plan, const Eyes& eyes) {
    for (size_t view = 0; view < view_count; ++view) {
        TRY(targets_[view].prepare(sampling_->device(), passes_, plan.pass));
        TRY(record_view(view, frames, plan, eyes[view]));
    }
    return {};
}

Result<void> Renderer::record_view(size_t view, std::span<LayerFrame* const> frames, const Plan& plan,
                                   const EyeView& eye) {
    const Viewer viewer = view == 0 ? Viewer::left_eye : Viewer::right_eye;
    using Surroundings = ViewRecorder::Surroundings;
    // "Like color, destination alpha is initialized to 0": nobody can tell unless factors of blending are given.
    const float alpha = plan.blends_explicitly ? 0.0f : 1.0f;
    ViewRecorder recorder(*pipelines_, constants_, {commands_, plan.pass, viewer, eye, alpha});
    targets_[view].record_begin(table(), commands_, passes_, plan.pass, alpha);
    if (plan.blend_mode == BlendMode::alpha_blend) TRY(recorder.record_surroundings(Surroundings::over));
    for (const LayerFrame* frame : frames) {
        for (const Layer& layer : frame->layers) TRY(recorder.record(layer));
    }
    if (plan.blend_mode == BlendMode::additive) TRY(recorder.record_surroundings(Surroundings::added));
    if (plan.delivery.brightness < 1) TRY(recorder.record_dimming(plan.delivery.brightness));
    if (plan.blends_explicitly) TRY(recorder.record_opaque());
    targets_[view].record_end(table(), commands_);
    if (plan.delivery.as_pixels) targets_[view].record_read_back(table(), commands_);
    return {};
}

void Renderer::record_copies(const ProjectionLayer& projection, const Delivery& delivery) {
    for (size_t view = 0; view < view_count; ++view) {
        const CopySource source = copy_source(projection.views[view].image);
        if (delivery.as_images) targets_[view].record_copy(table(), commands_, source);
        if (delivery.as_pixels) targets_[view].record_read_back(table(), commands_, source);
    }
    ++copies_;
}

Result<void> Renderer::submit_and_wait() {
    TRY(vk::check(table().EndCommandBuffer(commands_), "vkEndCommandBuffer"));
    VkSubmitInfo info{};
    info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    info.commandBufferCount = 1;
    info.pCommandBuffers = &commands_;
    timer_.submit(MonotonicClock().now());
    TRY(sampling_->device().submit(info, fence_.get()));
    const VkResult waited =
        table().WaitForFences(table().device, 1, fence_.address(), VK_TRUE, static_cast<uint64_t>(hang.count()));
    if (waited == VK_TIMEOUT) {
        hangs_ = true;
        return Error{ErrorCode::device_lost, "the device does not finish a composition"};
    }
    TRY(vk::check(waited, "vkWaitForFences"));
    gpu_times_ = timer_.read(table(), MonotonicClock().now());
    return vk::check(table().ResetFences(table().device, 1, fence_.address()), "vkResetFences");
}

EyeView Renderer::eye_view(size_t view, const Pose& world_from_head) const {
    const ViewInfo& info = hmd_.views[view];
    return {info.recommended_extent, info.fov, world_from_head * info.head_from_eye, info.head_from_eye};
}

}  // namespace xrt::comp
