// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/scope.hpp"

#include <algorithm>

#include "ipc/compiler/names.hpp"
#include "ipc/compiler/suggestion.hpp"

namespace xrt::compiler {
namespace {

Result<void> check_not_reserved(const syntax::Name& name, const char* what, Diagnostics& diagnostics) {
    if (!is_reserved_in_cpp(name.text)) return {};
    return diagnostics.error(name.at, "'" + name.text + "' is a word of C++; expected another name for the " + what);
}

}  // namespace

Result<void> Scope::add(const std::string& name, const Location& at, const model::Declaration* declaration) {
    const auto [entry, is_new] = entries_.try_emplace(name, Entry{at, declaration});
    if (is_new) return {};
    return diagnostics_.error(at, "'" + name + "' is declared twice; the first is at " + entry->second.at.to_string());
}

std::string Scope::suggest(const std::string& mistaken, std::span<const std::string_view> also) const {
    std::vector<std::string_view> candidates(also.begin(), also.end());
    for (const auto& [name, entry] : entries_) {
        if (entry.declaration != nullptr) candidates.push_back(name);
    }
    return suggestion(mistaken, candidates);
}

Result<const model::Declaration*> Scope::find(const syntax::Name& name, const model::File& file,
                                              std::span<const std::string_view> also) {
    const auto entry = entries_.find(name.text);
    if (entry == entries_.end() || entry->second.declaration == nullptr) {
        return diagnostics_.error(
            name.at, "'" + name.text + "' is not declared; expected a name declared above or in an included file" +
                         suggest(name.text, also));
    }
    const model::Declaration& declaration = *entry->second.declaration;
    if (std::find(file.visible.begin(), file.visible.end(), declaration.file) == file.visible.end()) {
        return diagnostics_.error(name.at, "'" + name.text + "' is declared at " + entry->second.at.to_string() +
                                               "; expected this file to include that one");
    }
    if (!declaration.complete) {
        return diagnostics_.error(name.at,
                                  "'" + name.text + "' would contain itself; expected a type that is complete");
    }
    return &declaration;
}

Result<void> check_snake_case(const syntax::Name& name, const char* what, Diagnostics& diagnostics) {
    if (!is_snake_case(name.text)) {
        return diagnostics.error(name.at,
                                 "'" + name.text + "' is not snake_case; expected such a name for the " + what);
    }
    return check_not_reserved(name, what, diagnostics);
}

Result<void> check_pascal_case(const syntax::Name& name, const char* what, Diagnostics& diagnostics) {
    if (!is_pascal_case(name.text)) {
        return diagnostics.error(name.at,
                                 "'" + name.text + "' is not PascalCase; expected such a name for the " + what);
    }
    if (!is_taken_type(name.text)) return {};
    return diagnostics.error(
        name.at, "'" + name.text + "' is a type of the generated code; expected another name for the " + what);
}

Result<void> DistinctNames::add(const syntax::Name& name) {
    const auto [entry, is_new] = first_.try_emplace(name.text, name.at);
    if (is_new) return {};
    return diagnostics_.error(name.at,
                              "'" + name.text + "' is declared twice; the first is at " + entry->second.to_string());
}

}  // namespace xrt::compiler
