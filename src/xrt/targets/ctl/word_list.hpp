// SPDX-License-Identifier: BSL-1.0
//
// The words of a command: switches with a value, "--name VALUE" or "--name=VALUE", and what stands for itself.
//
//     WordList words(operands);
//     const std::optional<uint32_t> layer = TRY(words.take_number<uint32_t>("--layer", 0, 15));
//     TRY(words.check_empty());
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xrt/result.hpp"

namespace xrt::ctl {

class WordList {
 public:
    explicit WordList(std::vector<std::string> words) : words_(std::move(words)) {}

    /// The value of a switch, if it is there.
    Result<std::optional<std::string>> take(std::string_view name);

    template <typename Number>
    Result<std::optional<Number>> take_number(std::string_view name, Number least, Number greatest) {
        const std::optional<std::string> text = TRY(take(name));
        if (!text) return {std::nullopt};
        Number number{};
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
        const bool whole = error == std::errc() && end == text->data() + text->size();
        if (whole && number >= least && number <= greatest) return std::optional(number);
        return bad_number(name, *text, std::to_string(least), std::to_string(greatest));
    }

    /// The first word that is no switch.
    std::optional<std::string> take_operand();
    /// invalid_argument names what is left.
    Result<void> check_empty() const;

 private:
    static Error bad_number(std::string_view name, const std::string& text, const std::string& least,
                            const std::string& greatest);
    std::vector<std::string> words_;
};

}  // namespace xrt::ctl
