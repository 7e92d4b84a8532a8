// SPDX-License-Identifier: BSL-1.0
#include "folder_rules.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace xrt::folders {
namespace {

constexpr std::string_view head = "| folder | may include | never |";

std::string trimmed(std::string_view text) {
    const size_t begin = text.find_first_not_of(" \t`");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t`") - begin + 1));
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream{std::string(text)};
    for (std::string part; std::getline(stream, part, separator);) parts.push_back(trimmed(part));
    return parts;
}

/// "ipc/wire's types" is ipc/wire; "the standard library" is nobody of ours.
std::string folder_named(std::string name) {
    if (const size_t owner = name.find("'s "); owner != std::string::npos) name.resize(owner);
    if (name == "oxr") return "state_trackers/oxr";
    return name == "the standard library" ? "" : name;
}

std::vector<std::string> folders_in(std::string_view cell) {
    std::vector<std::string> folders;
    for (const std::string& name : split(cell, ',')) {
        if (const std::string folder = folder_named(name); !folder.empty()) folders.push_back(folder);
    }
    return folders;
}

bool is_inside(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool of_the_wire(std::string_view generated) {
    constexpr std::array endings = {"_codec.hpp", "_proxy.hpp", "_dispatcher.hpp"};
    return std::any_of(endings.begin(), endings.end(), [&](const char* ending) { return generated.ends_with(ending); });
}

/// The folder that an include leads to, in the table's words.
std::string target_of(std::string_view include) {
    if (include.starts_with("xrt/")) return "include";
    if (include.starts_with("proto/")) return "generated";
    if (include.starts_with("shaders/")) return "compositor/render";  // compiled into its build folder
    return std::string(include);
}

}  // namespace

Result<FolderRules> FolderRules::parse(std::string_view document) {
    const size_t start = document.find(head);
    if (start == std::string_view::npos) return Error{ErrorCode::not_found, "there is no table of folders"};
    std::istringstream lines{std::string(document.substr(start))};
    std::string line;
    std::getline(lines, line);
    std::getline(lines, line);  // |---|---|---|
    FolderRules rules;
    while (std::getline(lines, line) && line.starts_with("|")) {
        const std::vector<std::string> cells = split(line, '|');
        if (cells.size() < 3) return Error{ErrorCode::invalid_argument, "row without its cells: " + line};
        const auto never = cells.size() > 3 ? folders_in(cells[3]) : std::vector<std::string>();
        for (const std::string& folder : split(cells[1], ','))
            rules.rows_.push_back({folder, folders_in(cells[2]), never});
    }
    if (rules.rows_.empty()) return Error{ErrorCode::invalid_argument, "the table of folders is empty"};
    TRY(rules.check_against_never());
    return rules;
}

Result<void> FolderRules::check_against_never() const {
    for (const Row& row : rows_) {
        for (const std::string& forbidden : row.never) {
            if (allowed(row, forbidden)) {
                return Error{ErrorCode::invalid_argument, row.folder + " may and must not include " + forbidden};
            }
        }
    }
    return {};
}

const FolderRules::Row* FolderRules::row_of(std::string_view file) const {
    const Row* best = nullptr;
    for (const Row& row : rows_) {
        if (is_inside(file, row.folder) && (!best || row.folder.size() > best->folder.size())) best = &row;
    }
    return best;
}

bool FolderRules::allowed(const Row& row, std::string_view target) {
    if (is_inside(target, row.folder)) return true;
    return std::any_of(row.may.begin(), row.may.end(),
                       [&](const std::string& folder) { return folder == "everything" || is_inside(target, folder); });
}

std::optional<std::string> FolderRules::check(std::string_view file, std::string_view include) const {
    const Row* row = row_of(file);
    const std::string where = std::string(file) + " includes \"" + std::string(include) + "\", and ";
    if (!row) return where + "its folder is not in the table";
    if (include.starts_with(".") || include.find("/../") != std::string_view::npos)
        return where + "paths start at src/xrt";
    const std::string target = target_of(include);
    if (!allowed(*row, target)) return where + row->folder + " may not";
    if (target == "generated" && of_the_wire(include) && !allowed(*row, "ipc/wire"))
        return where + row->folder + " may not use the wire";
    return std::nullopt;
}

std::vector<std::string> quoted_includes(std::string_view text) {
    std::vector<std::string> includes;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        std::string_view rest = line;
        const auto take = [&rest](std::string_view word) {
            rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
            const bool there = rest.starts_with(word);
            if (there) rest.remove_prefix(word.size());
            return there;
        };
        if (take("#") && take("include") && take("\"")) includes.emplace_back(rest.substr(0, rest.find('"')));
    }
    return includes;
}

}  // namespace xrt::folders
