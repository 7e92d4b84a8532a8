// SPDX-License-Identifier: BSL-1.0
//
// Watches how an application keeps up: which of its frames come too late, how long it works on one, how many display times
// it lets pass. Pure: knows no clock.
#pragma once

#include <bitset>
#include <optional>

#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "xrt/time.hpp"

namespace xrt::oxr {

struct LevelChange {
    XrPerfSettingsNotificationLevelEXT from;
    XrPerfSettingsNotificationLevelEXT to;
    bool operator==(const LevelChange&) const = default;
};

class RenderingWatch {
 public:
    /// The level is judged by so many frames.
    static constexpr size_t window = 32;
    /// Late frames among them. What is impaired stays so until half as many are late; what is warned of, until none is.
    static constexpr size_t late_for_warning = 4, late_for_impaired = 16;

    /// xrWaitFrame gives out a display time.
    void note_display_time(Time display_time, Duration period);
    /// xrBeginFrame.
    void note_begin(Time now) { begun_ = now; }
    /// xrEndFrame: late if the display time has come. Gives the level's change, if it changes.
    std::optional<LevelChange> note_end(Time now, Time display_time);

    /// From xrBeginFrame to xrEndFrame; none before the first frame.
    std::optional<Duration> frame_time() const { return frame_time_; }
    /// Display times that went by without a frame.
    uint32_t dropped() const { return dropped_; }

 private:
    XrPerfSettingsNotificationLevelEXT judge() const;

    std::optional<Time> last_display_time_;
    std::optional<Time> begun_;
    std::optional<Duration> frame_time_;
    uint32_t dropped_ = 0;
    std::bitset<window> late_;  ///< of the last frames
    XrPerfSettingsNotificationLevelEXT level_ = XR_PERF_SETTINGS_NOTIF_LEVEL_NORMAL_EXT;
};

}  // namespace xrt::oxr
