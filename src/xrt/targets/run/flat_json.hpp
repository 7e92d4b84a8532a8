// SPDX-License-Identifier: BSL-1.0
//
// One JSON object without nesting: string keys; strings, non-negative integers and booleans as values. Strict (RFC 8259, no
// duplicate keys, nothing after the object) and bounded, because the line comes from another process.
//
//     const FlatJson line = TRY(FlatJson::parse(R"({"event":"frame","number":12})"));
//     line.number("number");   // 12
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "xrt/result.hpp"

namespace xrt::run {

class FlatJson {
 public:
    static constexpr size_t max_members = 16;

    static Result<FlatJson> parse(std::string_view text);

    /// Nothing if there is no such member or it is of another type.
    std::optional<uint64_t> number(std::string_view key) const;
    std::optional<std::string> text(std::string_view key) const;

 private:
    friend class FlatJsonParser;
    using Value = std::variant<std::string, uint64_t, bool>;
    std::map<std::string, Value, std::less<>> members_;
};

}  // namespace xrt::run
