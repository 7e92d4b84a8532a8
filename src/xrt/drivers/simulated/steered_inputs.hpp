// SPDX-License-Identifier: BSL-1.0
//
// The inputs of a simulated device that somebody has taken over: their values, held until they are released.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "xrt/device.hpp"

namespace xrt::simulated {

class SteeredInputs {
 public:
    /// Nothing is taken over.
    void reset(std::vector<InputInfo> inputs);

    /// SteerableDevice::set_input().
    Result<void> set(std::string_view component, Vec2 value, Time now);

    /// None: the device's own business.
    const std::optional<InputValue>& value(size_t input) const { return values_.at(input); }

 private:
    std::optional<size_t> find(std::string_view component) const;
    void store(std::optional<size_t> input, Vec2 value, Time now);
    void follow(size_t input, Time now);

    std::vector<InputInfo> inputs_;
    std::vector<std::optional<InputValue>> values_;
};

}  // namespace xrt::simulated
