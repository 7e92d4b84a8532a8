// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/parameters.hpp"

#include <algorithm>

namespace xrt::oxr {
namespace {

struct Prototype {
    std::string_view function, parameters;
};
/// Sorted by name, a line each.
constexpr Prototype prototypes[]{
#include "state_trackers/oxr/core/api_parameters.inc"
};

std::string_view trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(" *");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" *") - first + 1);
}

/// "XrView* views"
Parameter parse(std::string_view text) {
    const std::string_view whole = trimmed(text);
    const size_t end_of_type = whole.find_first_of(" *");
    const size_t name = whole.find_last_of(" *") + 1;
    return {whole.substr(0, end_of_type), whole.substr(name), whole.find('*') != std::string_view::npos};
}

}  // namespace

std::vector<Parameter> parameters_of(std::string_view function) {
    std::vector<Parameter> result;
    const auto* found = std::ranges::lower_bound(prototypes, function, {}, &Prototype::function);
    if (found == std::end(prototypes) || found->function != function) return result;
    for (std::string_view rest = found->parameters; !rest.empty();) {
        const size_t comma = std::min(rest.find(','), rest.size());
        result.push_back(parse(rest.substr(0, comma)));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return result;
}

}  // namespace xrt::oxr
