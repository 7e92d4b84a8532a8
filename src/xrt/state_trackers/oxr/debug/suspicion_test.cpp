// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/suspicion.hpp"

#include <cstring>

#include "state_trackers/oxr/debug/validation_level.hpp"
#include "state_trackers/oxr/testing/debug_fixture.hpp"

namespace xrt::oxr {
namespace {

class SuspicionTest : public DebugFixture {
 protected:
    SuspicionTest() { set_validation_level(ValidationLevel::strict); }
    ~SuspicionTest() override { set_validation_level(ValidationLevel::errors); }

    /// Ids of what the messenger has heard of suspicions since, in order.
    std::vector<std::string> suspicions() {
        std::vector<std::string> ids;
        for (const HeardMessage& each : ear.take()) {
            if (each.id.starts_with("monado-strict")) ids.push_back(each.id);
            text = each.text;
        }
        return ids;
    }
    XrActionSet make_set() {
        XrActionSetCreateInfo info{XR_TYPE_ACTION_SET_CREATE_INFO};
        std::strcpy(info.actionSetName, "gameplay");
        std::strcpy(info.localizedActionSetName, "Gameplay");
        XrActionSet set = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateActionSet(instance, &info, &set), XR_SUCCESS);
        return set;
    }
    void attach(XrSession session, XrActionSet set) {
        const XrSessionActionSetsAttachInfo info{XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO, nullptr, 1, &set};
        EXPECT_EQ(api::xrAttachSessionActionSets(session, &info), XR_SUCCESS);
    }
    void sync(XrSession session, XrActionSet set) {
        const XrActiveActionSet active{set, XR_NULL_PATH};
        const XrActionsSyncInfo info{XR_TYPE_ACTIONS_SYNC_INFO, nullptr, 1, &active};
        EXPECT_GE(api::xrSyncActions(session, &info), 0);
    }

    std::string text;
};

using Ids = std::vector<std::string>;

TEST_F(SuspicionTest, TellsOfALabelRegionThatWasNeverBegun) {
    const XrSession session = make_headless_session();
    EXPECT_EQ(api::xrSessionEndDebugUtilsLabelRegionEXT(session), XR_SUCCESS);
    EXPECT_EQ(suspicions(), (Ids{"monado-strict-label-region-never-begun"}));
}

TEST_F(SuspicionTest, AnActionSetThatWasNeverSynced) {
    const XrSession session = make_session();
    const XrActionSet set = make_set();
    attach(session, set);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    look_before_end(to_raw(instance), "test");
    EXPECT_EQ(suspicions(),
              (Ids{"monado-strict-action-set-never-synced", "monado-strict-handles-left", "monado-strict-summary"}));
    EXPECT_EQ(text, "summary: 0 calls failed; 1 action sets never synced; 1 kinds of handles left to the instance");
}

TEST_F(SuspicionTest, NotAnActionSetThatWasSyncedOrNeverAttached) {
    const XrSession session = make_session();
    const XrActionSet set = make_set();
    attach(session, set);
    sync(session, set);
    EXPECT_EQ(api::xrDestroyActionSet(set), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    look_before_end(to_raw(instance), "test");
    EXPECT_EQ(suspicions(), (Ids{"monado-strict-summary"}));
    EXPECT_EQ(text, "summary: 0 calls failed");
}

TEST_F(SuspicionTest, FramesWithoutLayersForSeconds) {
    const XrSession session = make_running_session();
    run_to(session, XR_SESSION_STATE_FOCUSED);
    EXPECT_TRUE(suspicions().empty());
    const int64_t begin = service.devices().virtual_now;
    while (service.devices().virtual_now < begin + 5'000'000'000) run_frame(session);
    EXPECT_EQ(suspicions(), (Ids{"monado-strict-frames-without-layers"}));
    EXPECT_EQ(text, "the session is visible and has ended frames without layers for 3 seconds: nothing is shown");
}

TEST_F(SuspicionTest, ASwapchainWhoseImageIsKept) {
    const XrSession session = make_session();
    const XrSwapchain swapchain = make_swapchain(session);
    cycle(swapchain);
    uint32_t index = 0;
    EXPECT_EQ(api::xrAcquireSwapchainImage(swapchain, nullptr, &index), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    EXPECT_EQ(suspicions(), (Ids{"monado-strict-image-never-released"}));
}

TEST_F(SuspicionTest, ASessionThatIsDestroyedWhileItRuns) {
    const XrSession session = make_running_session();
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    EXPECT_EQ(suspicions(), (Ids{"monado-strict-session-destroyed-running"}));
}

TEST_F(SuspicionTest, HandlesAndFailedCallsInTheSummary) {
    (void)make_session();
    (void)make_set();
    EXPECT_EQ(api::xrPollEvent(instance, nullptr), XR_ERROR_VALIDATION_FAILURE);
    (void)ear.take();
    EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
    EXPECT_EQ(suspicions(), (Ids{"monado-strict-handles-left", "monado-strict-handles-left", "monado-strict-summary"}));
    EXPECT_EQ(text, "summary: 1 calls failed; 2 kinds of handles left to the instance");
}

TEST_F(SuspicionTest, NothingIsSaidWithoutStrictness) {
    set_validation_level(ValidationLevel::errors);
    (void)make_running_session();
    (void)ear.take();
    EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
    EXPECT_TRUE(suspicions().empty());
}

TEST(ValidationLevel, HasNames) {
    EXPECT_EQ(parse_validation_level("off"), ValidationLevel::off);
    EXPECT_EQ(parse_validation_level("errors"), ValidationLevel::errors);
    EXPECT_EQ(parse_validation_level("strict"), ValidationLevel::strict);
    EXPECT_EQ(parse_validation_level("Strict"), std::nullopt);
}

}  // namespace
}  // namespace xrt::oxr
