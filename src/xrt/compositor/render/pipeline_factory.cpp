// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/pipeline_factory.hpp"

#include <array>
#include <span>

#include "shaders/cube.frag.hpp"
#include "shaders/cylinder.frag.hpp"
#include "shaders/dimmed.frag.hpp"
#include "shaders/equirect.frag.hpp"
#include "shaders/fullscreen.vert.hpp"
#include "shaders/opaque.frag.hpp"
#include "shaders/passthrough.frag.hpp"
#include "shaders/projection.frag.hpp"
#include "shaders/projection_depth.frag.hpp"
#include "shaders/quad.frag.hpp"
#include "shaders/quad.vert.hpp"

namespace xrt::comp {
namespace {

using Code = std::span<const uint32_t>;

Code fragment_code(Shading shading) {
    switch (shading) {
        case Shading::projection:
            return projection_frag;
        case Shading::projection_with_depth:
            return projection_depth_frag;
        case Shading::quad:
            return quad_frag;
        case Shading::cylinder:
            return cylinder_frag;
        case Shading::equirect:
            return equirect_frag;
        case Shading::cube:
            return cube_frag;
        case Shading::passthrough:
            return passthrough_frag;
        case Shading::opaque:
            return opaque_frag;
        case Shading::dimmed:
            return dimmed_frag;
    }
    return {};
}

VkBlendFactor to_vulkan(BlendFactor factor) {
    switch (factor) {
        case BlendFactor::zero:
            return VK_BLEND_FACTOR_ZERO;
        case BlendFactor::one:
            return VK_BLEND_FACTOR_ONE;
        case BlendFactor::source_alpha:
            return VK_BLEND_FACTOR_SRC_ALPHA;
        case BlendFactor::one_minus_source_alpha:
            return VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
        case BlendFactor::destination_alpha:
            return VK_BLEND_FACTOR_DST_ALPHA;
        case BlendFactor::one_minus_destination_alpha:
            return VK_BLEND_FACTOR_ONE_MINUS_DST_ALPHA;
    }
    return VK_BLEND_FACTOR_ONE;
}

VkPipelineColorBlendAttachmentState blending(const BlendFactors& factors) {
    VkPipelineColorBlendAttachmentState blend{};
    blend.blendEnable = factors == replacing ? VK_FALSE : VK_TRUE;
    blend.srcColorBlendFactor = to_vulkan(factors.source_color);
    blend.dstColorBlendFactor = to_vulkan(factors.destination_color);
    blend.srcAlphaBlendFactor = to_vulkan(factors.source_alpha);
    blend.dstAlphaBlendFactor = to_vulkan(factors.destination_alpha);
    blend.colorBlendOp = blend.alphaBlendOp = VK_BLEND_OP_ADD;
    blend.colorWriteMask =
        VK_COLOR_COMPONENT_R_BIT | VK_COLOR_COMPONENT_G_BIT | VK_COLOR_COMPONENT_B_BIT | VK_COLOR_COMPONENT_A_BIT;
    return blend;
}

static_assert(uint32_t(CompareOperation::less_or_equal) == VK_COMPARE_OP_LESS_OR_EQUAL);
static_assert(uint32_t(CompareOperation::greater) == VK_COMPARE_OP_GREATER);
static_assert(uint32_t(CompareOperation::always) == VK_COMPARE_OP_ALWAYS);

VkPipelineDepthStencilStateCreateInfo depth_state(const std::optional<DepthTest>& test) {
    VkPipelineDepthStencilStateCreateInfo state{};
    state.sType = VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO;
    if (!test) return state;
    state.depthTestEnable = VK_TRUE;
    state.depthWriteEnable = test->writes ? VK_TRUE : VK_FALSE;
    state.depthCompareOp = static_cast<VkCompareOp>(test->compare);
    return state;
}

/// A shader, specialised.
class Stage {
 public:
    static Result<Stage> create(const vk::DeviceTable& table, VkShaderStageFlagBits which, Code code) {
        const VkShaderModuleCreateInfo info{VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO, nullptr, 0, code.size_bytes(),
                                            code.data()};
        auto module =
            TRY(vk::create<vk::UniqueShaderModule>(table, table.CreateShaderModule, info, "vkCreateShaderModule"));
        return Stage(which, std::move(module));
    }
    VkPipelineShaderStageCreateInfo info(const VkSpecializationInfo* constants) const {
        return {
            VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO, nullptr, 0, which_, module_.get(), "main", constants};
    }

 private:
    Stage(VkShaderStageFlagBits which, vk::UniqueShaderModule module) : which_(which), module_(std::move(module)) {}

    VkShaderStageFlagBits which_;
    vk::UniqueShaderModule module_;
};

constexpr VkPipelineVertexInputStateCreateInfo no_input{
    VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO, nullptr, 0, 0, nullptr, 0, nullptr};

constexpr VkPipelineViewportStateCreateInfo one_viewport{
    VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO, nullptr, 0, 1, nullptr, 1, nullptr};

VkPipelineInputAssemblyStateCreateInfo assembly_of(Shading shading) {
    VkPipelineInputAssemblyStateCreateInfo assembly{};
    assembly.sType = VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO;
    assembly.topology =
        shading == Shading::quad ? VK_PRIMITIVE_TOPOLOGY_TRIANGLE_STRIP : VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
    return assembly;
}

}  // namespace

Result<vk::UniquePipeline> create_layer_pipeline(const vk::DeviceTable& table, VkPipelineLayout layout,
                                                 VkRenderPass pass, const DrawStyle& style) {
    const Code vertex_code = style.shading == Shading::quad ? Code(quad_vert) : Code(fullscreen_vert);
    const Stage vertex = TRY(Stage::create(table, VK_SHADER_STAGE_VERTEX_BIT, vertex_code));
    const Stage fragment = TRY(Stage::create(table, VK_SHADER_STAGE_FRAGMENT_BIT, fragment_code(style.shading)));
    const VkSpecializationMapEntry entry{0, 0, sizeof(style.flags)};
    const VkSpecializationInfo constants{1, &entry, sizeof(style.flags), &style.flags};
    const std::array stages{vertex.info(nullptr), fragment.info(&constants)};
    const auto assembly = assembly_of(style.shading);
    VkPipelineRasterizationStateCreateInfo rasterization{};
    rasterization.sType = VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO;
    rasterization.lineWidth = 1;
    VkPipelineMultisampleStateCreateInfo samples{};
    samples.sType = VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO;
    samples.rasterizationSamples = VK_SAMPLE_COUNT_1_BIT;
    const auto blend = blending(style.blend);
    VkPipelineColorBlendStateCreateInfo color{};
    color.sType = VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO;
    color.attachmentCount = 1;
    color.pAttachments = &blend;
    const auto depth = depth_state(style.depth_test);
    const std::array dynamic_states{VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR};
    const VkPipelineDynamicStateCreateInfo dynamic{VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO, nullptr, 0,
                                                   static_cast<uint32_t>(dynamic_states.size()), dynamic_states.data()};
    VkGraphicsPipelineCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO;
    info.stageCount = static_cast<uint32_t>(stages.size());
    info.pStages = stages.data();
    info.pVertexInputState = &no_input;
    info.pInputAssemblyState = &assembly;
    info.pViewportState = &one_viewport;
    info.pRasterizationState = &rasterization;
    info.pMultisampleState = &samples;
    info.pDepthStencilState = &depth;
    info.pColorBlendState = &color;
    info.pDynamicState = &dynamic;
    info.layout = layout;
    info.renderPass = pass;
    VkPipeline pipeline = VK_NULL_HANDLE;
    TRY(vk::check(table.CreateGraphicsPipelines(table.device, VK_NULL_HANDLE, 1, &info, nullptr, &pipeline),
                  "vkCreateGraphicsPipelines"));
    return vk::UniquePipeline(table, pipeline);
}

}  // namespace xrt::comp
