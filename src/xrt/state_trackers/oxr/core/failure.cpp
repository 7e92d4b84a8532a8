// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/failure.hpp"

#include <cstdarg>
#include <cstdio>
#include <type_traits>
#include <utility>

namespace xrt::oxr {
namespace {

static_assert(std::is_trivially_destructible_v<FailureNote>);
constinit thread_local FailureNote the_note;

template <size_t Size>
void write(const char* text, std::array<char, Size>& target) {
    std::snprintf(target.data(), Size, "%s", text == nullptr ? "" : text);
}

}  // namespace

XrResult fail(XrResult code, Where where, const char* format, ...) {
    FailureNote& note = the_note;
    note.code = code;
    note.object = 0;
    write(where.argument, note.argument);
    write(where.rule, note.rule);
    va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(note.text.data(), note.text.size(), format, arguments);
    va_end(arguments);
    return code;
}

XrResult about_object(XrResult code, uint64_t handle) {
    the_note.object = handle;
    return code;
}

FailureNote take_failure_note(XrResult code) {
    const FailureNote note = the_note;
    the_note.code = XR_SUCCESS;
    return note.code == code ? note : FailureNote{};
}

}  // namespace xrt::oxr
