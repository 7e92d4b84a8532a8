// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/runtime_info.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <vector>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/feature.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/service_link.hpp"

namespace xrt::oxr {
namespace {

/// What hangs on the device is left out where it is not there, or where there is no service that would know.
std::vector<ExtensionInfo> present_extensions() {
    const bool has_density_maps = device_has_density_maps();
    std::vector<ExtensionInfo> present;
    std::ranges::copy_if(extensions, std::back_inserter(present), [&](const ExtensionInfo& each) {
        return has_density_maps || !needs_density_maps(each.feature);
    });
    return present;
}

}  // namespace

XrVersion runtime_version() {
    unsigned major = 0, minor = 0, patch = 0;
    (void)std::sscanf(XRT_VERSION, "%u.%u.%u", &major, &minor, &patch);
    return XR_MAKE_VERSION(major, minor, patch);
}

// Layers are the loader's business: a runtime has none.
XrResult api::xrEnumerateApiLayerProperties(uint32_t capacity, uint32_t* count, XrApiLayerProperties* properties) {
    return guarded(
        [&] { return fill_out(0, XR_TYPE_API_LAYER_PROPERTIES, capacity, count, properties, [](size_t, auto&) {}); });
}

XrResult api::xrEnumerateInstanceExtensionProperties(const char* layer, uint32_t capacity, uint32_t* count,
                                                     XrExtensionProperties* properties) {
    return guarded([&]() -> Outcome<> {
        if (layer != nullptr && *layer != '\0') {
            return fail(XR_ERROR_API_LAYER_NOT_PRESENT, "layerName", "is \"%.64s\"; this runtime has no API layers",
                        layer);
        }
        const std::vector<ExtensionInfo> present = present_extensions();
        return fill_out(present.size(), XR_TYPE_EXTENSION_PROPERTIES, capacity, count, properties,
                        [&](size_t index, XrExtensionProperties& each) {
                            copy_text(present[index].name, each.extensionName);
                            each.extensionVersion = present[index].version;
                        });
    });
}

}  // namespace xrt::oxr
