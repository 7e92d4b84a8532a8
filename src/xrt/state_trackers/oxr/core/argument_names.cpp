// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/argument_names.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include "state_trackers/oxr/core/parameters.hpp"

namespace xrt::oxr {
namespace {

using Parameters = std::vector<Parameter>;

bool is_structure(std::string_view type) {
#define XRT_OXR_NAME(name, value) #name,
    static constexpr std::string_view structures[]{XR_LIST_STRUCTURE_TYPES(XRT_OXR_NAME)};
#undef XRT_OXR_NAME
    return std::ranges::find(structures, type) != std::end(structures);
}

/// A parameter that takes structures of several types ("XrHapticBaseHeader* hapticFeedback").
std::optional<std::string> base_header(const Parameters& parameters) {
    const auto found = std::ranges::find_if(
        parameters, [](const Parameter& p) { return p.type.find("BaseHeader") != std::string_view::npos; });
    if (found == parameters.end()) return std::nullopt;
    return std::string(found->name);
}

/// "getInfo->subactionPath": of the structure that the function takes.
std::string member_of_structure(const Parameters& parameters, std::string_view member) {
    const auto found =
        std::ranges::find_if(parameters, [](const Parameter& p) { return p.is_pointer && is_structure(p.type); });
    if (found == parameters.end()) return std::string(member);
    return std::string(found->name).append("->").append(member);
}

/// The first handle has been looked up already when another of its type is found wrong.
std::string by_type(const Parameters& parameters, std::string_view type) {
    const auto last =
        std::find_if(parameters.rbegin(), parameters.rend(), [&](const Parameter& p) { return p.type == type; });
    if (last != parameters.rend()) return std::string(last->name);
    if (is_structure(type)) return base_header(parameters).value_or(std::string(type));
    std::string member(type.substr(2));  // XrActionSet is actionSet
    if (!member.empty()) member[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(member[0])));
    return member_of_structure(parameters, member);
}

std::string by_ending(const Parameters& parameters, std::string_view ending) {
    const auto found = std::ranges::find_if(parameters, [&](const Parameter& p) { return p.name.ends_with(ending); });
    return found == parameters.end() ? std::string(ending) : std::string(found->name);
}

/// Structures are checked with their type, so it is the one pointer to something else, if there is only one.
std::string by_nullness(const Parameters& parameters) {
    const auto is_plain = [](const Parameter& each) { return each.is_pointer && !is_structure(each.type); };
    if (std::ranges::count_if(parameters, is_plain) != 1) return {};
    return std::string(std::ranges::find_if(parameters, is_plain)->name);
}

}  // namespace

std::string resolve_argument(const CallSite& site, std::string_view mark) {
    if (!mark.starts_with('@')) return std::string(mark);
    const Parameters parameters = parameters_of(site.function);
    if (mark == "@null") return by_nullness(parameters);
    if (mark.starts_with("@.")) return member_of_structure(parameters, mark.substr(2));
    if (mark == "@array") return parameters.empty() ? "" : std::string(parameters.back().name);
    if (mark == "@CountOutput" || mark == "@CapacityInput") return by_ending(parameters, mark.substr(1));
    return by_type(parameters, mark.substr(1));
}

std::string first_argument(const CallSite& site) {
    const Parameters parameters = parameters_of(site.function);
    return parameters.empty() ? std::string() : std::string(parameters.front().name);
}

}  // namespace xrt::oxr
