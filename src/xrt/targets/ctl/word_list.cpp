// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/word_list.hpp"

#include <algorithm>

namespace xrt::ctl {
namespace {

bool is_switch(std::string_view word) { return word.starts_with("--"); }

}  // namespace

Result<std::optional<std::string>> WordList::take(std::string_view name) {
    for (auto word = words_.begin(); word != words_.end(); ++word) {
        const std::string_view rest = word->starts_with(name) ? std::string_view(*word).substr(name.size()) : "?";
        if (!rest.empty() && rest.front() != '=') continue;
        const bool apart = rest.empty();
        if (apart && word + 1 == words_.end()) {
            return Error{ErrorCode::invalid_argument, std::string(name) + " wants a value"};
        }
        std::string value = apart ? *(word + 1) : std::string(rest.substr(1));
        words_.erase(word, word + (apart ? 2 : 1));
        return std::optional(std::move(value));
    }
    return {std::nullopt};
}

std::optional<std::string> WordList::take_operand() {
    const auto word = std::ranges::find_if_not(words_, is_switch);
    if (word == words_.end()) return std::nullopt;
    std::string operand = std::move(*word);
    words_.erase(word);
    return operand;
}

Result<void> WordList::check_empty() const {
    if (words_.empty()) return {};
    return Error{ErrorCode::invalid_argument,
                 "'" + words_.front() + "' makes no sense here; --help says what there is"};
}

Error WordList::bad_number(std::string_view name, const std::string& text, const std::string& least,
                           const std::string& greatest) {
    return {ErrorCode::invalid_argument,
            std::string(name) + ": '" + text + "' is not a number from " + least + " to " + greatest};
}

}  // namespace xrt::ctl
