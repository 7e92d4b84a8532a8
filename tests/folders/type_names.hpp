// SPDX-License-Identifier: BSL-1.0
//
// The classes that a source text defines, by their full names. Two folders whose libraries end in one program must not define
// the same name: the linker takes one's functions for the other's and says nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xrt::folders {

/// "xrt::comp::Swapchain" for each class or struct that is defined in a named namespace at the left margin, as this tree writes them.
/// What is in an anonymous namespace collides with nothing and is left out.
std::vector<std::string> defined_types(std::string_view text);

}  // namespace xrt::folders
