// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/negotiate.hpp"

#include <algorithm>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/runtime_info.hpp"

namespace xrt::oxr {
namespace {

bool is_sound(const XrNegotiateLoaderInfo& loader) {
    return loader.structType == XR_LOADER_INTERFACE_STRUCT_LOADER_INFO &&
           loader.structVersion == XR_LOADER_INFO_STRUCT_VERSION && loader.structSize == sizeof(XrNegotiateLoaderInfo);
}

bool is_sound(const XrNegotiateRuntimeRequest& request) {
    return request.structType == XR_LOADER_INTERFACE_STRUCT_RUNTIME_REQUEST &&
           request.structVersion == XR_RUNTIME_INFO_STRUCT_VERSION &&
           request.structSize == sizeof(XrNegotiateRuntimeRequest);
}

bool knows_our_interface(const XrNegotiateLoaderInfo& loader) {
    return loader.minInterfaceVersion <= XR_CURRENT_LOADER_RUNTIME_VERSION &&
           loader.maxInterfaceVersion >= XR_CURRENT_LOADER_RUNTIME_VERSION;
}

/// We speak 1.0 and 1.1; patch levels do not count.
bool knows_our_api(const XrNegotiateLoaderInfo& loader) {
    return without_patch(loader.minApiVersion) <= api_version_1_1 &&
           without_patch(loader.maxApiVersion) >= api_version_1_0;
}

}  // namespace

XrResult negotiate(const XrNegotiateLoaderInfo* loader, XrNegotiateRuntimeRequest* request) noexcept {
    if (loader == nullptr || request == nullptr) return XR_ERROR_INITIALIZATION_FAILED;
    if (!is_sound(*loader) || !is_sound(*request)) return XR_ERROR_INITIALIZATION_FAILED;
    if (!knows_our_interface(*loader) || !knows_our_api(*loader)) return XR_ERROR_INITIALIZATION_FAILED;
    request->runtimeInterfaceVersion = XR_CURRENT_LOADER_RUNTIME_VERSION;
    // The answer must lie in the loader's range, down to the patch level: an old loader hears of the newest that it knows.
    request->runtimeApiVersion = std::clamp<XrVersion>(XR_CURRENT_API_VERSION, loader->minApiVersion,
                                                       std::max(loader->minApiVersion, loader->maxApiVersion));
    request->getInstanceProcAddr = &api::xrGetInstanceProcAddr;
    return XR_SUCCESS;
}

}  // namespace xrt::oxr
