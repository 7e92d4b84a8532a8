// SPDX-License-Identifier: BSL-1.0
//
// The pipelines that draw layers: one for each kind. Colours arrive premultiplied, so that one way of blending serves
// every layer.
#pragma once

#include "compositor/render/layer_geometry.hpp"
#include "compositor/render/layer_sampling.hpp"

namespace xrt::comp {

class LayerPipelines {
 public:
    static Result<LayerPipelines> create(const LayerSampling& sampling, VkRenderPass render_pass);

    void record(const vk::DeviceTable& table, VkCommandBuffer commands, VkDescriptorSet picture,
                const ProjectionConstants& constants) const;
    void record(const vk::DeviceTable& table, VkCommandBuffer commands, VkDescriptorSet picture,
                const QuadConstants& constants) const;

 private:
    struct Draw {
        VkPipeline pipeline;
        VkDescriptorSet picture;
        uint32_t vertices;
    };
    template <typename Constants>
    void record_draw(const vk::DeviceTable& table, VkCommandBuffer commands, const Draw& draw,
                     const Constants& constants) const;

    vk::UniquePipelineLayout layout_;
    vk::UniquePipeline projection_, quad_;
};

}  // namespace xrt::comp
