// SPDX-License-Identifier: BSL-1.0
//
// The keys of a script's lines, as tables: the reader checks every line against them, and doc/script.schema.json is made of
// them.
#pragma once

#include <limits>
#include <span>
#include <string_view>

#include "targets/common/json_value.hpp"

namespace xrt::script {

enum class KeyKind {
    mark,    ///< true and nothing else
    number,  ///< from `least` to `most`
    whole,   ///< likewise, without fractions
    text,
    name,         ///< one of `names`
    numbers,      ///< a list of exactly `least` numbers
    input_value,  ///< true, false, a number or two numbers
    object,       ///< with the keys of `object`
    objects,      ///< a list of these, not empty
};

enum class Need { optional, required };
/// How many of an object's keys there may be.
enum class Choice { any, exactly_one };

struct ObjectSpec;

struct KeySpec {
    std::string_view key;
    KeyKind kind = KeyKind::text;
    std::string_view meaning;
    Need need = Need::optional;
    double least = 0, most = std::numeric_limits<double>::max();
    std::span<const std::string_view> (*names)() = nullptr;
    const ObjectSpec* object = nullptr;
};

struct ObjectSpec {
    std::span<const KeySpec> keys;
    Choice choice = Choice::any;
};

inline constexpr size_t max_path_keys = 128;
inline constexpr double max_seconds = 86400;

/// Keys that say when, keys that bound a condition, and "note".
std::span<const KeySpec> common_keys();
/// Of these, a line has one.
std::span<const KeySpec> work_keys();

/// What is wrong with the object, if anything: a key that there is not (and the nearest one), one that is missing, a value of
/// the wrong kind. `where` is put before it.
Result<void> check(const JsonValue& object, const ObjectSpec& spec, std::string_view where);
Result<void> check(const JsonValue& value, const KeySpec& key);

}  // namespace xrt::script
