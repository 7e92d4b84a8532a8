// SPDX-License-Identifier: BSL-1.0
//
// How names look in the language and in C++, and which ones C++ or the generated code need for themselves.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace xrt::compiler {

/// The words that begin an item of a file.
inline constexpr auto item_keywords = std::to_array<std::string_view>({
    "namespace",
    "include",
    "const",
    "extern",
    "id",
    "enum",
    "flags",
    "struct",
    "union",
    "errors",
    "interface",
});

bool is_snake_case(std::string_view name);
/// "Pose", "Rect2D"; not "POSE", which could be somebody's macro.
bool is_pascal_case(std::string_view name);

/// "LayerContent" -> "layer_content". A capital begins a word only after a small
/// letter or a digit, as in cmake/IpcProtocol.cmake.
std::string to_snake_case(std::string_view pascal);
/// "create_swapchain" -> "CreateSwapchain"
std::string to_pascal_case(std::string_view snake);

/// A word of C++, or a macro or a global variable of its standard library.
bool is_reserved_in_cpp(std::string_view name);
/// A type that the generated code uses and that a declaration would hide.
bool is_taken_type(std::string_view name);
/// A name that the generated code needs and that a constant, a call or an argument would hide.
bool is_taken_name(std::string_view name);

}  // namespace xrt::compiler
