// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/structures.hpp"

#include <string>

#include "state_trackers/oxr/core/names.hpp"
#include "state_trackers/oxr/core/report.hpp"

namespace xrt::oxr {
namespace {

/// "vertexCountOutput" for "vertices", and for an argument a mark that the report resolves.
std::string companion(const char* name, const char* suffix) {
    if (name == nullptr) return std::string("@").append(suffix);
    std::string stem = name;
    if (stem.ends_with("ices")) {
        stem.replace(stem.size() - 4, 4, "ex");
    } else if (stem.ends_with('s')) {
        stem.pop_back();
    }
    return stem.append(suffix);
}

}  // namespace

XrResult refuse_structure(const XrStructureType* actual, XrStructureType expected, Where where) {
    const std::string name = structure_name(expected), mark = "@" + name;
    const char* argument = where.argument != nullptr ? where.argument : mark.c_str();
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

XrResult refuse_null(Where where) {
    return fail(XR_ERROR_VALIDATION_FAILURE, {where.argument == nullptr ? "@null" : where.argument, where.rule},
                "is null");
}

XrResult refuse_missing_count(const char* name) {
    return fail(XR_ERROR_VALIDATION_FAILURE, companion(name, "CountOutput").c_str(), "is null");
}

XrResult refuse_missing_array(const char* name, uint32_t capacity) {
    return fail(XR_ERROR_VALIDATION_FAILURE, name == nullptr ? "@array" : name, "is null, and its capacity is %u",
                capacity);
}

XrResult refuse_small_array(const char* name, uint32_t capacity, size_t available) {
    return fail(XR_ERROR_SIZE_INSUFFICIENT, companion(name, "CapacityInput").c_str(), "is %u, and there are %zu",
                capacity, available);
}

}  // namespace xrt::oxr
