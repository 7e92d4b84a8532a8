// SPDX-License-Identifier: BSL-1.0
#include "targets/run/environment_text.hpp"

#include <algorithm>

#include "targets/common/json_text.hpp"

namespace xrt::run {
namespace {

std::string name_of(const std::string& variable) { return variable.substr(0, variable.find('=')); }

std::vector<std::string> names_in(const Environment& environment) {
    std::vector<std::string> names;
    for (const std::string& variable : environment.variables()) names.push_back(name_of(variable));
    return names;
}

bool is_plain(char letter) {
    const bool word =
        (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    return word || std::string_view("_./:@%+,-").find(letter) != std::string_view::npos;
}

std::string to_shell(const EnvironmentChange& change) {
    std::string text;
    for (const auto& [name, value] : change.set) text += "export " + name + "=" + shell_word(value) + "\n";
    for (const std::string& name : change.unset) text += "unset " + name + "\n";
    return text;
}

std::string to_json(const EnvironmentChange& change) {
    std::string members;
    const auto add = [&members](const std::string& name, const std::string& value) {
        members += (members.empty() ? "" : ",") + json_string(name) + ":" + value;
    };
    for (const auto& [name, value] : change.set) add(name, json_string(value));
    for (const std::string& name : change.unset) add(name, "null");
    return "{" + members + "}\n";
}

Result<std::string> to_plain(const EnvironmentChange& change) {
    std::string text;
    for (const auto& [name, value] : change.set) {
        if (value.find_first_of("\r\n") != std::string::npos) {
            return Error{ErrorCode::invalid_argument, name + " has a line break, which --print-env=plain cannot tell"};
        }
        text += name + "=" + value + "\n";
    }
    return text;
}

}  // namespace

EnvironmentChange environment_change(const Environment& ours, const RunOptions& options,
                                     const RuntimeAddress& address) {
    const Environment theirs = wired_environment(ours, options, address);
    const std::vector<std::string> kept = names_in(ours);
    EnvironmentChange change;
    for (const std::string& variable : theirs.variables()) {
        const bool stood = std::ranges::find(ours.variables(), variable) != ours.variables().end();
        const std::string name = name_of(variable);
        // What we set is told even if it stood already: the text may be read by a shell that has less.
        const bool told =
            name == "XR_RUNTIME_JSON" || name == "LIBMONADO_PATH" || name.starts_with("MONADO_") || !stood;
        if (told) change.set.emplace_back(name, variable.substr(name.size() + 1));
    }
    const std::vector<std::string> left = names_in(theirs);
    for (const std::string& name : kept) {
        if (std::ranges::find(left, name) == left.end()) change.unset.push_back(name);
    }
    return change;
}

std::string shell_word(std::string_view text) {
    if (!text.empty() && std::ranges::all_of(text, is_plain)) return std::string(text);
    std::string word = "'";
    for (const char letter : text) word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return word + "'";
}

Result<std::string> to_text(const EnvironmentChange& change, EnvironmentFormat format) {
    switch (format) {
        case EnvironmentFormat::shell:
            return to_shell(change);
        case EnvironmentFormat::json:
            return to_json(change);
        case EnvironmentFormat::plain:
            return to_plain(change);
    }
    return std::string();
}

}  // namespace xrt::run
