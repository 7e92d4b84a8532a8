// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/names.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace xrt::compiler {
namespace {

// clang-format off
constexpr auto cpp_words = std::to_array<std::string_view>({
    "alignas", "alignof", "and", "and_eq", "asm", "assert", "auto", "bitand", "bitor", "bool", "break", "case",
    "catch", "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl",
    "concept", "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "daylight", "decltype",
    "default", "delete", "do", "double", "dynamic_cast", "else", "enum", "environ", "errno", "explicit", "export",
    "extern", "false", "float", "for", "friend", "goto", "if", "inline", "int", "long", "mutable", "namespace", "new",
    "noexcept", "not", "not_eq", "nullptr", "operator", "optarg", "opterr", "optind", "optopt", "or", "or_eq",
    "private", "protected", "public", "register", "reinterpret_cast", "requires", "return", "short", "signed",
    "sizeof", "static", "static_assert", "static_cast", "stderr", "stdin", "stdout", "struct", "switch", "template",
    "this", "thread_local", "throw", "timezone", "true", "try", "typedef", "typeid", "typename", "union", "unsigned",
    "using", "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
});
// clang-format on
static_assert(std::is_sorted(cpp_words.begin(), cpp_words.end()));

constexpr auto taken_types = std::to_array<std::string_view>({
    "Bitmap",
    "BoundedMap",
    "BoundedVector",
    "Error",
    "ErrorCode",
    "Id",
    "Result",
    "UniqueFd",
});
constexpr auto taken_names = std::to_array<std::string_view>({
    "is_valid",
    "print",
    "read",
    "take_fds",
    "try_result",
    "write",
});

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower_or_digit(char c) { return is_lower(c) || is_digit(c); }

}  // namespace

bool is_snake_case(std::string_view name) {
    if (name.empty() || !is_lower(name.front()) || name.back() == '_') return false;
    if (name.find("__") != std::string_view::npos) return false;
    return std::all_of(name.begin(), name.end(), [](char c) { return is_lower_or_digit(c) || c == '_'; });
}

bool is_pascal_case(std::string_view name) {
    if (name.empty() || !is_upper(name.front())) return false;
    if (!std::all_of(name.begin(), name.end(), [](char c) { return is_upper(c) || is_lower_or_digit(c); }))
        return false;
    return name.size() == 1 || std::any_of(name.begin(), name.end(), is_lower);
}

std::string to_snake_case(std::string_view pascal) {
    std::string snake;
    for (size_t i = 0; i < pascal.size(); ++i) {
        if (i > 0 && is_upper(pascal[i]) && is_lower_or_digit(pascal[i - 1])) snake += '_';
        snake += static_cast<char>(std::tolower(static_cast<unsigned char>(pascal[i])));
    }
    return snake;
}

std::string to_pascal_case(std::string_view snake) {
    std::string pascal;
    bool starts_word = true;
    for (const char c : snake) {
        if (c != '_') pascal += starts_word ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        starts_word = c == '_';
    }
    return pascal;
}

bool is_reserved_in_cpp(std::string_view name) { return std::binary_search(cpp_words.begin(), cpp_words.end(), name); }

bool is_taken_type(std::string_view name) {
    return std::find(taken_types.begin(), taken_types.end(), name) != taken_types.end();
}

bool is_taken_name(std::string_view name) {
    return std::find(taken_names.begin(), taken_names.end(), name) != taken_names.end();
}

}  // namespace xrt::compiler
