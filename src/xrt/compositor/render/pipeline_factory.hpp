// SPDX-License-Identifier: BSL-1.0
//
// Makes the pipeline for one way of drawing a layer.
#pragma once

#include "compositor/render/layer_pipelines.hpp"

namespace xrt::comp {

Result<vk::UniquePipeline> create_layer_pipeline(const vk::DeviceTable& table, VkPipelineLayout layout,
                                                 VkRenderPass pass, const DrawStyle& style);

}  // namespace xrt::comp
