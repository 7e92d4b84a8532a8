// SPDX-License-Identifier: BSL-1.0
#include <string>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/entry_points.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

/// Those that exist before any instance does.
bool needs_no_instance(std::string_view name) {
    return name == "xrEnumerateInstanceExtensionProperties" || name == "xrEnumerateApiLayerProperties" ||
           name == "xrCreateInstance";
}

/// Core functions are found whatever version the instance was made for (the table at xrGetInstanceProcAddr): a newer one then says of
/// itself that it is not supported.
bool is_visible(const EntryPoint& entry, const Instance& instance) {
    const bool is_core = entry.feature == Feature::VERSION_1_0 || entry.feature == Feature::VERSION_1_1;
    return is_core || instance.has(entry.feature);
}

Outcome<PFN_xrVoidFunction> look_up(XrInstance handle, std::string_view name) {
    const EntryPoint* entry = find_entry_point(name);
    if (handle == XR_NULL_HANDLE) {
        if (entry == nullptr || !needs_no_instance(name)) {
            return fail(XR_ERROR_HANDLE_INVALID, "instance",
                        "is XR_NULL_HANDLE, which is for the functions before it alone");
        }
        return entry->function;
    }
    const std::shared_ptr<Instance> instance = TRY(find_or_error<Instance>(handle, "instance"));
    if (entry == nullptr || !is_visible(*entry, *instance)) {
        return fail(XR_ERROR_FUNCTION_UNSUPPORTED, "name", "is \"%.64s\", which %s", std::string(name).c_str(),
                    entry == nullptr ? "this runtime does not have" : "belongs to what is not enabled");
    }
    return entry->function;
}

}  // namespace

XrResult api::xrGetInstanceProcAddr(XrInstance instance, const char* name, PFN_xrVoidFunction* function) {
    return guarded([&]() -> Outcome<> {
        TRY(check_pointer(reinterpret_cast<const void*>(function), "function"));
        *function = nullptr;
        TRY(check_pointer(name, "name"));
        *function = TRY(look_up(instance, name));
        return XR_SUCCESS;
    });
}

}  // namespace xrt::oxr
