// SPDX-License-Identifier: BSL-1.0
//
// XR_EXT_render_model and XR_EXT_interaction_render_model, and how full the devices' batteries are.
#include <algorithm>
#include <array>
#include <string>

#include "auxiliary/math/near.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr XrTime now = FakeDevices::epoch + 100 * FakeDevices::spacing;
using Ids = std::vector<XrRenderModelIdEXT>;

/// A focused session with an action bound to the grip poses of both controllers, not attached yet.
class RenderModelTest : public InputFixture {
 protected:
    RenderModelTest() {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance({Feature::MND_headless, Feature::EXT_uuid, Feature::EXT_render_model,
                                  Feature::EXT_interaction_render_model,
                                  Feature::EXT_interaction_profile_battery_state_display});
        place(left_grip, 1);
        place(right_grip, 2);
        service.devices().virtual_now = now;
        make_focused();
        set = make_set();
        const XrAction hand = make_action(set, "hand", XR_ACTION_TYPE_POSE_INPUT, {left, right});
        const XrAction fire = make_action(set, "fire", XR_ACTION_TYPE_BOOLEAN_INPUT);
        EXPECT_EQ(suggest(simple, {{hand, "/user/hand/left/input/grip/pose"},
                                   {hand, "/user/hand/right/input/grip/pose"},
                                   {fire, "/user/hand/left/input/select/click"}}),
                  XR_SUCCESS);
    }
    void start() {
        EXPECT_EQ(attach({set}), XR_SUCCESS);
        EXPECT_EQ(sync(set), XR_SUCCESS);
    }
    Ids ids() {
        Ids found(8);
        uint32_t count = 0;
        EXPECT_EQ(api::xrEnumerateInteractionRenderModelIdsEXT(session, nullptr, 8, &count, found.data()), XR_SUCCESS);
        found.resize(count);
        return found;
    }
    /// How often that the models changed was told.
    int told() {
        int times = 0;
        for (XrEventDataBuffer event = poll(); event.type != XR_TYPE_UNKNOWN; event = poll()) {
            times += event.type == XR_TYPE_EVENT_DATA_INTERACTION_RENDER_MODELS_CHANGED_EXT;
        }
        return times;
    }
    XrResult create(XrRenderModelIdEXT id, XrRenderModelEXT* model) {
        const XrRenderModelCreateInfoEXT info{XR_TYPE_RENDER_MODEL_CREATE_INFO_EXT, nullptr, id, 0, nullptr};
        return api::xrCreateRenderModelEXT(session, &info, model);
    }
    XrRenderModelEXT make(XrRenderModelIdEXT id) {
        XrRenderModelEXT model = XR_NULL_HANDLE;
        EXPECT_EQ(create(id, &model), XR_SUCCESS);
        return model;
    }
    XrRenderModelPropertiesEXT properties(XrRenderModelEXT model) {
        XrRenderModelPropertiesEXT result{XR_TYPE_RENDER_MODEL_PROPERTIES_EXT};
        EXPECT_EQ(api::xrGetRenderModelPropertiesEXT(model, nullptr, &result), XR_SUCCESS);
        return result;
    }
    XrResult create_asset(const XrUuidEXT& id, XrRenderModelAssetEXT* asset) {
        const XrRenderModelAssetCreateInfoEXT info{XR_TYPE_RENDER_MODEL_ASSET_CREATE_INFO_EXT, nullptr, id};
        return api::xrCreateRenderModelAssetEXT(session, &info, asset);
    }
    std::string load(XrRenderModelAssetEXT asset) {
        XrRenderModelAssetDataEXT data{XR_TYPE_RENDER_MODEL_ASSET_DATA_EXT};
        EXPECT_EQ(api::xrGetRenderModelAssetDataEXT(asset, nullptr, &data), XR_SUCCESS);
        std::string bytes(data.bufferCountOutput, '\0');
        data.bufferCapacityInput = data.bufferCountOutput;
        data.buffer = reinterpret_cast<uint8_t*>(bytes.data());
        EXPECT_EQ(api::xrGetRenderModelAssetDataEXT(asset, nullptr, &data), XR_SUCCESS);
        return bytes;
    }
    std::vector<XrRenderModelNodeStateEXT> states(XrRenderModelEXT model) {
        std::vector<XrRenderModelNodeStateEXT> nodes(properties(model).animatableNodeCount);
        const XrRenderModelStateGetInfoEXT info{XR_TYPE_RENDER_MODEL_STATE_GET_INFO_EXT, nullptr, now};
        XrRenderModelStateEXT state{XR_TYPE_RENDER_MODEL_STATE_EXT, nullptr, static_cast<uint32_t>(nodes.size()),
                                    nodes.data()};
        EXPECT_EQ(api::xrGetRenderModelStateEXT(model, &info, &state), XR_SUCCESS);
        return nodes;
    }
    XrSpace make_space(XrRenderModelEXT model) {
        const XrRenderModelSpaceCreateInfoEXT info{XR_TYPE_RENDER_MODEL_SPACE_CREATE_INFO_EXT, nullptr, model};
        XrSpace space = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateRenderModelSpaceEXT(session, &info, &space), XR_SUCCESS);
        return space;
    }
    XrSpaceLocation locate(XrSpace space) {
        XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO};
        info.referenceSpaceType = XR_REFERENCE_SPACE_TYPE_STAGE;
        info.poseInReferenceSpace.orientation.w = 1;
        XrSpace base = XR_NULL_HANDLE;
        EXPECT_EQ(api::xrCreateReferenceSpace(session, &info, &base), XR_SUCCESS);
        XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
        EXPECT_EQ(api::xrLocateSpace(space, base, now, &location), XR_SUCCESS);
        return location;
    }
    std::vector<XrPath> subactions(XrRenderModelEXT model) {
        std::vector<XrPath> found(4);
        uint32_t count = 0;
        EXPECT_EQ(api::xrEnumerateRenderModelSubactionPathsEXT(model, nullptr, 4, &count, found.data()), XR_SUCCESS);
        found.resize(count);
        return found;
    }
    XrResult user_path(XrRenderModelEXT model, const std::vector<XrPath>& among, XrPath* found) {
        const XrInteractionRenderModelTopLevelUserPathGetInfoEXT info{
            XR_TYPE_INTERACTION_RENDER_MODEL_TOP_LEVEL_USER_PATH_GET_INFO_EXT, nullptr,
            static_cast<uint32_t>(among.size()), among.data()};
        return api::xrGetRenderModelPoseTopLevelUserPathEXT(model, &info, found);
    }
    XrBatteryStateDisplayEXT battery(const char* user) {
        XrBatteryStateDisplayEXT state{XR_TYPE_BATTERY_STATE_DISPLAY_EXT, nullptr, 0xff, 0};
        XrInteractionProfileState profile{XR_TYPE_INTERACTION_PROFILE_STATE, &state, XR_NULL_PATH};
        EXPECT_EQ(api::xrGetCurrentInteractionProfile(session, path(user), &profile), XR_SUCCESS);
        return state;
    }

    XrActionSet set = XR_NULL_HANDLE;
};

TEST_F(RenderModelTest, ModelsAppearWithASyncAndAreTold) {
    EXPECT_EQ(attach({set}), XR_SUCCESS);
    EXPECT_EQ(ids(), Ids());
    EXPECT_EQ(told(), 0);
    EXPECT_EQ(sync(set), XR_SUCCESS);
    EXPECT_EQ(told(), 1);
    EXPECT_EQ(ids().size(), 2u);
    EXPECT_EQ(sync(set), XR_SUCCESS);
    EXPECT_EQ(told(), 0);
}

TEST_F(RenderModelTest, AreForDevicesThatActionsAreBoundToAlone) {
    const XrActionSet other = make_set("other");
    const XrAction fire = make_action(other, "fire", XR_ACTION_TYPE_BOOLEAN_INPUT, {right});
    EXPECT_EQ(suggest(simple, {{fire, "/user/hand/right/input/select/click"}}), XR_SUCCESS);
    EXPECT_EQ(attach({other}), XR_SUCCESS);
    EXPECT_EQ(sync(other), XR_SUCCESS);
    ASSERT_EQ(ids().size(), 1u);
    XrPath found = XR_NULL_PATH;
    EXPECT_EQ(user_path(make(ids()[0]), {path(left), path(right)}, &found), XR_SUCCESS);
    EXPECT_EQ(found, path(right));
}

TEST_F(RenderModelTest, ADeviceThatBecomesAnotherOneHasAnotherModel) {
    start();
    const Ids before = ids();
    const XrRenderModelEXT model = make(before[0]);
    const XrSpace space = make_space(model);
    EXPECT_NE(locate(space).locationFlags, 0u);
    (void)told();
    fake_devices().set_profile(1, "/interaction_profiles/oculus/touch_controller");
    add_left_input("/input/trigger/value", InputType::scalar);
    publish_inputs();
    EXPECT_EQ(ids(), before) << "not synced yet";
    EXPECT_EQ(sync(set), XR_SUCCESS);
    EXPECT_EQ(told(), 1);
    const Ids after = ids();
    ASSERT_EQ(after.size(), 2u);
    EXPECT_EQ(std::ranges::count(after, before[0]), 0);
    EXPECT_EQ(std::ranges::count(after, before[1]), 1);
    XrRenderModelEXT gone = XR_NULL_HANDLE;
    EXPECT_EQ(create(before[0], &gone), XR_ERROR_RENDER_MODEL_ID_INVALID_EXT);
    EXPECT_EQ(locate(space).locationFlags, 0u);
    XrPath found = XR_NULL_PATH;
    EXPECT_EQ(user_path(model, {path(left)}, &found), XR_SUCCESS);
    EXPECT_EQ(found, XR_NULL_PATH);
}

TEST_F(RenderModelTest, ADeviceThatGoesAwayKeepsItsModel) {
    start();
    const Ids before = ids();
    (void)told();
    for (const bool present : {false, true}) {
        fake_devices().set_present(1, present);
        publish_inputs();
        EXPECT_EQ(sync(set), XR_SUCCESS);
        EXPECT_EQ(ids(), before);
        EXPECT_EQ(told(), 0);
    }
}

TEST_F(RenderModelTest, AssetsAreGivenByIdsThatWereTold) {
    start();
    const XrRenderModelEXT model = make(ids()[0]);
    const XrUuidEXT id = properties(make(ids()[1])).cacheId;
    EXPECT_EQ(std::memcmp(id.data, properties(model).cacheId.data, sizeof(id.data)), 0) << "a pair looks alike";
    XrRenderModelAssetEXT asset = XR_NULL_HANDLE;
    XrUuidEXT unknown = id;
    unknown.data[3] ^= 1;
    EXPECT_EQ(create_asset(unknown, &asset), XR_ERROR_RENDER_MODEL_ASSET_UNAVAILABLE_EXT);
    ASSERT_EQ(create_asset(id, &asset), XR_SUCCESS);
    EXPECT_EQ(api::xrDestroyRenderModelEXT(model), XR_SUCCESS);
    const std::string glb = load(asset);
    EXPECT_EQ(glb.substr(0, 4), "glTF");
    std::array<XrRenderModelAssetNodePropertiesEXT, 2> nodes{};
    XrRenderModelAssetPropertiesEXT names{XR_TYPE_RENDER_MODEL_ASSET_PROPERTIES_EXT, nullptr, 2, nodes.data()};
    EXPECT_EQ(api::xrGetRenderModelAssetPropertiesEXT(asset, nullptr, &names), XR_SUCCESS);
    for (const auto& node : nodes) {
        const std::string name = std::string("\"name\":\"") + node.uniqueName + "\"";
        EXPECT_NE(glb.find(name), std::string::npos) << name;
        EXPECT_EQ(glb.find(name), glb.rfind(name)) << "it is the name of one node";
    }
    names.nodePropertyCount = 1;
    EXPECT_EQ(api::xrGetRenderModelAssetPropertiesEXT(asset, nullptr, &names), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(api::xrDestroyRenderModelAssetEXT(asset), XR_SUCCESS);
}

TEST_F(RenderModelTest, ANewSessionKnowsNoIdsOfTheOldOne) {
    start();
    const XrUuidEXT id = properties(make(ids()[0])).cacheId;
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    make_focused();
    XrRenderModelAssetEXT asset = XR_NULL_HANDLE;
    EXPECT_EQ(create_asset(id, &asset), XR_ERROR_RENDER_MODEL_ASSET_UNAVAILABLE_EXT);
    start();
    EXPECT_EQ(std::memcmp(properties(make(ids()[0])).cacheId.data, id.data, sizeof(id.data)), 0);
}

TEST_F(RenderModelTest, PartsFollowTheirInputs) {
    start();
    const XrRenderModelEXT model = make(ids()[0]);
    const auto before = states(model);
    ASSERT_EQ(before.size(), 2u);
    set_input(left_select, 1);
    EXPECT_EQ(sync(set), XR_SUCCESS);
    const auto after = states(model);
    EXPECT_FALSE(near(from_xr(after[0].nodePose), from_xr(before[0].nodePose)));
    EXPECT_TRUE(near(from_xr(after[1].nodePose), from_xr(before[1].nodePose)));
    EXPECT_EQ(after[0].isVisible, XrBool32{XR_TRUE});
    XrRenderModelNodeStateEXT node{};
    XrRenderModelStateGetInfoEXT info{XR_TYPE_RENDER_MODEL_STATE_GET_INFO_EXT, nullptr, now};
    XrRenderModelStateEXT state{XR_TYPE_RENDER_MODEL_STATE_EXT, nullptr, 1, &node};
    EXPECT_EQ(api::xrGetRenderModelStateEXT(model, &info, &state), XR_ERROR_VALIDATION_FAILURE);
    info.displayTime = 0;
    EXPECT_EQ(api::xrGetRenderModelStateEXT(model, &info, &state), XR_ERROR_TIME_INVALID);
}

TEST_F(RenderModelTest, IsWhereItsDeviceIsWhileTheSessionHasTheFocus) {
    start();
    const XrRenderModelEXT model = make(ids()[0]);
    const XrSpace space = make_space(model), other = make_space(make(ids()[1]));
    constexpr XrSpaceLocationFlags tracked =
        XR_SPACE_LOCATION_ORIENTATION_TRACKED_BIT | XR_SPACE_LOCATION_POSITION_TRACKED_BIT;
    EXPECT_EQ(locate(space).locationFlags & tracked, tracked);
    EXPECT_FLOAT_EQ(locate(space).pose.position.x, 1);
    EXPECT_FLOAT_EQ(locate(other).pose.position.x, 2);
    EXPECT_EQ(api::xrDestroyRenderModelEXT(model), XR_SUCCESS);
    EXPECT_EQ(locate(space).locationFlags, 0u);
    lose_focus();
    EXPECT_EQ(locate(other).locationFlags, 0u);
}

TEST_F(RenderModelTest, NamesTheSubactionPathsOfActiveActions) {
    start();
    const XrRenderModelEXT model = make(ids()[0]);
    EXPECT_EQ(subactions(model), std::vector<XrPath>{path(left)});
    EXPECT_EQ(sync({{set, path(right)}}), XR_SUCCESS);
    EXPECT_EQ(subactions(model), std::vector<XrPath>{});
    EXPECT_EQ(sync(std::vector<XrActiveActionSet>{}), XR_SUCCESS);
    EXPECT_EQ(subactions(make(ids()[1])), std::vector<XrPath>{});
}

TEST_F(RenderModelTest, NamesTheUserPathAmongThoseThatAreAskedFor) {
    start();
    const XrRenderModelEXT model = make(ids()[0]);
    XrPath found = path(right);
    EXPECT_EQ(user_path(model, {path(right)}, &found), XR_SUCCESS);
    EXPECT_EQ(found, XR_NULL_PATH);
    EXPECT_EQ(user_path(model, {path(right), path(left)}, &found), XR_SUCCESS);
    EXPECT_EQ(found, path(left));
    EXPECT_EQ(user_path(model, {path(left), path(left)}, &found), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(user_path(model, {path("/user/elbow")}, &found), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(user_path(model, {XR_NULL_PATH}, &found), XR_ERROR_PATH_INVALID);
}

TEST_F(RenderModelTest, RefusesWhatWasNeverGivenOut) {
    XrRenderModelEXT model = XR_NULL_HANDLE;
    for (const XrRenderModelIdEXT id : {XrRenderModelIdEXT{0}, XrRenderModelIdEXT{77}}) {
        EXPECT_EQ(create(id, &model), XR_ERROR_RENDER_MODEL_ID_INVALID_EXT);
    }
    EXPECT_EQ(api::xrDestroySession(session), XR_SUCCESS);
    session = make_headless_session();
    uint32_t count = 0;
    EXPECT_EQ(api::xrEnumerateInteractionRenderModelIdsEXT(session, nullptr, 0, &count, nullptr),
              XR_ERROR_SESSION_NOT_RUNNING);
}

TEST_F(RenderModelTest, BatteriesAreShownWithTheProfile) {
    start();
    const auto set_battery = [&](uint32_t device, float level, uint32_t bits) {
        service.devices().batteries[device].word = bits | static_cast<uint32_t>(level * 65535)
                                                              << SharedBattery::level_shift;
    };
    EXPECT_EQ(battery(left).stateFlags, 0u) << "nothing is known of it";
    set_battery(1, 0.25f, SharedBattery::known);
    set_battery(2, 1, SharedBattery::known | SharedBattery::charging | SharedBattery::plugged_in);
    EXPECT_EQ(battery(left).stateFlags, XR_BATTERY_STATE_DISPLAY_STATE_VALID_BIT_EXT);
    EXPECT_NEAR(battery(left).batteryLevel, 0.25f, 1e-4f);
    EXPECT_EQ(battery(right).stateFlags, XR_BATTERY_STATE_DISPLAY_STATE_VALID_BIT_EXT |
                                             XR_BATTERY_STATE_DISPLAY_STATE_CHARGING_BIT_EXT |
                                             XR_BATTERY_STATE_DISPLAY_STATE_PLUGGED_IN_BIT_EXT);
    EXPECT_EQ(battery(right).batteryLevel, 1);
    EXPECT_EQ(battery("/user/gamepad").stateFlags, 0u) << "there is none";
}

}  // namespace
}  // namespace xrt::oxr
