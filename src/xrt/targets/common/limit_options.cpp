// SPDX-License-Identifier: BSL-1.0
#include "targets/common/limit_options.hpp"

#include <grp.h>
#include <pwd.h>

#include <optional>
#include <string>

#include "targets/common/parse_number.hpp"

namespace xrt {
namespace {

/// Calls with each part between commas; false if one of them gives false.
template <typename Function>
bool for_each_part(std::string_view text, Function function) {
    while (true) {
        const size_t comma = text.find(',');
        if (!function(text.substr(0, comma))) return false;
        if (comma == std::string_view::npos) return true;
        text.remove_prefix(comma + 1);
    }
}

struct Assignment {
    size_t index = 0;
    std::string_view value;
};

/// "NAME=VALUE" with the name of an enumerator.
template <typename Enum, size_t Count>
std::optional<Assignment> split(std::string_view part) {
    const size_t equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    for (size_t i = 0; i < Count; ++i) {
        if (to_string(static_cast<Enum>(i)) == part.substr(0, equals)) return Assignment{i, part.substr(equals + 1)};
    }
    return std::nullopt;
}

std::optional<uint64_t> parse_amount(std::string_view text) {
    constexpr std::string_view units = "KMG";
    const size_t unit = text.empty() ? std::string_view::npos : units.find(text.back());
    if (unit == std::string_view::npos) return parse_number<uint64_t>(text);
    const auto number = parse_number<uint64_t>(text.substr(0, text.size() - 1));
    const auto shift = static_cast<unsigned>(10 * (unit + 1));
    if (!number || *number > UINT64_MAX >> shift) return std::nullopt;
    return *number << shift;
}

std::optional<proto::RateLimit> parse_rate(std::string_view text) {
    const size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto per_second = parse_number<double>(text.substr(0, slash));
    const auto burst = parse_number<uint32_t>(text.substr(slash + 1));
    if (!per_second || !burst || !(*per_second >= 0 && *per_second <= 1e9)) return std::nullopt;
    return proto::RateLimit{*per_second, *burst};
}

std::optional<uid_t> find_user(const std::string& name) {
    const passwd* const user = ::getpwnam(name.c_str());
    return user ? std::optional(user->pw_uid) : std::nullopt;
}

std::optional<gid_t> find_group(const std::string& name) {
    const group* const found = ::getgrnam(name.c_str());
    return found ? std::optional(found->gr_gid) : std::nullopt;
}

template <typename Id>
bool parse_ids(std::string_view text, std::vector<Id>& ids, std::optional<Id> (*find)(const std::string&)) {
    std::vector<Id> parsed;
    const bool good = for_each_part(text, [&](std::string_view part) {
        std::optional<Id> id = parse_number<Id>(part);
        if (!id) id = find(std::string(part));
        if (id) parsed.push_back(*id);
        return id.has_value();
    });
    if (good) ids = std::move(parsed);
    return good;
}

}  // namespace

bool parse_amounts(std::string_view text, Amounts& amounts) {
    Amounts parsed = amounts;
    const bool good = for_each_part(text, [&](std::string_view part) {
        const auto assignment = split<proto::Resource, proto::resource_count>(part);
        const auto amount = assignment ? parse_amount(assignment->value) : std::nullopt;
        if (amount) parsed[static_cast<proto::Resource>(assignment->index)] = *amount;
        return amount.has_value();
    });
    if (good) amounts = parsed;
    return good;
}

bool parse_rates(std::string_view text, Rates& rates) {
    Rates parsed = rates;
    const bool good = for_each_part(text, [&](std::string_view part) {
        const auto assignment = split<proto::Expense, proto::expense_count>(part);
        const auto rate = assignment ? parse_rate(assignment->value) : std::nullopt;
        if (rate) parsed[assignment->index] = *rate;
        return rate.has_value();
    });
    if (good) rates = parsed;
    return good;
}

bool parse_users(std::string_view text, std::vector<uid_t>& users) { return parse_ids(text, users, &find_user); }
bool parse_groups(std::string_view text, std::vector<gid_t>& groups) { return parse_ids(text, groups, &find_group); }

}  // namespace xrt
