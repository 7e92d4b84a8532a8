// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/binding_modifications.hpp"

#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/action_set.hpp"
#include "state_trackers/oxr/input/haptic_reader.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

constexpr float pi = 3.14159265f;

bool is_force(float value) { return value > 0 && value <= 1; }

Outcome<> check_ranges(const XrInteractionProfileDpadBindingEXT& dpad) {
    const bool sound = is_force(dpad.forceThreshold) && is_force(dpad.forceThresholdReleased) &&
                       dpad.forceThreshold >= dpad.forceThresholdReleased && dpad.centerRegion > 0 &&
                       dpad.centerRegion < 1 && dpad.wedgeAngle >= 0 && dpad.wedgeAngle < pi;
    if (sound) return XR_SUCCESS;
    return fail(XR_ERROR_VALIDATION_FAILURE, {"suggestedBindings->next", "XrInteractionProfileDpadBindingEXT"},
                "has a dpad with forces %g and %g, center %g, angle %g", double{dpad.forceThreshold},
                double{dpad.forceThresholdReleased}, double{dpad.centerRegion}, double{dpad.wedgeAngle});
}

Outcome<std::optional<HapticPulse>> read_haptic(const XrHapticBaseHeader* haptic) {
    if (haptic == nullptr) return std::optional<HapticPulse>();
    TRY(check_type(haptic, XR_TYPE_HAPTIC_VIBRATION));
    return std::optional(to_pulse(*reinterpret_cast<const XrHapticVibration*>(haptic)));
}

Outcome<DpadSettings> read_settings(const XrInteractionProfileDpadBindingEXT& dpad) {
    TRY(check_ranges(dpad));
    DpadSettings settings;
    settings.force_threshold = dpad.forceThreshold;
    settings.force_threshold_released = dpad.forceThresholdReleased;
    settings.center_region = dpad.centerRegion;
    settings.wedge_angle = dpad.wedgeAngle;
    settings.is_sticky = dpad.isSticky == XR_TRUE;
    settings.on_haptic = TRY(read_haptic(dpad.onHaptic));
    settings.off_haptic = TRY(read_haptic(dpad.offHaptic));
    return settings;
}

Outcome<SuggestedDpad> read_dpad(InstanceInput& input, const InteractionProfile& profile,
                                 const XrInteractionProfileDpadBindingEXT& dpad) {
    const std::shared_ptr<ActionSet> set = TRY(find_or_error<ActionSet>(
        dpad.actionSet, {"suggestedBindings->next", "VUID-XrInteractionProfileDpadBindingEXT-actionSet-parameter"}));
    TRY(set->check_instance(input.instance()));
    const std::string_view path = TRY(input.paths().text(dpad.binding, "suggestedBindings->next"));
    const std::optional<BindingPath> parts = input.split(path);
    if (!parts) {
        return fail(XR_ERROR_PATH_UNSUPPORTED, {"suggestedBindings->next", "XrInteractionProfileDpadBindingEXT"},
                    "has a dpad at %s, which is no binding path", std::string(path).c_str());
    }
    const auto component = find_component(profile, parts->user, parts->subpath, input.origins());
    if (!component || component->type != ComponentType::vec2) {
        return fail(XR_ERROR_PATH_UNSUPPORTED, {"suggestedBindings->next", "XrInteractionProfileDpadBindingEXT"},
                    "has a dpad at %s, which is no stick or trackpad of the profile", std::string(path).c_str());
    }
    const DpadSettings settings = TRY(read_settings(dpad));
    return SuggestedDpad{set->record(), parts->user, std::string(parts->subpath), settings};
}

bool is_same_pad(const SuggestedDpad& a, const SuggestedDpad& b) {
    return a.set == b.set && a.user == b.user && a.stick == b.stick;
}

}  // namespace

Outcome<std::vector<SuggestedDpad>> read_dpads(InstanceInput& input, const InteractionProfile& profile,
                                               const void* chain) {
    std::vector<SuggestedDpad> dpads;
    const auto* list = find_in_chain<XrBindingModificationsKHR>(chain, XR_TYPE_BINDING_MODIFICATIONS_KHR);
    const bool is_enabled = input.instance().has(Feature::EXT_dpad_binding);
    if (list == nullptr || !is_enabled) return dpads;
    if (list->bindingModificationCount != 0) {
        TRY(check_pointer(
            list->bindingModifications,
            {"suggestedBindings->next", "VUID-XrBindingModificationsKHR-bindingModifications-parameter"}));
    }
    for (uint32_t i = 0; i < list->bindingModificationCount; ++i) {
        const XrBindingModificationBaseHeaderKHR* header = list->bindingModifications[i];
        TRY(check_pointer(
            header, {"suggestedBindings->next", "VUID-XrBindingModificationsKHR-bindingModifications-parameter"}));
        if (header->type != XR_TYPE_INTERACTION_PROFILE_DPAD_BINDING_EXT) continue;
        SuggestedDpad dpad =
            TRY(read_dpad(input, profile, *reinterpret_cast<const XrInteractionProfileDpadBindingEXT*>(header)));
        for (const SuggestedDpad& each : dpads) {
            if (!is_same_pad(each, dpad)) continue;
            return fail(XR_ERROR_VALIDATION_FAILURE, {"suggestedBindings->next", "XrInteractionProfileDpadBindingEXT"},
                        "has two dpads for %s in one action set", each.stick.c_str());
        }
        dpads.push_back(std::move(dpad));
    }
    return dpads;
}

}  // namespace xrt::oxr
