// SPDX-License-Identifier: BSL-1.0
//
// How often an instance's application failed or was suspect, for the summary of MONADO_VALIDATE=strict, and how many of its mistakes
// the service was told. Owned by the Instance.
#pragma once

#include <array>
#include <atomic>

#include "state_trackers/oxr/debug/suspicion.hpp"

namespace xrt::oxr {

struct UsageCounts {
    std::atomic<uint64_t> failed_calls{0};
    std::atomic<uint32_t> told_mistakes{0};
    std::array<std::atomic<uint64_t>, static_cast<size_t>(Suspicion::count)> suspicions{};
};

}  // namespace xrt::oxr
