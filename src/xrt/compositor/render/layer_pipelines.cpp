// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/layer_pipelines.hpp"

#include <algorithm>
#include <span>

#include "shaders/projection.frag.hpp"
#include "shaders/projection.vert.hpp"
#include "shaders/quad.frag.hpp"
#include "shaders/quad.vert.hpp"

namespace xrt::comp {
namespace {

constexpr VkShaderStageFlags both_stages = VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT;

/// What differs between the pipelines.
struct PipelineParts {
    std::span<const uint32_t> vertex, fragment;
    VkPrimitiveTopology topology;
    VkPipelineLayout layout;
    VkRenderPass render_pass;
};

Result<vk::UniqueShaderModule> create_module(const vk::DeviceTable& table, std::span<const uint32_t> code) {
    const VkShaderModuleCreateInfo info{VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO, nullptr, 0, code.size_bytes(),
                                        code.data()};
    return vk::create<vk::UniqueShaderModule>(table, table.CreateShaderModule, info, "vkCreateShaderModule");
}

VkPipelineShaderStageCreateInfo stage(VkShaderStageFlagBits which, const vk::UniqueShaderModule& module) {
    return {VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO, nullptr, 0, which, module.get(), "main", nullptr};
}

VkPipelineColorBlendAttachmentState premultiplied_blending() {
    VkPipelineColorBlendAttachmentState blend{};
    blend.blendEnable = VK_TRUE;
    blend.srcColorBlendFactor = blend.srcAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
    blend.dstColorBlendFactor = blend.dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
    blend.colorBlendOp = blend.alphaBlendOp = VK_BLEND_OP_ADD;
    blend.colorWriteMask =
        VK_COLOR_COMPONENT_R_BIT | VK_COLOR_COMPONENT_G_BIT | VK_COLOR_COMPONENT_B_BIT | VK_COLOR_COMPONENT_A_BIT;
    return blend;
}

Result<vk::UniquePipeline> create_pipeline(const vk::DeviceTable& table, const PipelineParts& parts) {
    const auto vertex = TRY(create_module(table, parts.vertex));
    const auto fragment = TRY(create_module(table, parts.fragment));
    const std::array stages{stage(VK_SHADER_STAGE_VERTEX_BIT, vertex), stage(VK_SHADER_STAGE_FRAGMENT_BIT, fragment)};
    VkPipelineVertexInputStateCreateInfo no_input{};
    no_input.sType = VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO;
    VkPipelineInputAssemblyStateCreateInfo assembly{};
    assembly.sType = VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO;
    assembly.topology = parts.topology;
    VkPipelineViewportStateCreateInfo viewport{};
    viewport.sType = VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO;
    viewport.viewportCount = viewport.scissorCount = 1;
    VkPipelineRasterizationStateCreateInfo rasterization{};
    rasterization.sType = VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO;
    rasterization.lineWidth = 1;
    VkPipelineMultisampleStateCreateInfo samples{};
    samples.sType = VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO;
    samples.rasterizationSamples = VK_SAMPLE_COUNT_1_BIT;
    const VkPipelineColorBlendAttachmentState blend = premultiplied_blending();
    VkPipelineColorBlendStateCreateInfo blending{};
    blending.sType = VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO;
    blending.attachmentCount = 1;
    blending.pAttachments = &blend;
    const std::array dynamic_states{VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR};
    const VkPipelineDynamicStateCreateInfo dynamic{VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO, nullptr, 0,
                                                   static_cast<uint32_t>(dynamic_states.size()), dynamic_states.data()};
    VkGraphicsPipelineCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO;
    info.stageCount = static_cast<uint32_t>(stages.size());
    info.pStages = stages.data();
    info.pVertexInputState = &no_input;
    info.pInputAssemblyState = &assembly;
    info.pViewportState = &viewport;
    info.pRasterizationState = &rasterization;
    info.pMultisampleState = &samples;
    info.pColorBlendState = &blending;
    info.pDynamicState = &dynamic;
    info.layout = parts.layout;
    info.renderPass = parts.render_pass;
    VkPipeline pipeline = VK_NULL_HANDLE;
    TRY(vk::check(table.CreateGraphicsPipelines(table.device, VK_NULL_HANDLE, 1, &info, nullptr, &pipeline),
                  "vkCreateGraphicsPipelines"));
    return vk::UniquePipeline(table, pipeline);
}

Result<vk::UniquePipelineLayout> create_layout(const vk::DeviceTable& table, const VkDescriptorSetLayout* set_layout) {
    const VkPushConstantRange constants{both_stages, 0, std::max(sizeof(ProjectionConstants), sizeof(QuadConstants))};
    const VkPipelineLayoutCreateInfo info{
        VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO, nullptr, 0, 1, set_layout, 1, &constants};
    return vk::create<vk::UniquePipelineLayout>(table, table.CreatePipelineLayout, info, "vkCreatePipelineLayout");
}

}  // namespace

Result<LayerPipelines> LayerPipelines::create(const LayerSampling& sampling, VkRenderPass render_pass) {
    const vk::DeviceTable& table = sampling.device().table();
    LayerPipelines pipelines;
    pipelines.layout_ = TRY(create_layout(table, sampling.layout()));
    const VkPipelineLayout layout = pipelines.layout_.get();
    pipelines.projection_ = TRY(create_pipeline(
        table, {projection_vert, projection_frag, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST, layout, render_pass}));
    pipelines.quad_ =
        TRY(create_pipeline(table, {quad_vert, quad_frag, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_STRIP, layout, render_pass}));
    return pipelines;
}

template <typename Constants>
void LayerPipelines::record_draw(const vk::DeviceTable& table, VkCommandBuffer commands, const Draw& draw,
                                 const Constants& constants) const {
    static_assert(sizeof(Constants) <= 128, "no more push constants than every device has");
    table.CmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, draw.pipeline);
    table.CmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, layout_.get(), 0, 1, &draw.picture, 0,
                                nullptr);
    table.CmdPushConstants(commands, layout_.get(), both_stages, 0, sizeof(constants), &constants);
    table.CmdDraw(commands, draw.vertices, 1, 0, 0);
}

void LayerPipelines::record(const vk::DeviceTable& table, VkCommandBuffer commands, VkDescriptorSet picture,
                            const ProjectionConstants& constants) const {
    record_draw(table, commands, {projection_.get(), picture, 3}, constants);
}

void LayerPipelines::record(const vk::DeviceTable& table, VkCommandBuffer commands, VkDescriptorSet picture,
                            const QuadConstants& constants) const {
    record_draw(table, commands, {quad_.get(), picture, 4}, constants);
}

}  // namespace xrt::comp
