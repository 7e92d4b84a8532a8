// SPDX-License-Identifier: BSL-1.0
#include <cstring>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/entry_points.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

/// Those that exist before any instance does.
bool needs_no_instance(std::string_view name) {
    return name == "xrEnumerateInstanceExtensionProperties" || name == "xrEnumerateApiLayerProperties" ||
           name == "xrCreateInstance";
}

Outcome<PFN_xrVoidFunction> look_up(XrInstance handle, std::string_view name) {
    const EntryPoint* entry = find_entry_point(name);
    if (handle == XR_NULL_HANDLE) {
        if (entry == nullptr || !needs_no_instance(name)) return XR_ERROR_HANDLE_INVALID;
        return entry->function;
    }
    const std::shared_ptr<Instance> instance = TRY(find_or_error<Instance>(handle));
    if (entry == nullptr || !instance->has(entry->feature)) return XR_ERROR_FUNCTION_UNSUPPORTED;
    return entry->function;
}

}  // namespace

XrResult api::xrGetInstanceProcAddr(XrInstance instance, const char* name, PFN_xrVoidFunction* function) {
    return guarded([&]() -> Outcome<> {
        if (function == nullptr) return XR_ERROR_VALIDATION_FAILURE;
        *function = nullptr;
        if (name == nullptr) return XR_ERROR_VALIDATION_FAILURE;
        *function = TRY(look_up(instance, name));
        return XR_SUCCESS;
    });
}

}  // namespace xrt::oxr
