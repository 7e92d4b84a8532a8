// SPDX-License-Identifier: BSL-1.0
//
// How long before a display time the compositor begins: as long as it has been seen to take, and a little more. Pure
// functions of the times that it is told.
#pragma once

#include "compositor/pacing/cost_window.hpp"
#include "xrt/time.hpp"

namespace xrt::comp {

class DrawPacer {
 public:
    /// A drawing, or a composition that nobody looked at, took so long.
    void note_cost(Duration cost) { costs_.add(cost); }

    /// Half a period until it knows better. Slow compositors begin several periods ahead.
    Duration lead(Duration period) const;

 private:
    CostWindow costs_;
};

}  // namespace xrt::comp
