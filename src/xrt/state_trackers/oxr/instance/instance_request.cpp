// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/instance_request.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include "state_trackers/oxr/core/runtime_info.hpp"
#include "state_trackers/oxr/core/structures.hpp"

namespace xrt::oxr {
namespace {

template <size_t Size>
Outcome<std::string> name_from(const char (&source)[Size], const char* argument) {
    const size_t length = ::strnlen(source, Size);
    if (length == Size) return fail(XR_ERROR_NAME_INVALID, {argument, "XrApplicationInfo"}, "is not terminated");
    return std::string(source, length);
}

/// 1.0 and 1.1 of any patch level.
Outcome<XrVersion> version_from(XrVersion asked) {
    const XrVersion version = without_patch(asked);
    if (version == api_version_1_0 || version == api_version_1_1) return version;
    return fail(XR_ERROR_API_VERSION_UNSUPPORTED, "createInfo->applicationInfo.apiVersion",
                "asks for OpenXR %u.%u; this runtime has 1.0 and 1.1", static_cast<unsigned>(XR_VERSION_MAJOR(asked)),
                static_cast<unsigned>(XR_VERSION_MINOR(asked)));
}

Outcome<> add_extension(const char* name, FeatureSet& features) {
    TRY(check_pointer(
        name, {"createInfo->enabledExtensionNames", "VUID-XrInstanceCreateInfo-enabledExtensionNames-parameter"}));
    const std::optional<Feature> feature = find_extension(name);
    if (!feature) {
        return fail(XR_ERROR_EXTENSION_NOT_PRESENT, "createInfo->enabledExtensionNames",
                    "ask for the extension %.128s, which this runtime does not have", name);
    }
    features.add(*feature);
    return XR_SUCCESS;
}

Outcome<FeatureSet> features_from(const XrInstanceCreateInfo& info, XrVersion version) {
    FeatureSet features;
    features.add(Feature::VERSION_1_0);
    if (version >= api_version_1_1) features.add(Feature::VERSION_1_1);
    if (info.enabledExtensionCount != 0) {
        TRY(check_pointer(info.enabledExtensionNames, {"createInfo->enabledExtensionNames",
                                                       "VUID-XrInstanceCreateInfo-enabledExtensionNames-parameter"}));
    }
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
    if (info->createFlags != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"createInfo->createFlags", "VUID-XrInstanceCreateInfo-createFlags-zerobitmask"},
                    "is %#llx; no flags are defined", static_cast<unsigned long long>(info->createFlags));
    }
    const XrApplicationInfo& application = info->applicationInfo;
    InstanceRequest request;
    request.api_version = TRY(version_from(application.apiVersion));
    request.client.application_name =
        TRY(name_from(application.applicationName, "createInfo->applicationInfo.applicationName"));
    request.client.engine_name = TRY(name_from(application.engineName, "createInfo->applicationInfo.engineName"));
    request.client.api_version = application.apiVersion;
    if (request.client.application_name.empty()) {
        return fail(XR_ERROR_NAME_INVALID, {"createInfo->applicationInfo.applicationName", "XrApplicationInfo"},
                    "is empty");
    }
    // The list of layers is the loader's business, which has found and loaded them all and passes the list on as it was.
    request.features = TRY(features_from(*info, request.api_version));
    request.client.composes_depth = request.features.has(Feature::KHR_composition_layer_depth);
    return request;
}

}  // namespace xrt::oxr
