// SPDX-License-Identifier: BSL-1.0
//
// XR_MSFT_secondary_view_configuration with XR_MSFT_first_person_observer: begin, wait, locate, end.
#include "state_trackers/oxr/session/secondary_views.hpp"

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr auto stereo = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
constexpr auto mono = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO;
constexpr auto observer = XR_VIEW_CONFIGURATION_TYPE_SECONDARY_MONO_FIRST_PERSON_OBSERVER_MSFT;

class SecondaryViewsTest : public RuntimeFixture {
 protected:
    SecondaryViewsTest() {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance({Feature::MSFT_secondary_view_configuration, Feature::MSFT_first_person_observer});
        service.devices().observer_count = 1;
        service.devices().observer.head_from_eye.position = {0, 0.5f, 0};
        session = make_session();
        poll_states();
    }
    XrResult begin_with(std::vector<XrViewConfigurationType> types, XrViewConfigurationType primary = stereo) {
        const XrSecondaryViewConfigurationSessionBeginInfoMSFT secondary{
            XR_TYPE_SECONDARY_VIEW_CONFIGURATION_SESSION_BEGIN_INFO_MSFT, nullptr, static_cast<uint32_t>(types.size()),
            types.data()};
        const XrSessionBeginInfo info{XR_TYPE_SESSION_BEGIN_INFO, &secondary, primary};
        return api::xrBeginSession(session, &info);
    }
    /// A frame whose state of the observer is asked for.
    XrResult wait(uint32_t count = 1) {
        XrSecondaryViewConfigurationFrameStateMSFT states{XR_TYPE_SECONDARY_VIEW_CONFIGURATION_FRAME_STATE_MSFT,
                                                          nullptr, count, &observed};
        XrFrameState state{XR_TYPE_FRAME_STATE, &states};
        return api::xrWaitFrame(session, nullptr, &state);
    }
    XrResult end_with(XrViewConfigurationType type, uint32_t times = 1) {
        const std::vector<XrSecondaryViewConfigurationLayerInfoMSFT> layers(
            times, {XR_TYPE_SECONDARY_VIEW_CONFIGURATION_LAYER_INFO_MSFT, nullptr, type,
                    XR_ENVIRONMENT_BLEND_MODE_OPAQUE, 0, nullptr});
        const XrSecondaryViewConfigurationFrameEndInfoMSFT secondary{
            XR_TYPE_SECONDARY_VIEW_CONFIGURATION_FRAME_END_INFO_MSFT, nullptr, times, layers.data()};
        begin_frame(session);
        const XrFrameEndInfo info{XR_TYPE_FRAME_END_INFO, &secondary, 1, XR_ENVIRONMENT_BLEND_MODE_OPAQUE, 0, nullptr};
        return api::xrEndFrame(session, &info);
    }

    XrSession session = XR_NULL_HANDLE;
    XrSecondaryViewConfigurationStateMSFT observed{XR_TYPE_SECONDARY_VIEW_CONFIGURATION_STATE_MSFT};
};

TEST_F(SecondaryViewsTest, OnlySecondaryTypesCanBeEnabledAndEachOnce) {
    EXPECT_EQ(begin_with({observer, observer}), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(begin_with({stereo}), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(begin_with({mono}), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(begin_with({XrViewConfigurationType(77)}), XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
    EXPECT_EQ(begin_with({}, observer), XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
    EXPECT_EQ(service.count("begin_session"), 0u);
    EXPECT_EQ(begin_with({observer}), XR_SUCCESS);
}

TEST_F(SecondaryViewsTest, AreActiveWhenSomebodyLooks) {
    EXPECT_EQ(begin_with({observer}), XR_SUCCESS);
    EXPECT_EQ(wait(), XR_SUCCESS);
    EXPECT_EQ(observed.viewConfigurationType, observer);
    EXPECT_EQ(observed.active, XrBool32{XR_FALSE});
    EXPECT_EQ(api::xrBeginFrame(session, nullptr), XR_SUCCESS);
    service.devices().observer_active = 1;
    EXPECT_EQ(wait(), XR_SUCCESS);
    EXPECT_EQ(observed.active, XrBool32{XR_TRUE});
}

TEST_F(SecondaryViewsTest, AsManyStatesAsTypesWereEnabled) {
    EXPECT_EQ(begin_with({observer}), XR_SUCCESS);
    EXPECT_EQ(wait(0), XR_ERROR_VALIDATION_FAILURE);
    observed.type = XR_TYPE_VIEW;
    EXPECT_EQ(wait(), XR_ERROR_VALIDATION_FAILURE);
    observed.type = XR_TYPE_SECONDARY_VIEW_CONFIGURATION_STATE_MSFT;
    EXPECT_EQ(wait(), XR_SUCCESS);
}

TEST_F(SecondaryViewsTest, AreLocatedOnlyIfEnabled) {
    const XrReferenceSpaceCreateInfo space_info{
        XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr, XR_REFERENCE_SPACE_TYPE_VIEW, {{0, 0, 0, 1}, {0, 0, 0}}};
    XrViewLocateInfo info{XR_TYPE_VIEW_LOCATE_INFO, nullptr, observer, 1'000'000'000};
    ASSERT_EQ(api::xrCreateReferenceSpace(session, &space_info, &info.space), XR_SUCCESS);
    XrViewState state{XR_TYPE_VIEW_STATE};
    XrView view{XR_TYPE_VIEW};
    uint32_t count = 0;
    EXPECT_EQ(api::xrLocateViews(session, &info, &state, 1, &count, &view),
              XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
    EXPECT_EQ(begin_with({observer}), XR_SUCCESS);
    EXPECT_EQ(api::xrLocateViews(session, &info, &state, 1, &count, &view), XR_SUCCESS);
    EXPECT_EQ(count, 1u);
    EXPECT_EQ(view.pose.position.y, 0.5f);
}

TEST_F(SecondaryViewsTest, LayersForThemAreSentWhileTheyAreActive) {
    EXPECT_EQ(begin_with({observer}), XR_SUCCESS);
    EXPECT_EQ(end_with(observer), XR_SUCCESS);
    EXPECT_TRUE(service.frames().back().secondary.empty());
    service.devices().observer_active = 1;
    EXPECT_EQ(end_with(observer), XR_SUCCESS);
    ASSERT_EQ(service.frames().back().secondary.size(), 1u);
    EXPECT_EQ(service.frames().back().secondary[0].view_configuration, proto::ViewConfiguration::first_person_observer);
}

TEST_F(SecondaryViewsTest, LayersForOthersAreRefused) {
    EXPECT_EQ(begin_with({}), XR_SUCCESS);
    EXPECT_EQ(end_with(observer), XR_ERROR_SECONDARY_VIEW_CONFIGURATION_TYPE_NOT_ENABLED_MSFT);
    EXPECT_EQ(end_with(stereo), XR_ERROR_LAYER_INVALID);
}

TEST_F(SecondaryViewsTest, OneSetOfLayersForEach) {
    service.devices().observer_active = 1;
    EXPECT_EQ(begin_with({observer}), XR_SUCCESS);
    EXPECT_EQ(end_with(observer, 2), XR_ERROR_VALIDATION_FAILURE);
}

}  // namespace
}  // namespace xrt::oxr
