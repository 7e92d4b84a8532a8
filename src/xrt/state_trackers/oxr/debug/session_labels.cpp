// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/session_labels.hpp"

namespace xrt::oxr {

Outcome<> SessionLabels::begin_region(std::string text) {
    auto state = state_.lock();
    if (state->regions.size() == most_regions) {
        return fail(XR_ERROR_RUNTIME_FAILURE, {"labelInfo", "ext_debug_utils-session-labels"},
                    "would begin one more than %zu regions that have not been ended", most_regions);
    }
    state->regions.push_back(std::move(text));
    state->single.reset();
    return XR_SUCCESS;
}

bool SessionLabels::end_region() {
    auto state = state_.lock();
    const bool had_one = !state->regions.empty();
    if (had_one) state->regions.pop_back();
    state->single.reset();
    return had_one;
}

void SessionLabels::insert(std::string text) {
    state_.with([&](State& state) { state.single = std::move(text); });
}

std::vector<std::string> SessionLabels::newest_first() const {
    return state_.with([](const State& state) {
        std::vector<std::string> labels(state.regions.rbegin(), state.regions.rend());
        if (state.single) labels.insert(labels.begin(), *state.single);
        return labels;
    });
}

}  // namespace xrt::oxr
