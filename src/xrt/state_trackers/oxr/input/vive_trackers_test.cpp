// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/vive_trackers.hpp"

#include <algorithm>

#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr const char* profile = "/interaction_profiles/htc/vive_tracker_htcx";
constexpr const char* waist = "/user/vive_tracker_htcx/role/waist";
constexpr const char* persistent = "/devices/htcx/vive_tracker/waist-1";

/// A focused session, and trackers at the waist and the chest of which the latter is away.
class ViveTrackersTest : public InputFixture {
 protected:
    ViveTrackersTest() {
        waist_tracker = add_tracker(UserPath::tracker_waist, "waist-1");
        chest_tracker = add_tracker(UserPath::tracker_chest, "chest-2");
        fake_devices().set_present(chest_tracker, false);
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance({Feature::MND_headless, Feature::HTCX_vive_tracker_interaction});
        make_focused();
    }
    uint32_t add_tracker(UserPath role, const char* serial) {
        const uint32_t device = fake_devices().add_device(role, profile);
        std::ranges::copy(std::string_view(serial), service.devices().devices[device].serial.begin());
        fake_devices().add_input(device, "/input/trigger/click", InputType::boolean);
        return device;
    }
    std::vector<XrViveTrackerPathsHTCX> trackers() {
        std::vector<XrViveTrackerPathsHTCX> found(4, {.type = XR_TYPE_VIVE_TRACKER_PATHS_HTCX});
        uint32_t count = 0;
        EXPECT_EQ(api::xrEnumerateViveTrackerPathsHTCX(instance, 4, &count, found.data()), XR_SUCCESS);
        found.resize(count);
        return found;
    }
    /// Role paths of the trackers that were told to be connected.
    std::vector<XrPath> told() {
        std::vector<XrPath> roles;
        for (XrEventDataBuffer event = poll(); event.type != XR_TYPE_UNKNOWN; event = poll()) {
            if (event.type != XR_TYPE_EVENT_DATA_VIVE_TRACKER_CONNECTED_HTCX) continue;
            XrEventDataViveTrackerConnectedHTCX connected;
            std::memcpy(static_cast<void*>(&connected), &event, sizeof(connected));
            roles.push_back(connected.paths->rolePath);
        }
        return roles;
    }

    uint32_t waist_tracker = 0, chest_tracker = 0;
};

TEST_F(ViveTrackersTest, ThoseThatAreThereAreEnumeratedByRoleAndForEver) {
    const auto found = trackers();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].rolePath, path(waist));
    EXPECT_EQ(found[0].persistentPath, path(persistent));
    fake_devices().set_present(chest_tracker, true);
    EXPECT_EQ(trackers().size(), 2u);
}

TEST_F(ViveTrackersTest, EachElementMustHaveItsType) {
    XrViveTrackerPathsHTCX paths{XR_TYPE_UNKNOWN};
    uint32_t count = 0;
    EXPECT_EQ(api::xrEnumerateViveTrackerPathsHTCX(instance, 1, &count, &paths), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(ViveTrackersTest, ThoseThatComeAreToldOnceUntilTheyGo) {
    const XrActionSet set = make_set();
    const XrAction pull = make_action(set, "pull", XR_ACTION_TYPE_BOOLEAN_INPUT);
    EXPECT_EQ(suggest(profile, {{pull, std::string(waist) + "/input/trigger/click"}}), XR_SUCCESS);
    EXPECT_EQ(attach({set}), XR_SUCCESS);
    EXPECT_EQ(told(), std::vector<XrPath>{}) << "what is there at first can be enumerated";
    const auto sync_and_hear = [&](bool present) {
        fake_devices().set_present(chest_tracker, present);
        publish_inputs();
        EXPECT_EQ(sync(set), XR_SUCCESS);
        return told();
    };
    const std::vector<XrPath> chest{path("/user/vive_tracker_htcx/role/chest")};
    EXPECT_EQ(sync_and_hear(true), chest);
    EXPECT_EQ(sync_and_hear(true), std::vector<XrPath>{});
    EXPECT_EQ(sync_and_hear(false), std::vector<XrPath>{});
    EXPECT_EQ(sync_and_hear(true), chest);
}

TEST_F(ViveTrackersTest, APersistentPathIsBoundAsTheRoles) {
    const XrActionSet set = make_set();
    const XrAction pull = make_action(set, "pull", XR_ACTION_TYPE_BOOLEAN_INPUT);
    EXPECT_EQ(suggest(profile, {{pull, std::string(persistent) + "/input/trigger/click"}}), XR_SUCCESS);
    EXPECT_EQ(attach({set}), XR_SUCCESS);
    set_input(4, 1);  // after those of the two controllers
    EXPECT_EQ(sync(set), XR_SUCCESS);
    EXPECT_EQ(get_boolean(pull).currentState, XrBool32{XR_TRUE});
}

TEST_F(ViveTrackersTest, PathsOfUnknownTrackersAreNone) {
    const ViveTrackers& known = object(instance).input().trackers();
    EXPECT_EQ(known.find_role(persistent), UserPath::tracker_waist);
    EXPECT_EQ(known.find_role("/devices/htcx/vive_tracker/chest-2"), UserPath::tracker_chest) << "it may come back";
    EXPECT_EQ(known.find_role("/devices/htcx/vive_tracker/waist"), std::nullopt);
    EXPECT_EQ(known.find_role("/devices/htcx/vive_tracker/"), std::nullopt);
    EXPECT_EQ(known.find_role(waist), std::nullopt);
    EXPECT_EQ(known.split(persistent), std::nullopt) << "there is nothing below it";
    const std::string pose = std::string(persistent) + "/input/grip/pose";
    const auto below = known.split(pose);
    ASSERT_TRUE(below);
    EXPECT_EQ(below->user, UserPath::tracker_waist);
    EXPECT_EQ(below->subpath, "/input/grip/pose");
}

}  // namespace
}  // namespace xrt::oxr
