// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/secondary_views.hpp"
#include "state_trackers/oxr/core/failure.hpp"

#include <algorithm>

#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/instance/view_configuration.hpp"

namespace xrt::oxr {
namespace {

Outcome<> check_secondary(const Instance& instance, XrViewConfigurationType type) {
    const ViewConfigurationTypes supported = supported_view_configurations(instance);
    const bool is_there = std::ranges::find(supported, type) != supported.end();
    if (is_there && is_secondary(type)) return XR_SUCCESS;
    return fail(is_primary(type) ? XR_ERROR_VALIDATION_FAILURE : XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED,
                "beginInfo->next", "enables %d, which is no secondary view configuration of the system",
                static_cast<int>(type));
}

}  // namespace

Outcome<SecondaryViews::Types> SecondaryViews::read(const XrSessionBeginInfo& info) const {
    Types types;
    if (!instance_.has(Feature::MSFT_secondary_view_configuration)) return types;
    const auto* wanted = find_in_chain<XrSecondaryViewConfigurationSessionBeginInfoMSFT>(
        info.next, XR_TYPE_SECONDARY_VIEW_CONFIGURATION_SESSION_BEGIN_INFO_MSFT);
    if (wanted == nullptr) return types;
    if (wanted->viewConfigurationCount != 0) TRY(check_pointer(wanted->enabledViewConfigurationTypes));
    for (uint32_t i = 0; i < wanted->viewConfigurationCount; ++i) {
        const XrViewConfigurationType type = wanted->enabledViewConfigurationTypes[i];
        TRY(check_secondary(instance_, type));
        if (std::ranges::find(types, type) != types.end() || types.full()) {
            return fail(XR_ERROR_VALIDATION_FAILURE, "beginInfo->next",
                        "enables the secondary view configuration %d twice", static_cast<int>(type));
        }
        types.push_back(type);
    }
    return types;
}

void SecondaryViews::enable(const Types& types) {
    enabled_.with([&](Types& enabled) { enabled = types; });
}

bool SecondaryViews::is_enabled(XrViewConfigurationType type) const {
    return enabled_.with([&](const Types& enabled) { return std::ranges::find(enabled, type) != enabled.end(); });
}

/// The observer's is the only one.
bool SecondaryViews::is_active(XrViewConfigurationType type) const {
    return is_enabled(type) && instance_.device_segment().observer_active.load(std::memory_order_acquire) != 0;
}

Outcome<> SecondaryViews::write_states(XrFrameState& state) const {
    auto* states = find_in_output_chain<XrSecondaryViewConfigurationFrameStateMSFT>(
        state.next, XR_TYPE_SECONDARY_VIEW_CONFIGURATION_FRAME_STATE_MSFT);
    if (states == nullptr || !instance_.has(Feature::MSFT_secondary_view_configuration)) return XR_SUCCESS;
    const Types types = *enabled_.lock();
    if (states->viewConfigurationCount != types.size()) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "frameState->next",
                    "asks for %u secondary view configurations; xrBeginSession enabled %zu",
                    states->viewConfigurationCount, types.size());
    }
    if (!types.empty()) TRY(check_pointer(states->viewConfigurationStates));
    for (size_t i = 0; i < types.size(); ++i) {
        XrSecondaryViewConfigurationStateMSFT& each = states->viewConfigurationStates[i];
        TRY(check_type(&each, XR_TYPE_SECONDARY_VIEW_CONFIGURATION_STATE_MSFT));
        each.viewConfigurationType = types[i];
        each.active = is_active(types[i]) ? XR_TRUE : XR_FALSE;
    }
    return XR_SUCCESS;
}

}  // namespace xrt::oxr
