// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/view_passes.hpp"

#include <array>
#include <span>

namespace xrt::comp {
namespace {

VkAttachmentDescription color_attachment() {
    VkAttachmentDescription description{};
    description.format = ViewPasses::color_format;
    description.samples = VK_SAMPLE_COUNT_1_BIT;
    description.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
    description.storeOp = VK_ATTACHMENT_STORE_OP_STORE;
    description.stencilLoadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE;
    description.stencilStoreOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
    description.initialLayout = VK_IMAGE_LAYOUT_UNDEFINED;
    description.finalLayout = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
    return description;
}

VkAttachmentDescription depth_attachment() {
    VkAttachmentDescription description = color_attachment();
    description.format = ViewPasses::depth_format;
    description.storeOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
    description.finalLayout = VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL;
    return description;
}

constexpr VkPipelineStageFlags depth_stages =
    VK_PIPELINE_STAGE_EARLY_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT;
constexpr VkAccessFlags depth_access =
    VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_READ_BIT | VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT;
constexpr VkPipelineStageFlags color_stage = VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT;
constexpr VkAccessFlags color_access = VK_ACCESS_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT;

std::array<VkSubpassDependency, 2> dependencies(ViewPass pass) {
    const bool depth = pass == ViewPass::color_and_depth;
    const VkPipelineStageFlags stages = color_stage | (depth ? depth_stages : 0);
    const VkAccessFlags access = color_access | (depth ? depth_access : 0);
    return {{{VK_SUBPASS_EXTERNAL, 0, VK_PIPELINE_STAGE_TRANSFER_BIT | (depth ? depth_stages : 0), stages,
              VK_ACCESS_TRANSFER_READ_BIT | (depth ? depth_access : 0), access, 0},
             {0, VK_SUBPASS_EXTERNAL, color_stage, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT,
              VK_ACCESS_TRANSFER_READ_BIT, 0}}};
}

Result<vk::UniqueRenderPass> create_pass(const vk::DeviceTable& table, ViewPass pass) {
    const std::array attachments{color_attachment(), depth_attachment()};
    const VkAttachmentReference color{0, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL};
    const VkAttachmentReference depth{1, VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL};
    VkSubpassDescription subpass{};
    subpass.pipelineBindPoint = VK_PIPELINE_BIND_POINT_GRAPHICS;
    subpass.colorAttachmentCount = 1;
    subpass.pColorAttachments = &color;
    if (pass == ViewPass::color_and_depth) subpass.pDepthStencilAttachment = &depth;
    const auto order = dependencies(pass);
    VkRenderPassCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_RENDER_PASS_CREATE_INFO;
    info.attachmentCount = pass == ViewPass::color_and_depth ? 2 : 1;
    info.pAttachments = attachments.data();
    info.subpassCount = 1;
    info.pSubpasses = &subpass;
    info.dependencyCount = static_cast<uint32_t>(order.size());
    info.pDependencies = order.data();
    return vk::create<vk::UniqueRenderPass>(table, table.CreateRenderPass, info, "vkCreateRenderPass");
}

}  // namespace

Result<ViewPasses> ViewPasses::create(const vk::DeviceTable& table) {
    ViewPasses passes;
    passes.color_ = TRY(create_pass(table, ViewPass::color));
    passes.color_and_depth_ = TRY(create_pass(table, ViewPass::color_and_depth));
    return passes;
}

}  // namespace xrt::comp
