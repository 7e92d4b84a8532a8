// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/view_configuration.hpp"
#include "state_trackers/oxr/core/failure.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

/// The best first. What is not opaque shows the simulated room.
constexpr std::array blend_modes{XR_ENVIRONMENT_BLEND_MODE_OPAQUE, XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND,
                                 XR_ENVIRONMENT_BLEND_MODE_ADDITIVE};

using Views = std::span<const SharedView>;

bool always(const Instance&) { return true; }
bool has_insets(const Instance& instance) {
    return instance.has(Feature::VERSION_1_1) || instance.has(Feature::VARJO_quad_views);
}
bool has_observer(const Instance& instance) {
    return instance.has(Feature::MSFT_secondary_view_configuration) &&
           instance.has(Feature::MSFT_first_person_observer);
}

Views eyes(const DeviceSegment& segment) { return std::span(segment.views).first(2); }
Views eyes_and_insets(const DeviceSegment& segment) {
    return segment.inset_count == 2 ? Views(segment.views) : Views();
}
Views mono(const DeviceSegment& segment) { return {&segment.mono, segment.mono_count == 1 ? 1u : 0u}; }
Views observer(const DeviceSegment& segment) { return {&segment.observer, segment.observer_count == 1 ? 1u : 0u}; }

struct Configuration {
    XrViewConfigurationType type;
    bool (*is_known)(const Instance& instance);    ///< the instance enabled it
    Views (*views)(const DeviceSegment& segment);  ///< none: the headset does not have it
};
constexpr std::array<Configuration, max_view_configurations> configurations{{
    {XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, always, eyes},
    {XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO_WITH_FOVEATED_INSET, has_insets, eyes_and_insets},
    {XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO, always, mono},
    {XR_VIEW_CONFIGURATION_TYPE_SECONDARY_MONO_FIRST_PERSON_OBSERVER_MSFT, has_observer, observer},
}};

const Configuration* find(XrViewConfigurationType type) {
    const auto* found = std::ranges::find(configurations, type, &Configuration::type);
    return found == configurations.end() ? nullptr : found;
}

/// More than one sample per pixel costs more than it gives in images that are as large as recommended.
constexpr uint32_t recommended_samples = 1;

Outcome<> check(const Instance& instance, XrSystemId id, XrViewConfigurationType type) {
    TRY(check_system(id));
    return check_view_configuration(instance, type);
}

Outcome<> get_properties(XrViewConfigurationType type, XrViewConfigurationProperties* properties) {
    TRY(check_type(properties, XR_TYPE_VIEW_CONFIGURATION_PROPERTIES));
    properties->viewConfigurationType = type;
    properties->fovMutable = XR_TRUE;
    return XR_SUCCESS;
}

/// No more than sixteen pixels for each that the view shows: what is finer is lost, and costs memory that swapchains for other things
/// may well use.
Extent2D largest_rect(const SharedView& view, const Instance& instance) {
    constexpr uint32_t finest = 4;
    const Extent2D largest = largest_image(instance);
    return {std::min(view.recommended_extent.width * finest, largest.width),
            std::min(view.recommended_extent.height * finest, largest.height)};
}

/// The eyes' own size has become `now`; `length` is another view's.
uint32_t in_proportion(uint32_t length, uint32_t own, uint32_t now, uint32_t largest) {
    if (own == 0) return length;
    const uint64_t scaled = (uint64_t{length} * now + own / 2) / own;
    return static_cast<uint32_t>(std::clamp<uint64_t>(scaled, 1, largest));
}

Extent2D recommended_rect(const SharedView& view, const Instance& instance, const Extent2D& largest) {
    const Extent2D own = instance.device_segment().views[0].recommended_extent, now = instance.eye_extent();
    return {in_proportion(view.recommended_extent.width, own.width, now.width, largest.width),
            in_proportion(view.recommended_extent.height, own.height, now.height, largest.height)};
}

void describe(const SharedView& shared, const Instance& instance, XrViewConfigurationView& view) {
    const Extent2D largest = largest_rect(shared, instance);
    const Extent2D recommended = recommended_rect(shared, instance, largest);
    view.recommendedImageRectWidth = recommended.width;
    view.recommendedImageRectHeight = recommended.height;
    view.maxImageRectWidth = largest.width;
    view.maxImageRectHeight = largest.height;
    view.recommendedSwapchainSampleCount = recommended_samples;
    view.maxSwapchainSampleCount = std::max(instance.system_info().max_sample_count, recommended_samples);
}

/// What is nearer to the eye than a hand's breadth strains it; nothing is too far away. Neither limits what is drawn.
void describe_depths(XrViewConfigurationDepthRangeEXT& range) {
    range.recommendedNearZ = 0.1f;
    range.minNearZ = std::numeric_limits<float>::min();
    range.recommendedFarZ = range.maxFarZ = std::numeric_limits<float>::infinity();
}

Outcome<> enumerate_views(const Instance& instance, XrViewConfigurationType type, uint32_t capacity, uint32_t* count,
                          XrViewConfigurationView* views) {
    const Views shared = views_of(instance, type);
    const bool has_depths = instance.has(Feature::EXT_view_configuration_depth_range);
    return fill_out(shared.size(), XR_TYPE_VIEW_CONFIGURATION_VIEW, capacity, count, views,
                    [&](size_t index, XrViewConfigurationView& view) {
                        describe(shared[index], instance, view);
                        auto* range = !has_depths ? nullptr
                                                  : find_in_output_chain<XrViewConfigurationDepthRangeEXT>(
                                                        view.next, XR_TYPE_VIEW_CONFIGURATION_DEPTH_RANGE_EXT);
                        if (range != nullptr) describe_depths(*range);
                    });
}

}  // namespace

proto::ViewConfiguration to_proto(XrViewConfigurationType type) {
    switch (type) {
        case XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO:
            return proto::ViewConfiguration::mono;
        case XR_VIEW_CONFIGURATION_TYPE_PRIMARY_QUAD_VARJO:
            return proto::ViewConfiguration::stereo_with_foveated_inset;
        case XR_VIEW_CONFIGURATION_TYPE_SECONDARY_MONO_FIRST_PERSON_OBSERVER_MSFT:
            return proto::ViewConfiguration::first_person_observer;
        default:
            return proto::ViewConfiguration::stereo;
    }
}

size_t view_count_of(proto::ViewConfiguration configuration) {
    switch (configuration) {
        case proto::ViewConfiguration::mono:
        case proto::ViewConfiguration::first_person_observer:
            return 1;
        case proto::ViewConfiguration::stereo:
            return 2;
        case proto::ViewConfiguration::stereo_with_foveated_inset:
            return 4;
    }
    return 0;
}

ViewConfigurationTypes supported_view_configurations(const Instance& instance) {
    ViewConfigurationTypes types;
    for (const Configuration& each : configurations) {
        if (each.is_known(instance) && !each.views(instance.device_segment()).empty()) types.push_back(each.type);
    }
    return types;
}

bool is_primary(XrViewConfigurationType type) { return find(type) != nullptr && !is_secondary(type); }

bool is_secondary(XrViewConfigurationType type) {
    return type == XR_VIEW_CONFIGURATION_TYPE_SECONDARY_MONO_FIRST_PERSON_OBSERVER_MSFT;
}

std::span<const SharedView> views_of(const Instance& instance, XrViewConfigurationType type) {
    const Configuration* configuration = find(type);
    return configuration == nullptr ? std::span<const SharedView>() : configuration->views(instance.device_segment());
}

Outcome<> check_view_configuration(const Instance& instance, XrViewConfigurationType type) {
    const Configuration* configuration = find(type);
    if (configuration == nullptr || !configuration->is_known(instance)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "@XrViewConfigurationType",
                    "is %d, which is no type of this OpenXR version and the enabled extensions",
                    static_cast<int>(type));
    }
    if (!configuration->views(instance.device_segment()).empty()) return XR_SUCCESS;
    return fail(XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED, "@XrViewConfigurationType",
                "is %d, which xrEnumerateViewConfigurations does not list", static_cast<int>(type));
}

Extent2D largest_image(const Instance& instance) {
    Extent2D largest = instance.system_info().max_swapchain_extent;
    for (const SharedView& view : instance.device_segment().views) {
        largest.width = std::max(largest.width, view.recommended_extent.width);
        largest.height = std::max(largest.height, view.recommended_extent.height);
    }
    return largest;
}

std::span<const XrEnvironmentBlendMode> blend_modes_of(const Instance& instance) {
    // A service that draws nothing shows no room either.
    return std::span(blend_modes).first(instance.system_info().graphics ? blend_modes.size() : 1);
}

XrResult api::xrEnumerateViewConfigurations(XrInstance instance, XrSystemId id, uint32_t capacity, uint32_t* count,
                                            XrViewConfigurationType* types) {
    return call<Instance>(instance, [&](Instance& i) -> Outcome<> {
        TRY(check_system(id));
        const ViewConfigurationTypes supported = supported_view_configurations(i);
        return copy_out(std::span(supported.begin(), supported.size()), capacity, count, types);
    });
}

XrResult api::xrGetViewConfigurationProperties(XrInstance instance, XrSystemId id, XrViewConfigurationType type,
                                               XrViewConfigurationProperties* properties) {
    return call<Instance>(instance, [&](Instance& i) -> Outcome<> {
        TRY(check(i, id, type));
        return get_properties(type, properties);
    });
}

XrResult api::xrEnumerateViewConfigurationViews(XrInstance instance, XrSystemId id, XrViewConfigurationType type,
                                                uint32_t capacity, uint32_t* count, XrViewConfigurationView* views) {
    return call<Instance>(instance, [&](Instance& i) -> Outcome<> {
        TRY(check(i, id, type));
        return enumerate_views(i, type, capacity, count, views);
    });
}

XrResult api::xrEnumerateEnvironmentBlendModes(XrInstance instance, XrSystemId id, XrViewConfigurationType type,
                                               uint32_t capacity, uint32_t* count, XrEnvironmentBlendMode* modes) {
    return call<Instance>(instance, [&](Instance& i) -> Outcome<> {
        TRY(check(i, id, type));
        return copy_out(blend_modes_of(i), capacity, count, modes);
    });
}

}  // namespace xrt::oxr
