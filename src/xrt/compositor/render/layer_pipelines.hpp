// SPDX-License-Identifier: BSL-1.0
//
// The pipelines that draw layers: one for each way of drawing that has been asked for, made when it first is. Colours
// arrive premultiplied, so that one way of blending serves every layer that does not ask for another.
#pragma once

#include <map>
#include <optional>

#include "compositor/render/draw_constants_buffer.hpp"
#include "compositor/render/layer_sampling.hpp"
#include "compositor/render/view_passes.hpp"

namespace xrt::comp {

enum class Shading : uint32_t {
    projection,
    projection_with_depth,
    quad,
    cylinder,
    equirect,
    cube,
    passthrough,
    opaque,
    dimmed
};

/// Blending of premultiplied colours, and of those that are opaque.
constexpr BlendFactors covering{BlendFactor::one, BlendFactor::one_minus_source_alpha, BlendFactor::one,
                                BlendFactor::one_minus_source_alpha};
constexpr BlendFactors replacing{BlendFactor::one, BlendFactor::zero, BlendFactor::one, BlendFactor::zero};

/// A way of drawing.
struct DrawStyle {
    Shading shading = Shading::projection;
    uint32_t flags = 0;  ///< of LayerFlags and of DrawConstants
    BlendFactors blend = covering;
    std::optional<DepthTest> depth_test;  ///< in a pass with depth alone
};

/// What one drawing reads; null where its shading needs none.
struct DrawInputs {
    VkDescriptorSet picture = VK_NULL_HANDLE;
    VkDescriptorSet depths = VK_NULL_HANDLE;
    uint32_t constants = 0;  ///< offset in the DrawConstantsBuffer
};

class LayerPipelines {
 public:
    /// All of them outlive it. Makes the pipelines of the commonest layers at once.
    static Result<LayerPipelines> create(const LayerSampling& sampling, const DrawConstantsBuffer& constants,
                                         const ViewPasses& passes);

    /// Between frames: an application that goes through very many styles does not fill the memory with them.
    void begin_frame();

    Result<void> record(VkCommandBuffer commands, ViewPass pass, const DrawStyle& style, const DrawInputs& inputs);

 private:
    LayerPipelines(const LayerSampling& sampling, const DrawConstantsBuffer& constants, const ViewPasses& passes)
        : sampling_(&sampling), constants_(&constants), passes_(&passes) {}

    Result<void> create_layout();
    Result<VkPipeline> find_or_create(ViewPass pass, const DrawStyle& style);

    const LayerSampling* sampling_;
    const DrawConstantsBuffer* constants_;
    const ViewPasses* passes_;
    vk::UniquePipelineLayout layout_;
    std::map<uint64_t, vk::UniquePipeline> pipelines_;  ///< by what makes one differ from another
};

}  // namespace xrt::comp
