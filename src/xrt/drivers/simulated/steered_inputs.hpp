// SPDX-License-Identifier: BSL-1.0
//
// The inputs of a simulated device that somebody has taken over: their values, held until they are released, or on their way
// from one to another. A stick and its axes are one thing: where it has them, they hold its value.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "xrt/device.hpp"
#include "xrt/steerable_device.hpp"

namespace xrt::simulated {

class SteeredInputs {
 public:
    /// Nothing is taken over.
    void reset(std::vector<InputInfo> inputs);

    /// SteerableDevice::set_input().
    Result<void> set(std::string_view component, Vec2 value, Time now);
    /// SteerableDevice::move_input(). `present`: of an input that nobody has taken over yet.
    Result<void> move(std::string_view component, Vec2 target, const Period& period, Vec2 present);

    /// not_found.
    Result<size_t> find(std::string_view component) const;
    /// None: the device's own business.
    std::optional<InputValue> value(size_t input, Time time) const;
    /// Nothing that was taken over is, or will be, on its way to somewhere.
    bool is_at_rest(Time time) const { return time >= at_rest_from_; }

 private:
    struct Held {
        Vec2 from, to;
        Period period;
        Time last_change{};  ///< once it is there

        InputValue value(Time time) const;
    };

    std::optional<size_t> find_any(std::string_view component) const;
    void store(size_t input, Vec2 from, Vec2 to, const Period& period);
    void hold_other_axis(size_t input, Time now);

    Time at_rest_from_ = Time::min();
    std::vector<InputInfo> inputs_;
    std::vector<std::optional<Held>> held_;
    std::vector<std::optional<std::array<size_t, 2>>> axes_;  ///< by stick: where its x and y are
};

}  // namespace xrt::simulated
