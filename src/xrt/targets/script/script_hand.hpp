// SPDX-License-Identifier: BSL-1.0
//
// Does in a System what an action of a script says.
#pragma once

#include "service/system.hpp"
#include "targets/script/script.hpp"

namespace xrt::script {

/// From `now` on, which may be about to be published. No lock of the system may be held.
Result<void> carry_out(const Action& action, System& system, Time now);

}  // namespace xrt::script
