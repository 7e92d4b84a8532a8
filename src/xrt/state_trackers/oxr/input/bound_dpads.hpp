// SPDX-License-Identifier: BSL-1.0
//
// The sticks and trackpads that attached actions use as directional pads, each for one action set: where their numbers
// are on the device, their state, and the pulses that their changes ask for. Owned by AttachedActions.
#pragma once

#include <vector>

#include "state_trackers/oxr/input/action_state.hpp"
#include "state_trackers/oxr/input/dpad.hpp"
#include "xrt/bounded_vector.hpp"

namespace xrt::oxr {

/// A pulse for an output of the device segment.
struct OutputPulse {
    uint32_t output = 0;
    HapticPulse pulse;
};
using OutputPulses = BoundedVector<OutputPulse, max_device_outputs>;

/// Where a stick is, and for which action set it is a pad.
struct DpadPlace {
    size_t set = 0;
    UserPath user = UserPath::head;
    InputNumber x, y;
    Dpad::Activation activation = Dpad::Activation::deflection;
    std::optional<InputNumber> pressure;  ///< the click or the force
    std::optional<uint32_t> output;       ///< where its pulses go
};

class BoundDpads {
 public:
    void clear() { dpads_.clear(); }
    /// The same place again is the same pad. Gives its index.
    size_t add(const DpadPlace& place, const DpadSettings& settings);
    /// An action listens to that direction.
    void listen(size_t dpad, DpadDirection direction) { dpads_[dpad].bound.add(direction); }

    void update(const SharedInputs& inputs);
    ActionValue read(size_t dpad, DpadDirection direction) const;
    /// What the last update() of an unsuppressed pad asks for.
    void collect_pulses(size_t dpad, OutputPulses& pulses) const;
    size_t size() const { return dpads_.size(); }

    /// Of a session without focus.
    void release();

 private:
    struct BoundDpad {
        DpadPlace place;
        Dpad dpad;
        DpadDirections bound;   ///< by actions
        DpadDirections before;  ///< the update before the last
        bool is_active = false;
        int64_t last_change = 0;  ///< of the numbers
    };
    static void update(BoundDpad& each, const SharedInputs& inputs);

    std::vector<BoundDpad> dpads_;
};

}  // namespace xrt::oxr
