// SPDX-License-Identifier: BSL-1.0
//
// The manifests by which OpenXR's loader finds a runtime, ours and others'.
#pragma once

#include <string>

#include "targets/common/json_value.hpp"
#include "xrt/result.hpp"

namespace xrt::run {

struct RuntimeManifest {
    std::string path;
    std::string problem{};  ///< why it cannot be used
    std::string runtime_name{};
    std::string library{};    ///< absolute, or a bare name for the dynamic loader
    std::string libmonado{};  ///< likewise, if the manifest names one
    bool libmonado_there = false;
};

/// What is wrong with it is part of it.
RuntimeManifest read_runtime_manifest(const std::string& path);

/// Of a manifest of any kind, bounded in size.
Result<JsonValue> load_manifest(const std::string& path);

}  // namespace xrt::run
