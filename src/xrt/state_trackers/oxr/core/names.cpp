// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/names.hpp"

#include <cstdio>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

// Aliases of a value are in the lists under the value's first name alone, so each value is a case once.
#define XRT_OXR_CASE(name, value) \
    case value:                   \
        return #name;

const char* name_of(XrResult value) {
    switch (static_cast<int64_t>(value)) { XR_LIST_ENUM_XrResult(XRT_OXR_CASE) default : return nullptr; }
}

const char* name_of(XrStructureType value) {
    switch (static_cast<int64_t>(value)) { XR_LIST_ENUM_XrStructureType(XRT_OXR_CASE) default : return nullptr; }
}

#undef XRT_OXR_CASE

}  // namespace

void write_name(XrResult value, char (&buffer)[XR_MAX_RESULT_STRING_SIZE]) {
    if (const char* name = name_of(value)) return copy_text(name, buffer);
    const char* kind = value < 0 ? "FAILURE" : "SUCCESS";
    std::snprintf(buffer, sizeof(buffer), "XR_UNKNOWN_%s_%d", kind, static_cast<int>(value));
}

void write_name(XrStructureType value, char (&buffer)[XR_MAX_STRUCTURE_NAME_SIZE]) {
    if (const char* name = name_of(value)) return copy_text(name, buffer);
    std::snprintf(buffer, sizeof(buffer), "XR_UNKNOWN_STRUCTURE_TYPE_%d", static_cast<int>(value));
}

namespace {

/// The API's array parameters are pointers; the length is part of the contract.
template <size_t Size, typename Value>
Outcome<> name_into(Value value, char* buffer) {
    TRY(check_pointer(buffer, "buffer"));
    write_name(value, *reinterpret_cast<char(*)[Size]>(buffer));
    return XR_SUCCESS;
}

}  // namespace

XrResult api::xrResultToString(XrInstance instance, XrResult value, char* buffer) {
    return call_even_if_lost<Instance>(instance,
                                       [&](Instance&) { return name_into<XR_MAX_RESULT_STRING_SIZE>(value, buffer); });
}

XrResult api::xrStructureTypeToString(XrInstance instance, XrStructureType value, char* buffer) {
    return call_even_if_lost<Instance>(instance,
                                       [&](Instance&) { return name_into<XR_MAX_STRUCTURE_NAME_SIZE>(value, buffer); });
}

}  // namespace xrt::oxr
