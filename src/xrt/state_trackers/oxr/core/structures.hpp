// SPDX-License-Identifier: BSL-1.0
//
// Reading what an application passes in, and writing what it wants back: structures that carry a type and a chain, and
// the two-call idiom (specification: fundamentals, "Buffer Size Parameters").
#pragma once

#include <algorithm>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

/// Says what check_type() found: the structure is not there, or has another type.
XrResult refuse_structure(const XrStructureType* actual, XrStructureType expected, Where where);

/// A null pointer or another type is XR_ERROR_VALIDATION_FAILURE. `where`: the argument, for the report.
template <typename Structure>
Outcome<> check_type(const Structure* structure, XrStructureType type, Where where = nullptr) {
    if (structure != nullptr && structure->type == type) [[likely]]
        return XR_SUCCESS;
    return refuse_structure(structure == nullptr ? nullptr : &structure->type, type, where);
}

/// For an optional structure: null is fine.
template <typename Structure>
Outcome<> check_type_if_any(const Structure* structure, XrStructureType type, Where where = nullptr) {
    return structure == nullptr ? Outcome<>(XR_SUCCESS) : check_type(structure, type, where);
}

XrResult refuse_null(Where where);

/// For a pointer that must not be null. `where`: the argument, for the report.
inline Outcome<> check_pointer(const void* pointer, Where where = nullptr) {
    return pointer != nullptr ? XR_SUCCESS : refuse_null(where);
}

/// The first structure of that type in a chain; null if there is none. Unknown structures are passed over.
template <typename Structure>
const Structure* find_in_chain(const void* next, XrStructureType type) {
    for (auto* each = static_cast<const XrBaseInStructure*>(next); each != nullptr; each = each->next) {
        if (each->type == type) return reinterpret_cast<const Structure*>(each);
    }
    return nullptr;
}
template <typename Structure>
Structure* find_in_output_chain(void* next, XrStructureType type) {
    for (auto* each = static_cast<XrBaseOutStructure*>(next); each != nullptr; each = each->next) {
        if (each->type == type) return reinterpret_cast<Structure*>(each);
    }
    return nullptr;
}

/// What is wrong with the arguments of a two-call function, whose array argument is called `name`: "views".
XrResult refuse_missing_count(const char* name);
XrResult refuse_missing_array(const char* name, uint32_t capacity);
XrResult refuse_small_array(const char* name, uint32_t capacity, size_t available);

/// The counting half of the two-call idiom. True: `available` elements are to be written now. `name`: of the array where it is no
/// argument but a structure's member, whose companions are named after it ("vertices", "vertexCapacityInput").
template <typename Element>
Outcome<bool> begin_two_calls(size_t available, uint32_t capacity, uint32_t* count, const Element* elements,
                              const char* name = nullptr) {
    if (count == nullptr) return refuse_missing_count(name);
    if (capacity != 0 && elements == nullptr) return refuse_missing_array(name, capacity);
    *count = static_cast<uint32_t>(available);
    if (capacity == 0) return false;
    if (capacity < available) return refuse_small_array(name, capacity, available);
    return true;
}

/// The whole of it for plain values.
template <typename Element>
Outcome<> copy_out(std::span<const std::type_identity_t<Element>> values, uint32_t capacity, uint32_t* count,
                   Element* elements, const char* name = nullptr) {
    if (!TRY(begin_two_calls(values.size(), capacity, count, elements, name))) return XR_SUCCESS;
    std::copy(values.begin(), values.end(), elements);
    return XR_SUCCESS;
}

/// For a string; the terminating NUL counts.
inline Outcome<> copy_out(std::string_view text, uint32_t capacity, uint32_t* count, char* buffer,
                          const char* name = nullptr) {
    if (!TRY(begin_two_calls(text.size() + 1, capacity, count, buffer, name))) return XR_SUCCESS;
    std::memcpy(buffer, text.data(), text.size());
    buffer[text.size()] = '\0';
    return XR_SUCCESS;
}

/// For structures: each must come with the right type, and keeps its type and chain. fill(index, element) writes the
/// rest.
template <typename Element, typename Fill>
Outcome<> fill_out(size_t available, XrStructureType type, uint32_t capacity, uint32_t* count, Element* elements,
                   Fill&& fill, const char* name = nullptr) {
    if (!TRY(begin_two_calls(available, capacity, count, elements, name))) return XR_SUCCESS;
    for (size_t i = 0; i < available; ++i) TRY(check_type(&elements[i], type, name));
    for (size_t i = 0; i < available; ++i) fill(i, elements[i]);
    return XR_SUCCESS;
}

/// As fill_out(), for an array that hangs in an output structure and has nothing that the application fills in: zeroed
/// elements, as the languages' containers make them, are taken for what they can only be, and get their type.
template <typename Element, typename Fill>
Outcome<> fill_nested(size_t available, XrStructureType type, uint32_t capacity, uint32_t* count, Element* elements,
                      Fill&& fill) {
    if (!TRY(begin_two_calls(available, capacity, count, elements))) return XR_SUCCESS;
    for (size_t i = 0; i < available; ++i) {
        const bool zeroed = elements[i].type == XR_TYPE_UNKNOWN && elements[i].next == nullptr;
        if (!zeroed) TRY(check_type(&elements[i], type));
    }
    for (size_t i = 0; i < available; ++i) {
        elements[i].type = type;
        fill(i, elements[i]);
    }
    return XR_SUCCESS;
}

/// Fits `text` into a fixed array of the API, cut if need be, always terminated.
template <size_t Size>
void copy_text(std::string_view text, char (&target)[Size]) {
    const size_t length = std::min(text.size(), Size - 1);
    std::memcpy(target, text.data(), length);
    target[length] = '\0';
}

/// The text in a fixed array of the API; XR_ERROR_VALIDATION_FAILURE if it is not terminated.
template <size_t Size>
Outcome<std::string_view> text_of(const char (&source)[Size], Where where = nullptr) {
    const size_t length = ::strnlen(source, Size);
    if (length == Size) return fail(XR_ERROR_VALIDATION_FAILURE, where, "is not terminated within %zu bytes", Size);
    return std::string_view(source, length);
}

}  // namespace xrt::oxr
