// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/suggestion.hpp"

#include <algorithm>

#include "auxiliary/util/edit_distance.hpp"

namespace xrt::compiler {
namespace {

constexpr size_t longest_name = 64;  // so that a hostile name costs nothing

/// Capitals do not count.
std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

}  // namespace

std::string suggestion(std::string_view mistaken, std::span<const std::string_view> candidates) {
    if (mistaken.size() > longest_name) return {};
    std::string_view nearest;
    size_t least = mistaken.size() / 3 + 1;  // one letter in three may be wrong
    for (const std::string_view candidate : candidates) {
        if (candidate.size() > longest_name || candidate.size() < 2) continue;
        const size_t found = edit_distance(lowered(mistaken), lowered(candidate));
        if (found >= std::max(least, size_t{1}) || found >= mistaken.size()) continue;
        nearest = candidate;
        least = found;
    }
    return nearest.empty() ? "" : "; did you mean '" + std::string(nearest) + "'?";
}

}  // namespace xrt::compiler
