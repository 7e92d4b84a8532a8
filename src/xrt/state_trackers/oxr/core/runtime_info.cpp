// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/runtime_info.hpp"

#include <cstdio>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/feature.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"

namespace xrt::oxr {

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
        return fill_out(extensions.size(), XR_TYPE_EXTENSION_PROPERTIES, capacity, count, properties,
                        [](size_t index, XrExtensionProperties& each) {
                            copy_text(extensions[index].name, each.extensionName);
                            each.extensionVersion = extensions[index].version;
                        });
    });
}

}  // namespace xrt::oxr
