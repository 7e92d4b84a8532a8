// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/suggestion.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace xrt::compiler {
namespace {

constexpr size_t longest_name = 64;  // so that a hostile name costs nothing

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Letters to put in, take out or change, to make one of the other; capitals do not count.
size_t distance(std::string_view a, std::string_view b) {
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t{0});
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = std::exchange(row[0], i + 1);
        for (size_t j = 0; j < b.size(); ++j) {
            const size_t changed = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, changed});
        }
    }
    return row.back();
}

}  // namespace

std::string suggestion(std::string_view mistaken, std::span<const std::string_view> candidates) {
    if (mistaken.size() > longest_name) return {};
    std::string_view nearest;
    size_t least = mistaken.size() / 3 + 1;  // one letter in three may be wrong
    for (const std::string_view candidate : candidates) {
        if (candidate.size() > longest_name || candidate.size() < 2) continue;
        const size_t found = distance(mistaken, candidate);
        if (found >= std::max(least, size_t{1}) || found >= mistaken.size()) continue;
        nearest = candidate;
        least = found;
    }
    return nearest.empty() ? "" : "; did you mean '" + std::string(nearest) + "'?";
}

}  // namespace xrt::compiler
