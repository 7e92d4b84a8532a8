// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/feature.hpp"

namespace xrt::oxr {

std::optional<Feature> find_extension(std::string_view name) {
    for (const ExtensionInfo& extension : extensions) {
        if (name == extension.name) return extension.feature;
    }
    return std::nullopt;
}

}  // namespace xrt::oxr
