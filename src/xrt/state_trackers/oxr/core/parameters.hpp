// SPDX-License-Identifier: BSL-1.0
//
// The parameters of OpenXR's functions, by name and type, as the headers declare them: what reports need to name an argument that
// the code which found it wrong knows by its type alone.
#pragma once

#include <string_view>
#include <vector>

namespace xrt::oxr {

struct Parameter {
    std::string_view type;  ///< without const and asterisk
    std::string_view name;
    bool is_pointer = false;
};

/// In the prototype's order; empty if the headers have no such function.
std::vector<Parameter> parameters_of(std::string_view function);

}  // namespace xrt::oxr
