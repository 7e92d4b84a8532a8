// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/structures.hpp"

#include <string>

#include "state_trackers/oxr/core/names.hpp"
#include "state_trackers/oxr/core/report.hpp"

namespace xrt::oxr {
namespace {

/// "view" for "views", "property" for "properties", "buffer" for "buffer".
std::string singular(std::string name) {
    if (name.ends_with("ies")) return name.replace(name.size() - 3, 3, "y");
    if (name.ends_with('s')) name.pop_back();
    return name;
}

}  // namespace

XrResult refuse_structure(const XrStructureType* actual, XrStructureType expected, Where where) {
    const std::string name = structure_name(expected);
    const char* argument = where.argument != nullptr ? where.argument : name.c_str();
    if (actual == nullptr) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {argument, where.rule}, "is null; it must point to an %s",
                    name.c_str());
    }
    char actual_name[XR_MAX_STRUCTURE_NAME_SIZE], expected_name[XR_MAX_STRUCTURE_NAME_SIZE];
    write_name(*actual, actual_name);
    write_name(expected, expected_name);
    return fail(XR_ERROR_VALIDATION_FAILURE, {argument, ("VUID-" + name + "-type-type").c_str()},
                "has the type %s; it must be %s", actual_name, expected_name);
}

XrResult refuse_missing_count(const char* name) {
    return fail(XR_ERROR_VALIDATION_FAILURE, (singular(name) + "CountOutput").c_str(), "is null");
}

XrResult refuse_missing_array(const char* name, uint32_t capacity) {
    return fail(XR_ERROR_VALIDATION_FAILURE, name, "is null, and %sCapacityInput is %u", singular(name).c_str(),
                capacity);
}

XrResult refuse_small_array(const char* name, uint32_t capacity, size_t available) {
    return fail(XR_ERROR_SIZE_INSUFFICIENT, (singular(name) + "CapacityInput").c_str(), "is %u, and there are %zu",
                capacity, available);
}

}  // namespace xrt::oxr
