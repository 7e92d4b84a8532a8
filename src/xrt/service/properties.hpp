// SPDX-License-Identifier: BSL-1.0
//
// The system's settings under names, each with type, unit and range, for tools that know none of them. A table and no
// state of its own.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "proto/properties.hpp"
#include "proto/watch.hpp"
#include "service/system_settings.hpp"

namespace xrt {

class Properties {
 public:
    /// `settings` outlives it.
    explicit Properties(SystemSettings& settings) : settings_(settings) {}

    std::vector<proto::PropertyDescription> describe() const;
    /// not_found for a name that there is not, with those that there are.
    Result<proto::PropertyValue> get(std::string_view name) const;
    /// permission_denied if it is only to be looked at; invalid_argument for a value of another type or out of its range.
    Result<proto::PropertyValue> set(std::string_view name, const proto::PropertyValue& value);
    Result<proto::PropertyValue> shift(std::string_view name, const proto::PropertyValue& by);

 private:
    SystemSettings& settings_;
};

/// Every property as it is with these settings.
std::vector<proto::PropertyChanged> property_values(const SystemSettings::Values& values);

}  // namespace xrt
