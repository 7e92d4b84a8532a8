// SPDX-License-Identifier: BSL-1.0
//
// The words of a command: switches with a value, "--name VALUE" or "--name=VALUE", and what stands for itself.
//
//     WordList words(operands);
//     const std::optional<uint32_t> layer = TRY(words.take_number<uint32_t>("--layer", 0, 15));
//     TRY(words.check_empty());
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "targets/common/parse_number.hpp"
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
        const std::optional<Number> number = parse_number(*text, least, greatest);
        if (number) return number;
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
