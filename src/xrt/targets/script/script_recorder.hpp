// SPDX-License-Identifier: BSL-1.0
//
// Writes down what is done to the system as a script that does it again: by frames when time is virtual, by time otherwise. Pure: lines
// go to whoever wants them.
#pragma once

#include <functional>
#include <string>

#include "targets/script/script.hpp"
#include "xrt/clock.hpp"

namespace xrt::script {

class ScriptRecorder {
 public:
    using Write = std::function<void(const std::string& lines)>;

    ScriptRecorder(ClockMode clock, Write write);

    /// A new moment; the first one is the beginning.
    void moment_came(Time now);
    void frames_ended(uint64_t frames) { frames_ = frames; }
    void add(const Action& action);

 private:
    const ClockMode clock_;
    const Write write_;
    std::optional<Time> begin_;
    Time now_{};
    uint64_t frames_ = 0;
};

}  // namespace xrt::script
