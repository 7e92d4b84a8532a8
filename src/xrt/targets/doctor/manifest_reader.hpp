// SPDX-License-Identifier: BSL-1.0
//
// Manifests of OpenXR runtimes, and of layers that load themselves.
#pragma once

#include <string>
#include <vector>

#include "targets/doctor/machine.hpp"

namespace xrt::doctor {

/// What is wrong with it is one of the facts.
ManifestFacts read_runtime_manifest(const std::string& path);

/// Variables by which a layer is switched on (if there are any) and off.
struct LayerSwitches {
    std::vector<std::string> enable;
    std::vector<std::string> disable;
};

/// Of every layer in the manifest, Vulkan's or OpenXR's; none if it cannot be read.
std::vector<LayerSwitches> read_layer_switches(const std::string& path);

}  // namespace xrt::doctor
