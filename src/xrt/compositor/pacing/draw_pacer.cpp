// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/draw_pacer.hpp"

namespace xrt::comp {
namespace {

constexpr size_t least_samples = 4, late_drawings = 1;
constexpr int64_t longest_lead = 8;  // periods

}  // namespace

Duration DrawPacer::lead(Duration period) const {
    if (costs_.size() < least_samples) return period / 2;
    // In steps: the clients' wake-ups follow it, and need not follow every whim.
    const Duration step = period / 8;
    const Duration wanted = costs_.all_but(late_drawings) + step;
    const Duration stepped = (wanted + step - Duration(1)) / step * step;
    return std::clamp(stepped, 2 * step, longest_lead * period);
}

}  // namespace xrt::comp
