// SPDX-License-Identifier: BSL-1.0
#include "targets/common/nearest_name.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace xrt {
namespace {

/// Letters to add, drop or change (Levenshtein), by one row of the table at a time.
size_t distance(std::string_view a, std::string_view b) {
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t{0});
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = std::exchange(row[0], i + 1);
        for (size_t j = 0; j < b.size(); ++j) {
            const size_t changed = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string nearest_name_hint(std::string_view wanted, std::span<const std::string_view> names) {
    if (wanted.size() > 64) return {};
    const auto nearest =
        std::ranges::min_element(names, {}, [&](std::string_view name) { return distance(wanted, name); });
    if (nearest == names.end() || distance(wanted, *nearest) > std::max<size_t>(1, nearest->size() / 3)) return {};
    return "; did you mean '" + std::string(*nearest) + "'?";
}

}  // namespace xrt
