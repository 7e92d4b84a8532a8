// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/limits_text.hpp"

#include <cstdio>

#include "targets/common/json_text.hpp"
#include "targets/ctl/table.hpp"

namespace xrt::ctl {
namespace {

using proto::AccountDescription;
using proto::AccountKind;

std::string_view resource_name(size_t i) { return to_string(static_cast<proto::Resource>(i)); }
std::string_view expense_name(size_t i) { return to_string(static_cast<proto::Expense>(i)); }

std::string short_number(uint64_t number) {
    constexpr uint64_t kibi = 10, mebi = 20;
    if (number >= uint64_t{10} << mebi) return std::to_string(number >> mebi) + "M";
    if (number >= uint64_t{10} << kibi) return std::to_string(number >> kibi) + "K";
    return std::to_string(number);
}

std::string number_text(double number) {
    char text[32];
    std::snprintf(text, sizeof(text), "%g", number);
    return text;
}

Row header() {
    Row row{"ACCOUNT"};
    for (size_t i = 0; i < proto::resource_count; ++i) row.emplace_back(resource_name(i));
    for (size_t i = 0; i < proto::expense_count; ++i) row.push_back(std::string(expense_name(i)) + "/s");
    return row;
}

Row to_row(const AccountDescription& account) {
    const bool is_user = account.kind == AccountKind::user;
    Row row{is_user ? "uid " + std::to_string(account.uid) : "  pid " + std::to_string(account.pid)};
    for (const proto::ResourceUse& use : account.resources) {
        row.push_back(short_number(use.used) + "/" + short_number(use.limit));
    }
    for (const proto::RateLimit& rate : account.rates) {
        row.push_back(number_text(rate.per_second) + "+" + std::to_string(rate.burst));
    }
    return row;
}

std::string to_json(const AccountDescription& account) {
    std::string json = "{\"kind\":" + json_string(to_string(account.kind)) + ",\"uid\":" + std::to_string(account.uid);
    if (account.kind == AccountKind::client) json += ",\"pid\":" + std::to_string(account.pid);
    for (size_t i = 0; i < proto::resource_count; ++i) {
        json += (i == 0 ? ",\"resources\":{" : ",") + json_string(resource_name(i)) +
                ":{\"used\":" + std::to_string(account.resources[i].used) +
                ",\"limit\":" + std::to_string(account.resources[i].limit) + "}";
    }
    for (size_t i = 0; i < proto::expense_count; ++i) {
        json += (i == 0 ? "},\"rates\":{" : ",") + json_string(expense_name(i)) +
                ":{\"per_second\":" + number_text(account.rates[i].per_second) +
                ",\"burst\":" + std::to_string(account.rates[i].burst) + "}";
    }
    return json + "}}";
}

}  // namespace

std::string to_text(const proto::ListLimitsReply& reply) {
    std::vector<Row> rows{header()};
    for (const AccountDescription& account : reply.accounts) rows.push_back(to_row(account));
    return to_table(rows);
}

std::string to_json(const proto::ListLimitsReply& reply) {
    std::string json = "{\"accounts\":[";
    const char* separator = "";
    for (const AccountDescription& account : reply.accounts) {
        json += separator + to_json(account);
        separator = ",";
    }
    return json + "]}\n";
}

}  // namespace xrt::ctl
