// SPDX-License-Identifier: BSL-1.0
#include "targets/run/progress_text.hpp"

#include <cstdio>

#include "targets/common/phrases.hpp"

namespace xrt::run {
namespace {

using namespace std::chrono_literals;

std::string rate_text(double rate) {
    char text[32];
    std::snprintf(text, sizeof text, ", %.1f frames/s", rate);
    return text;
}

}  // namespace

std::optional<std::string> ProgressText::next(const Activity& activity, Moment now) {
    if (connected_ || !activity.reached_openxr()) return frames_line(activity.frames(), now);
    connected_ = true;
    return "'" + activity.application() + "' has reached OpenXR";
}

std::optional<std::string> ProgressText::frames_line(uint64_t frames, Moment now) {
    if (frames == 0) return std::nullopt;
    if (wanted_) {
        const uint64_t quarter = std::min<uint64_t>(4, frames * 4 / *wanted_);
        if (quarter <= quarter_) return std::nullopt;
        quarter_ = quarter;
        return "frame " + std::to_string(frames) + " of " + std::to_string(*wanted_);
    }
    if (now - last_said_ < 5s) return std::nullopt;
    last_said_ = now;
    return "frame " + std::to_string(frames);
}

std::string summary(const Activity& activity, const std::optional<std::string>& capture) {
    std::string text = counted(activity.frames(), "frame");
    if (const auto rate = activity.frame_rate()) text += rate_text(*rate);
    if (capture) {
        text += "; " + counted(activity.pictures(), "picture");
        if (activity.pictures() > 0) text += " of " + counted(activity.views(), "view") + " in " + *capture;
        if (const uint64_t left_out = activity.pictures_left_out(); left_out > 0) {
            text += ", " + std::to_string(left_out) + " left out for a slow reader";
        }
    }
    return text;
}

std::string script_summary(uint64_t steps) { return "script finished: " + counted(steps, "step"); }

}  // namespace xrt::run
