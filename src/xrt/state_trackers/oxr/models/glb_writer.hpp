// SPDX-License-Identifier: BSL-1.0
//
// Writes a model made of coloured boxes as a binary glTF 2.0 file, in memory: one cube's vertices, a material for each
// colour, a node for each part. Shapes are nodes of their own below the parts, so that a part's pose can be replaced
// without losing the shape's size.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "xrt/math.hpp"

namespace xrt::oxr {

struct ModelBox {
    Pose part_from_box;
    Vec3 size;    ///< metres
    Vec3 colour;  ///< linear light, 0..1
};

struct ModelPart {
    std::string name;  ///< letters, digits and underscores
    Pose model_from_part;
    std::vector<ModelBox> boxes;
};

/// All parts hang on one root node of that name.
std::vector<uint8_t> write_glb(const std::string& root_name, const std::vector<ModelPart>& parts);

}  // namespace xrt::oxr
