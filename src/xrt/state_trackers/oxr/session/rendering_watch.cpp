// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/rendering_watch.hpp"

#include <utility>

namespace xrt::oxr {

void RenderingWatch::note_display_time(Time display_time, Duration period) {
    const std::optional<Time> before = std::exchange(last_display_time_, display_time);
    if (!before || display_time <= *before || period <= Duration::zero()) return;
    // Rounded: another refresh rate may have moved the display times.
    const int64_t steps = (display_time - *before + period / 2) / period;
    if (steps > 1) dropped_ += static_cast<uint32_t>(steps - 1);
}

std::optional<LevelChange> RenderingWatch::note_end(Time now, Time display_time) {
    if (begun_) frame_time_ = now - *begun_;
    late_ <<= 1;
    late_[0] = now >= display_time;
    const auto before = std::exchange(level_, judge());
    if (before == level_) return std::nullopt;
    return LevelChange{before, level_};
}

XrPerfSettingsNotificationLevelEXT RenderingWatch::judge() const {
    const size_t late = late_.count();
    const bool was_impaired = level_ == XR_PERF_SETTINGS_NOTIF_LEVEL_IMPAIRED_EXT;
    if (late >= (was_impaired ? late_for_impaired / 2 : late_for_impaired)) {
        return XR_PERF_SETTINGS_NOTIF_LEVEL_IMPAIRED_EXT;
    }
    const bool was_normal = level_ == XR_PERF_SETTINGS_NOTIF_LEVEL_NORMAL_EXT;
    if (late >= (was_normal ? late_for_warning : 1)) return XR_PERF_SETTINGS_NOTIF_LEVEL_WARNING_EXT;
    return XR_PERF_SETTINGS_NOTIF_LEVEL_NORMAL_EXT;
}

}  // namespace xrt::oxr
