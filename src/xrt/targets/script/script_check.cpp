// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

#include "targets/common/nearest_name.hpp"
#include "targets/script/script_keys.hpp"

namespace xrt::script {
namespace {

Error wrong(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

Error wrong_kind(const KeySpec& key, const JsonValue& value, std::string_view wanted) {
    return wrong(quoted(key.key) + " is " + std::string(value.kind()) + ", not " + std::string(wanted));
}

std::string number_text(double number) {
    char text[32];
    const auto written = std::to_chars(text, text + sizeof text, number);
    return {text, written.ptr};
}

bool is_within(double number, double least, double most) { return number >= least && number <= most; }

Result<void> check_number(const JsonValue& value, const KeySpec& key) {
    const bool whole = key.kind == KeyKind::whole;
    const double* const number = value.get_if<double>();
    if (!number) return wrong_kind(key, value, whole ? "a whole number" : "a number");
    if (is_within(*number, key.least, key.most) && (!whole || std::trunc(*number) == *number)) return {};
    return wrong(quoted(key.key) + " is " + number_text(*number) + ", not a " + (whole ? "whole " : "") +
                 "number from " + number_text(key.least) + " to " + number_text(key.most));
}

Result<void> check_numbers(const JsonValue& value, const KeySpec& key, size_t count, double most) {
    const auto* const list = value.get_if<JsonValue::Array>();
    const auto is_right = [&](const JsonValue& each) {
        const double* const number = each.get_if<double>();
        return number && std::abs(*number) <= most;
    };
    if (list && list->size() == count && std::ranges::all_of(*list, is_right)) return {};
    return wrong(quoted(key.key) + " is not a list of " + std::to_string(count) + " numbers from " +
                 number_text(-most) + " to " + number_text(most));
}

Result<void> check_name(const JsonValue& value, const KeySpec& key) {
    const auto* const name = value.get_if<std::string>();
    if (!name) return wrong_kind(key, value, "a name");
    const auto names = key.names();
    if (std::ranges::find(names, *name) != names.end()) return {};
    std::string known;
    for (const std::string_view each : names) known += (known.empty() ? "" : ", ") + std::string(each);
    const std::string hint = nearest_name_hint(*name, names);
    return wrong("there is no " + quoted(key.key) + " '" + *name + "'" +
                 (hint.empty() ? "; there are " + known : hint));
}

Result<void> check_list(const JsonValue& value, const KeySpec& key) {
    const auto* const list = value.get_if<JsonValue::Array>();
    if (!list) return wrong_kind(key, value, "a list");
    if (list->empty() || static_cast<double>(list->size()) > key.most) {
        return wrong(quoted(key.key) + " has " + std::to_string(list->size()) + " members, not 1 to " +
                     number_text(key.most));
    }
    for (const JsonValue& each : *list) TRY(check(each, *key.object, key.key));
    return {};
}

Result<void> check_input_value(const JsonValue& value, const KeySpec& key) {
    if (value.get_if<bool>()) return {};
    if (value.get_if<JsonValue::Array>()) return check_numbers(value, key, 2, key.most);
    return check_number(value, key);
}

Error unknown(std::string_view key, const ObjectSpec& spec, std::string_view where) {
    std::vector<std::string_view> names;
    std::ranges::transform(spec.keys, std::back_inserter(names), &KeySpec::key);
    return wrong(quoted(where) + " has no key '" + std::string(key) + "'" + nearest_name_hint(key, names));
}

}  // namespace

Result<void> check(const JsonValue& value, const KeySpec& key) {
    switch (key.kind) {
        case KeyKind::mark:
            if (value.get_if<bool>() && *value.get_if<bool>()) return {};
            return wrong(quoted(key.key) + " can only be true");
        case KeyKind::number:
        case KeyKind::whole:
            return check_number(value, key);
        case KeyKind::text:
            if (value.get_if<std::string>()) return {};
            return wrong_kind(key, value, "a text");
        case KeyKind::name:
            return check_name(value, key);
        case KeyKind::numbers:
            return check_numbers(value, key, static_cast<size_t>(key.least), key.most);
        case KeyKind::input_value:
            return check_input_value(value, key);
        case KeyKind::object:
            return check(value, *key.object, key.key);
        case KeyKind::objects:
            return check_list(value, key);
    }
    return {};
}

Result<void> check(const JsonValue& object, const ObjectSpec& spec, std::string_view where) {
    const auto* const members = object.get_if<JsonValue::Object>();
    if (!members) return wrong(quoted(where) + " is " + std::string(object.kind()) + ", not an object");
    for (const JsonMember& member : *members) {
        const auto known = std::ranges::find(spec.keys, member.key, &KeySpec::key);
        if (known == spec.keys.end()) return unknown(member.key, spec, where);
        TRY(check(member.value, *known));
    }
    for (const KeySpec& key : spec.keys) {
        if (key.need == Need::required && !object.find(key.key))
            return wrong(quoted(where) + " needs " + quoted(key.key));
    }
    if (spec.choice == Choice::exactly_one && members->size() != 1)
        return wrong(quoted(where) + " needs exactly one key");
    return {};
}

}  // namespace xrt::script
