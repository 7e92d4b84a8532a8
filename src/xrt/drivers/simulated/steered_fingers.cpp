// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/steered_fingers.hpp"

#include <algorithm>

#include "auxiliary/math/vector.hpp"

namespace xrt::simulated {

Result<void> SteeredFingers::curl(const FingerCurls& curls, const Period& period) {
    const auto is_sound = [](float curl) { return curl >= 0 && curl <= 1; };
    if (!std::ranges::all_of(curls, is_sound))
        return Error{ErrorCode::invalid_argument, "fingers curl from 0, stretched out, to 1"};
    std::optional<FingerCurls> from;
    if (bent_) from = curls_at(period.begin, bent_->from.value_or(bent_->to));
    bent_ = Bent{from, curls, period};
    return {};
}

FingerCurls SteeredFingers::curls_at(Time time, const FingerCurls& own) const {
    if (!bent_) return own;
    const FingerCurls from = bent_->from.value_or(own);
    FingerCurls curls{};
    for (size_t i = 0; i < finger_count; ++i) curls[i] = lerp(from[i], bent_->to[i], share_of(bent_->period, time));
    return curls;
}

}  // namespace xrt::simulated
