// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/session_labels.hpp"

namespace xrt::oxr {

Outcome<> SessionLabels::begin_region(std::string text) {
    auto state = state_.lock();
    if (state->regions.size() == most_regions) {
        return fail(XR_ERROR_LIMIT_REACHED, {"labelInfo", "ext_debug_utils-session-labels"},
                    "would begin one more than %zu regions that have not been ended", most_regions);
    }
    state->regions.push_back(std::move(text));
    state->single.reset();
    return XR_SUCCESS;
}

Outcome<> SessionLabels::end_region() {
    auto state = state_.lock();
    if (state->regions.empty()) {
        return fail(XR_ERROR_CALL_ORDER_INVALID, {"session", "ext_debug_utils-session-labels"},
                    "has no label region that could be ended");
    }
    state->regions.pop_back();
    state->single.reset();
    return XR_SUCCESS;
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
