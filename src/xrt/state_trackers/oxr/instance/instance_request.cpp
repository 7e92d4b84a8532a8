// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/instance_request.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include "auxiliary/util/log.hpp"
#include "state_trackers/oxr/core/runtime_info.hpp"
#include "state_trackers/oxr/core/structures.hpp"

namespace xrt::oxr {
namespace {

template <size_t Size>
Outcome<std::string> name_from(const char (&source)[Size]) {
    const size_t length = ::strnlen(source, Size);
    if (length == Size) return XR_ERROR_NAME_INVALID;
    return std::string(source, length);
}

/// 1.0 and 1.1 of any patch level.
Outcome<XrVersion> version_from(XrVersion asked) {
    const XrVersion version = without_patch(asked);
    if (version == api_version_1_0 || version == api_version_1_1) return version;
    log_error("oxr", "the application asks for OpenXR %u.%u; this runtime has 1.0 and 1.1",
              static_cast<unsigned>(XR_VERSION_MAJOR(asked)), static_cast<unsigned>(XR_VERSION_MINOR(asked)));
    return XR_ERROR_API_VERSION_UNSUPPORTED;
}

Outcome<> add_extension(const char* name, FeatureSet& features) {
    TRY(check_pointer(name));
    const std::optional<Feature> feature = find_extension(name);
    if (!feature) {
        log_error("oxr", "the application asks for the extension %s, which this runtime does not have", name);
        return XR_ERROR_EXTENSION_NOT_PRESENT;
    }
    features.add(*feature);
    return XR_SUCCESS;
}

Outcome<FeatureSet> features_from(const XrInstanceCreateInfo& info, XrVersion version) {
    FeatureSet features;
    features.add(Feature::VERSION_1_0);
    if (version >= api_version_1_1) features.add(Feature::VERSION_1_1);
    if (info.enabledExtensionCount != 0) TRY(check_pointer(info.enabledExtensionNames));
    for (uint32_t i = 0; i < info.enabledExtensionCount; ++i) {
        TRY(add_extension(info.enabledExtensionNames[i], features));
    }
    return features;
}

}  // namespace

bool enables(const XrInstanceCreateInfo& info, Feature feature) {
    if (info.enabledExtensionNames == nullptr) return false;
    const std::span names(info.enabledExtensionNames, info.enabledExtensionCount);
    return std::ranges::any_of(names,
                               [&](const char* name) { return name != nullptr && find_extension(name) == feature; });
}

Outcome<InstanceRequest> check_instance_request(const XrInstanceCreateInfo* info) {
    TRY(check_type(info, XR_TYPE_INSTANCE_CREATE_INFO));
    if (info->createFlags != 0) return XR_ERROR_VALIDATION_FAILURE;
    const XrApplicationInfo& application = info->applicationInfo;
    InstanceRequest request;
    request.api_version = TRY(version_from(application.apiVersion));
    request.client.application_name = TRY(name_from(application.applicationName));
    request.client.engine_name = TRY(name_from(application.engineName));
    request.client.api_version = application.apiVersion;
    if (request.client.application_name.empty()) return XR_ERROR_NAME_INVALID;
    // The list of layers is the loader's business, which has found and loaded them all and passes the list on as it was.
    request.features = TRY(features_from(*info, request.api_version));
    return request;
}

}  // namespace xrt::oxr
