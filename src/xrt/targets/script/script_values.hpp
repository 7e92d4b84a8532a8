// SPDX-License-Identifier: BSL-1.0
//
// Values within a script's lines that were checked against the tables of keys: they are there and of their kind. Used by the reader's
// own files alone.
#pragma once

#include <chrono>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "targets/common/json_value.hpp"
#include "targets/script/script_names.hpp"
#include "xrt/math.hpp"
#include "xrt/time.hpp"

namespace xrt::script {

inline Error wrong(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

inline double number(const JsonValue& object, std::string_view key) { return *object.find(key)->get_if<double>(); }
inline const std::string& text(const JsonValue& object, std::string_view key) {
    return *object.find(key)->get_if<std::string>();
}
inline Duration seconds(double number) { return Duration(std::llround(number * 1e9)); }

inline std::vector<float> numbers(const JsonValue& list) {
    std::vector<float> result;
    for (const JsonValue& each : *list.get_if<JsonValue::Array>()) {
        result.push_back(static_cast<float>(*each.get_if<double>()));
    }
    return result;
}

template <typename Enum>
Enum named(std::span<const std::string_view> names, const std::string& name, int first = 0) {
    return static_cast<Enum>(static_cast<int>(*find_name(names, name)) + first);
}

inline UserPath device(const JsonValue& object) { return named<UserPath>(device_names(), text(object, "device")); }

inline Extent2D extent(const JsonValue& object) {
    return {static_cast<uint32_t>(number(object, "width")), static_cast<uint32_t>(number(object, "height"))};
}

}  // namespace xrt::script
