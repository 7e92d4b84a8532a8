// SPDX-License-Identifier: BSL-1.0
#include "type_names.hpp"

#include <regex>
#include <sstream>

namespace xrt::folders {

std::vector<std::string> defined_types(std::string_view text) {
    static const std::regex opening(R"(^namespace( [A-Za-z_:]+)? \{$)");
    static const std::regex closing(R"(^\}  // namespace.*$)");
    static const std::regex definition(
        R"(^(class|struct) (?:\[\[\w+\]\] )?(?:alignas\(\d+\) )?(\w+)(?: final)?(?: :.*| \{.*)$)");
    std::vector<std::string> types;
    std::vector<std::string> namespaces;
    int anonymous = 0;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (std::regex_match(line, match, opening)) {
            namespaces.push_back(match[1].matched ? match[1].str().substr(1) : "");
            anonymous += namespaces.back().empty();
        } else if (std::regex_match(line, closing) && !namespaces.empty()) {
            anonymous -= namespaces.back().empty();
            namespaces.pop_back();
        } else if (anonymous == 0 && !namespaces.empty() && std::regex_match(line, match, definition)) {
            std::string name;
            for (const std::string& part : namespaces) name += part + "::";
            types.push_back(name + match[2].str());
        }
    }
    return types;
}

}  // namespace xrt::folders
