// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/view_configuration.hpp"

#include <cmath>
#include <cstring>

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr auto stereo = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
constexpr auto mono = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO;
constexpr auto quad = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO_WITH_FOVEATED_INSET;
constexpr auto observer = XR_VIEW_CONFIGURATION_TYPE_SECONDARY_MONO_FIRST_PERSON_OBSERVER_MSFT;

class ViewConfigurations : public RuntimeFixture {
 protected:
    ViewConfigurations() {
        DeviceSegment& segment = service.devices();
        segment.inset_count = 2;
        segment.mono_count = segment.observer_count = 1;
        segment.mono.recommended_extent = {10, 20};
        segment.observer.recommended_extent = {30, 40};
        segment.views[3].recommended_extent = {50, 60};
    }
    std::vector<XrViewConfigurationType> types(std::vector<Feature> features) {
        const XrInstance made = make_instance(std::move(features));
        std::vector<XrViewConfigurationType> found(8);
        uint32_t count = 0;
        EXPECT_EQ(api::xrEnumerateViewConfigurations(made, the_system_id, 8, &count, found.data()), XR_SUCCESS);
        found.resize(count);
        EXPECT_EQ(api::xrDestroyInstance(made), XR_SUCCESS);
        return found;
    }
    std::vector<XrViewConfigurationView> views(XrInstance of, XrViewConfigurationType type) {
        std::vector<XrViewConfigurationView> found(8, {XR_TYPE_VIEW_CONFIGURATION_VIEW});
        uint32_t count = 0;
        EXPECT_EQ(api::xrEnumerateViewConfigurationViews(of, the_system_id, type, 8, &count, found.data()), XR_SUCCESS);
        found.resize(count);
        return found;
    }
    XrResult ask(XrInstance of, XrViewConfigurationType type) {
        XrViewConfigurationProperties properties{XR_TYPE_VIEW_CONFIGURATION_PROPERTIES};
        return api::xrGetViewConfigurationProperties(of, the_system_id, type, &properties);
    }
};

using Types = std::vector<XrViewConfigurationType>;

TEST_F(ViewConfigurations, DependOnWhatTheInstanceEnabled) {
    EXPECT_EQ(types({}), (Types{stereo, mono}));
    EXPECT_EQ(types({Feature::VERSION_1_1}), (Types{stereo, quad, mono}));
    EXPECT_EQ(types({Feature::VARJO_quad_views}), (Types{stereo, quad, mono}));
    EXPECT_EQ(types({Feature::MSFT_first_person_observer}), (Types{stereo, mono}));
    EXPECT_EQ(types({Feature::MSFT_first_person_observer, Feature::MSFT_secondary_view_configuration}),
              (Types{stereo, mono, observer}));
}

TEST_F(ViewConfigurations, DependOnTheHeadset) {
    service.devices().inset_count = service.devices().mono_count = service.devices().observer_count = 0;
    EXPECT_EQ(
        types({Feature::VERSION_1_1, Feature::MSFT_first_person_observer, Feature::MSFT_secondary_view_configuration}),
        (Types{stereo}));
    EXPECT_EQ(ask(instance, mono), XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
    EXPECT_EQ(ask(instance, quad), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(ask(instance, observer), XR_ERROR_VALIDATION_FAILURE);
    const XrInstance newer = make_instance({Feature::VERSION_1_1});
    EXPECT_EQ(ask(newer, quad), XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
    EXPECT_EQ(api::xrDestroyInstance(newer), XR_SUCCESS);
}

TEST_F(ViewConfigurations, HaveTheirViewsInOrder) {
    const XrInstance newer = make_instance({Feature::VERSION_1_1});
    EXPECT_EQ(views(newer, stereo).size(), 2u);
    ASSERT_EQ(views(newer, quad).size(), 4u);
    EXPECT_EQ(views(newer, quad)[3].recommendedImageRectWidth, 50u);
    ASSERT_EQ(views(newer, mono).size(), 1u);
    EXPECT_EQ(views(newer, mono)[0].recommendedImageRectHeight, 20u);
    EXPECT_EQ(api::xrDestroyInstance(newer), XR_SUCCESS);
}

TEST_F(ViewConfigurations, TellOfDepthRangesWhereAsked) {
    const XrInstance other = make_instance({Feature::EXT_view_configuration_depth_range});
    for (const XrInstance each : {instance, other}) {
        XrViewConfigurationDepthRangeEXT range{XR_TYPE_VIEW_CONFIGURATION_DEPTH_RANGE_EXT};
        XrViewConfigurationView views[2]{{XR_TYPE_VIEW_CONFIGURATION_VIEW}, {XR_TYPE_VIEW_CONFIGURATION_VIEW, &range}};
        uint32_t count = 0;
        EXPECT_EQ(api::xrEnumerateViewConfigurationViews(each, the_system_id, stereo, 2, &count, views), XR_SUCCESS);
        EXPECT_EQ(range.recommendedNearZ > 0, each == other);
        if (each != other) continue;
        EXPECT_GT(range.minNearZ, 0);
        EXPECT_LT(std::max(range.minNearZ, range.recommendedNearZ), std::min(range.recommendedFarZ, range.maxFarZ));
    }
    EXPECT_EQ(api::xrDestroyInstance(other), XR_SUCCESS);
}

TEST_F(ViewConfigurations, ChangeTheirSizesForInstancesThatAreToldAlone) {
    const XrInstance told = make_instance({Feature::EXT_view_configuration_views_change});
    service.devices().eye_extent = pack_extent({32, 48});
    service.queue(proto::ViewSizesChanged{});
    const XrViewConfigurationView eye = views(told, stereo)[0], other = views(told, mono)[0];
    EXPECT_EQ(eye.recommendedImageRectWidth, 32u);
    EXPECT_EQ(eye.recommendedImageRectHeight, 48u);
    EXPECT_EQ(eye.maxImageRectWidth, 256u) << "what can be is what it was";
    EXPECT_EQ(other.recommendedImageRectWidth, 5u) << "in proportion";
    EXPECT_EQ(other.recommendedImageRectHeight, 30u);
    EXPECT_EQ(views(instance, stereo)[0].recommendedImageRectWidth, 64u) << "identical as long as it lives";

    Types changed;
    XrEventDataBuffer buffer{XR_TYPE_EVENT_DATA_BUFFER};
    while (api::xrPollEvent(told, &buffer) == XR_SUCCESS) {
        XrEventDataViewConfigurationViewsChangedEXT event{};
        std::memcpy(static_cast<void*>(&event), &buffer, sizeof(event));
        EXPECT_EQ(event.type, XR_TYPE_EVENT_DATA_VIEW_CONFIGURATION_VIEWS_CHANGED_EXT);
        EXPECT_EQ(event.systemId, the_system_id);
        changed.push_back(event.viewConfigurationType);
    }
    EXPECT_EQ(changed, (Types{stereo, mono}));
    EXPECT_EQ(api::xrDestroyInstance(told), XR_SUCCESS);

    service.queue(proto::ViewSizesChanged{});
    EXPECT_EQ(poll().type, XR_TYPE_UNKNOWN) << "which it did not ask for";
    const XrInstance later = make_instance();
    EXPECT_EQ(views(later, stereo)[0].recommendedImageRectWidth, 32u);
    EXPECT_EQ(api::xrDestroyInstance(later), XR_SUCCESS);
}

}  // namespace
}  // namespace xrt::oxr
