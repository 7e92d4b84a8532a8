// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/view_configuration.hpp"

#include <algorithm>
#include <array>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

constexpr std::array view_configurations{XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO};
constexpr std::array blend_modes{the_blend_mode};

/// The compositor reads images of one sample.
constexpr uint32_t most_samples = 1;

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

void describe(const SharedView& shared, const Extent2D& largest, XrViewConfigurationView& view) {
    view.recommendedImageRectWidth = shared.recommended_extent.width;
    view.recommendedImageRectHeight = shared.recommended_extent.height;
    view.maxImageRectWidth = largest.width;
    view.maxImageRectHeight = largest.height;
    view.recommendedSwapchainSampleCount = most_samples;
    view.maxSwapchainSampleCount = most_samples;
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

Outcome<> check_view_configuration(const Instance& instance, XrViewConfigurationType type) {
    switch (type) {
        case XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO:
            return XR_SUCCESS;
        case XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO:
            return XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED;
        case XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO_WITH_FOVEATED_INSET:
            if (instance.has(Feature::VERSION_1_1)) return XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED;
            break;
        default:
            break;
    }
    return XR_ERROR_VALIDATION_FAILURE;
}

Extent2D largest_image(const Instance& instance) {
    Extent2D largest = instance.system_info().max_swapchain_extent;
    for (const SharedView& view : instance.device_segment().views) {
        largest.width = std::max(largest.width, view.recommended_extent.width);
        largest.height = std::max(largest.height, view.recommended_extent.height);
    }
    return largest;
}

XrResult api::xrEnumerateViewConfigurations(XrInstance instance, XrSystemId id, uint32_t capacity, uint32_t* count,
                                            XrViewConfigurationType* types) {
    return call<Instance>(instance, [&](Instance&) -> Outcome<> {
        TRY(check_system(id));
        return copy_out(view_configurations, capacity, count, types);
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
        const auto& shared = i.device_segment().views;
        return fill_out(shared.size(), XR_TYPE_VIEW_CONFIGURATION_VIEW, capacity, count, views,
                        [&](size_t index, auto& view) { describe(shared[index], largest_image(i), view); });
    });
}

XrResult api::xrEnumerateEnvironmentBlendModes(XrInstance instance, XrSystemId id, XrViewConfigurationType type,
                                               uint32_t capacity, uint32_t* count, XrEnvironmentBlendMode* modes) {
    return call<Instance>(instance, [&](Instance& i) -> Outcome<> {
        TRY(check(i, id, type));
        return copy_out(blend_modes, capacity, count, modes);
    });
}

}  // namespace xrt::oxr
