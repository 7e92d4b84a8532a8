// SPDX-License-Identifier: BSL-1.0
//
// What the objects within a script's lines mean, once they have been checked against the tables of keys. Used by the reader alone.
#pragma once

#include <optional>
#include <string_view>

#include "targets/common/json_value.hpp"
#include "targets/script/script.hpp"

namespace xrt::script {

/// None if there is no such member.
std::optional<double> find_number(const JsonValue& object, std::string_view key);
std::optional<Duration> find_seconds(const JsonValue& object, std::string_view key);

/// Which application is meant.
ClientName client(const JsonValue& object);

Result<Condition> read_condition(const JsonValue& object);
/// It is about what has happened: waiting changes nothing.
bool looks_back(const Condition& condition);
/// Where "position", and "orientation" or "degrees", say.
Result<proto::MovePose> read_place(const JsonValue& object);
/// What a line does; `key` is one of work_keys() and not "expect".
Result<Do> read_work(std::string_view key, const JsonValue& value);
/// Likewise, of those that are about no single device.
Result<Do> read_system_work(std::string_view key, const JsonValue& value);

}  // namespace xrt::script
