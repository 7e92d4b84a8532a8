// SPDX-License-Identifier: BSL-1.0
//
// How an error says what was wrong. Whoever finds it notes which argument, what about it and, where that is not obvious, which
// rule; the guard around the entry point (guard.hpp) adds the function and reports (report.hpp). Nothing is done on success.
//
//     if (running_) return fail(XR_ERROR_SESSION_RUNNING, "session", "has been begun already");
//     return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->createFlags", "VUID-XrInstanceCreateInfo-createFlags-zerobitmask"},
//                 "is %#llx; no flags are defined", flags);
#pragma once

#include <array>
#include <cstdint>

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

/// What an error is about. `argument`: as the function's prototype in the specification names it, with members and elements
/// behind ("frameEndInfo->layers[2]->space"); null if no argument is to blame. `rule`: a valid usage id or a section's anchor of
/// the specification; without one it follows from the code, the function and the argument (report.cpp).
struct Where {
    constexpr Where(const char* about, const char* ruled_by = nullptr) : argument(about), rule(ruled_by) {}  // NOLINT
    const char* argument;
    const char* rule;
};

/// Remembers why the call that this thread is in will fail, and gives the code back. The last note counts.
[[gnu::cold, gnu::format(printf, 3, 4)]] XrResult fail(XrResult code, Where where, const char* format, ...);

/// What fail() noted. Texts are cut rather than allocated: this must work when memory is short.
struct FailureNote {
    XrResult code = XR_SUCCESS;  ///< XR_SUCCESS: nothing is noted
    uint64_t object = 0;         ///< the handle that the note is about, besides the function's own; 0 if none
    std::array<char, 120> argument{};
    std::array<char, 120> rule{};
    std::array<char, 400> text{};
};

/// Adds to the note that was just made which other object it is about.
XrResult about_object(XrResult code, uint64_t handle);
/// The note of this thread, if it explains `code`; an empty one otherwise. The thread has none afterwards.
FailureNote take_failure_note(XrResult code);

}  // namespace xrt::oxr
