// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/layer_pipelines.hpp"

#include <algorithm>
#include <span>

#include "compositor/render/pipeline_factory.hpp"

namespace xrt::comp {
namespace {

constexpr size_t most_pipelines = 256;

uint64_t key_of(ViewPass pass, const DrawStyle& style) {
    const auto factor = [](BlendFactor value, unsigned place) { return static_cast<uint32_t>(value) << place; };
    uint64_t key = static_cast<uint64_t>(style.flags) << 32 | static_cast<uint32_t>(style.shading) |
                   (pass == ViewPass::color_and_depth ? 1u << 5 : 0);
    key |= factor(style.blend.source_color, 6) | factor(style.blend.destination_color, 9) |
           factor(style.blend.source_alpha, 12) | factor(style.blend.destination_alpha, 15);
    if (!style.depth_test) return key;
    return key | 1u << 18 | (style.depth_test->writes ? 1u << 19 : 0) |
           static_cast<uint32_t>(style.depth_test->compare) << 20;
}

}  // namespace

Result<LayerPipelines> LayerPipelines::create(const LayerSampling& sampling, const DrawConstantsBuffer& constants,
                                              const ViewPasses& passes) {
    LayerPipelines pipelines(sampling, constants, passes);
    TRY(pipelines.create_layout());
    TRY(pipelines.find_or_create(ViewPass::color, {Shading::projection, DrawConstants::on_black, replacing}));
    TRY(pipelines.find_or_create(ViewPass::color, {Shading::quad, LayerFlags::blend_source_alpha, covering}));
    return pipelines;
}

Result<void> LayerPipelines::create_layout() {
    const std::array sets{sampling_->layout(), constants_->layout(), sampling_->layout()};
    const VkPipelineLayoutCreateInfo info{VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO,
                                          nullptr,
                                          0,
                                          static_cast<uint32_t>(sets.size()),
                                          sets.data(),
                                          0,
                                          nullptr};
    const vk::DeviceTable& table = sampling_->device().table();
    layout_ =
        TRY(vk::create<vk::UniquePipelineLayout>(table, table.CreatePipelineLayout, info, "vkCreatePipelineLayout"));
    return {};
}

void LayerPipelines::begin_frame() {
    if (pipelines_.size() > most_pipelines) pipelines_.clear();
}

Result<VkPipeline> LayerPipelines::find_or_create(ViewPass pass, const DrawStyle& style) {
    const uint64_t key = key_of(pass, style);
    if (const auto found = pipelines_.find(key); found != pipelines_.end()) return found->second.get();
    auto pipeline = TRY(create_layer_pipeline(sampling_->device().table(), layout_.get(), passes_->get(pass), style));
    return pipelines_.emplace(key, std::move(pipeline)).first->second.get();
}

Result<void> LayerPipelines::record(VkCommandBuffer commands, ViewPass pass, const DrawStyle& style,
                                    const DrawInputs& inputs) {
    const vk::DeviceTable& table = sampling_->device().table();
    const VkPipeline pipeline = TRY(find_or_create(pass, style));
    const auto bind = [&](uint32_t set, VkDescriptorSet descriptor, std::span<const uint32_t> offsets) {
        if (descriptor == VK_NULL_HANDLE) return;
        table.CmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, layout_.get(), set, 1, &descriptor,
                                    static_cast<uint32_t>(offsets.size()), offsets.data());
    };
    table.CmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline);
    bind(0, inputs.picture, {});
    bind(1, constants_->descriptor(), {&inputs.constants, 1});
    bind(2, inputs.depths, {});
    table.CmdDraw(commands, style.shading == Shading::quad ? 4 : 3, 1, 0, 0);
    return {};
}

}  // namespace xrt::comp
