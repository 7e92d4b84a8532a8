// SPDX-License-Identifier: BSL-1.0
//
// The debug labels of a session (XR_EXT_debug_utils, "Session Labels"): a stack of regions, and one label that holds until the
// next call about labels. Owned by the Session. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

class SessionLabels {
 public:
    /// An application that never ends its regions stays bounded.
    static constexpr size_t most_regions = 1024;

    /// XR_ERROR_RUNTIME_FAILURE when there are too many.
    Outcome<> begin_region(std::string text);
    /// False where none has been begun.
    bool end_region();
    void insert(std::string text);

    std::vector<std::string> newest_first() const;

 private:
    struct State {
        std::vector<std::string> regions;
        std::optional<std::string> single;
    };
    Guarded<State> state_;
};

}  // namespace xrt::oxr
