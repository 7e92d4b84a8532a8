// SPDX-License-Identifier: BSL-1.0
//
// Manifests of layers that load themselves.
#pragma once

#include <string>
#include <vector>

namespace xrt::doctor {

/// Variables by which a layer is switched on (if there are any) and off.
struct LayerSwitches {
    std::vector<std::string> enable;
    std::vector<std::string> disable;
};

/// Of every layer in the manifest, Vulkan's or OpenXR's; none if it cannot be read.
std::vector<LayerSwitches> read_layer_switches(const std::string& path);

}  // namespace xrt::doctor
