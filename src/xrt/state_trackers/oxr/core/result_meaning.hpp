// SPDX-License-Identifier: BSL-1.0
//
// What OpenXR's error codes mean, for reports: how grave each is, in words, and where the specification says when it is given.
#pragma once

#include <cstdint>

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

enum class Gravity : uint8_t {
    answer,   ///< to a question that an application may well ask: is there such a function, does it fit
    mistake,  ///< the application did what it must not do
    trouble,  ///< not the application's doing: the service is gone, memory is short
};

struct ResultMeaning {
    Gravity gravity = Gravity::mistake;
    const char* text = "the call is refused";
    /// A section of the specification by its anchor; null: the section of the function itself.
    const char* section = nullptr;
};

ResultMeaning meaning_of(XrResult code);

}  // namespace xrt::oxr
