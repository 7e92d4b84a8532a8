// SPDX-License-Identifier: BSL-1.0
//
// Records the drawing of layers into one view: which pipeline draws each, what its shaders are told, and in what order
// the views of a projection layer lie above one another.
#pragma once

#include "compositor/render/layer_geometry.hpp"
#include "compositor/render/layer_pipelines.hpp"

namespace xrt::comp {

/// Whose picture it is, and how it is made.
struct ViewContext {
    VkCommandBuffer commands = VK_NULL_HANDLE;
    ViewPass pass = ViewPass::color;
    Viewer viewer = Viewer::left_eye;
    EyeView eye;
    float alpha = 1;  ///< of what the view has before the first drawing: black
};

class ViewRecorder {
 public:
    /// The most drawings that record() makes of one layer in one view.
    static constexpr size_t most_drawings = 2;

    ViewRecorder(LayerPipelines& pipelines, DrawConstantsBuffer& constants, const ViewContext& context)
        : pipelines_(pipelines), constants_(constants), context_(context) {}

    Result<void> record(const Layer& layer);
    /// The room, as what is seen behind the layers (`over`), or as light added to them (`added`).
    enum class Surroundings { over, added };
    Result<void> record_surroundings(Surroundings how);
    /// Alpha is 1 everywhere, whatever layers did to it.
    Result<void> record_opaque();
    /// What was drawn so far shines with that part of its light.
    Result<void> record_dimming(float brightness);

 private:
    Result<void> record_content(const Layer& layer, const ProjectionLayer& projection);
    Result<void> record_content(const Layer& layer, const QuadLayer& quad);
    Result<void> record_content(const Layer& layer, const CylinderLayer& cylinder);
    Result<void> record_content(const Layer& layer, const EquirectLayer& sphere);
    Result<void> record_content(const Layer& layer, const CubeLayer& cube);
    Result<void> record_content(const Layer& layer, const PassthroughLayer& passthrough);
    Result<void> record_view(const Layer& layer, const ProjectionView& view);
    template <typename Flat>
    Result<void> record_flat(const Layer& layer, const Flat& flat, Shading shading);
    bool lies_on_black(const DrawStyle& style) const;
    Result<void> draw(DrawStyle style, DrawInputs inputs, const DrawConstants& constants);

    LayerPipelines& pipelines_;
    DrawConstantsBuffer& constants_;
    const ViewContext context_;
    bool is_untouched_ = true;  ///< nothing has been drawn yet
};

}  // namespace xrt::comp
