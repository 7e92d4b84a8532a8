// SPDX-License-Identifier: BSL-1.0
//
// Numbers on command lines and in variables of the environment.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace xrt {

/// The whole text, without blanks or a plus sign; nothing if it is no number, or one that does not fit.
template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// Nothing either if it is not from `least` to `greatest`, as "nan" is not.
template <typename Number>
std::optional<Number> parse_number(std::string_view text, Number least, Number greatest) {
    const std::optional<Number> number = parse_number<Number>(text);
    return number && *number >= least && *number <= greatest ? number : std::nullopt;
}

}  // namespace xrt
