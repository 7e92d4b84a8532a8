// SPDX-License-Identifier: BSL-1.0
#include "targets/common/nearest_name.hpp"

#include <algorithm>

#include "auxiliary/util/edit_distance.hpp"

namespace xrt {

std::string nearest_name_hint(std::string_view wanted, std::span<const std::string_view> names) {
    if (wanted.size() > 64) return {};
    const auto nearest =
        std::ranges::min_element(names, {}, [&](std::string_view name) { return edit_distance(wanted, name); });
    if (nearest == names.end() || edit_distance(wanted, *nearest) > std::max<size_t>(1, nearest->size() / 3)) return {};
    return "; did you mean '" + std::string(*nearest) + "'?";
}

}  // namespace xrt
