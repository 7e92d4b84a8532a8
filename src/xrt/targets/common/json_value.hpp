// SPDX-License-Identifier: BSL-1.0
//
// A JSON text (RFC 8259) as a tree, bounded in depth, without duplicate keys. The library that reads it stays in the source file, and its
// exceptions with it.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "xrt/result.hpp"

namespace xrt {

struct JsonMember;

struct JsonValue {
    using Array = std::vector<JsonValue>;
    using Object = std::vector<JsonMember>;
    static constexpr size_t max_depth = 16;

    std::variant<std::monostate, bool, double, std::string, Array, Object> content;

    /// invalid_argument says where it is no JSON.
    static Result<JsonValue> parse(std::string_view text);

    template <typename T>
    const T* get_if() const {
        return std::get_if<T>(&content);
    }
    /// Of an object; null if there is no such member.
    const JsonValue* find(std::string_view key) const;
    /// For a person: "a number".
    std::string_view kind() const;
};

struct JsonMember {
    std::string key;
    JsonValue value;
};

}  // namespace xrt
