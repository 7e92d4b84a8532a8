// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <string>

#include "auxiliary/math/near.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/testing/input_fixture.hpp"

namespace xrt::oxr {
namespace {

constexpr XrTime now = FakeDevices::epoch + 100 * FakeDevices::spacing;

/// A focused session with an action bound to both grip poses, not attached yet.
class ControllerModelApiTest : public InputFixture {
 protected:
    ControllerModelApiTest() {
        EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
        instance = make_instance({Feature::MND_headless, Feature::MSFT_controller_model});
        place(left_grip, 1);
        place(right_grip, 2);
        service.devices().virtual_now = now;
        make_focused();
        set_ = make_set();
        const XrAction hand = make_action(set_, "hand", XR_ACTION_TYPE_POSE_INPUT, {left, right});
        EXPECT_EQ(
            suggest(simple, {{hand, "/user/hand/left/input/grip/pose"}, {hand, "/user/hand/right/input/grip/pose"}}),
            XR_SUCCESS);
    }
    void start() {
        EXPECT_EQ(attach({set_}), XR_SUCCESS);
        EXPECT_EQ(sync(set_), XR_SUCCESS);
    }
    XrControllerModelKeyMSFT key_of(const std::string& user) {
        XrControllerModelKeyStateMSFT state{XR_TYPE_CONTROLLER_MODEL_KEY_STATE_MSFT};
        EXPECT_EQ(api::xrGetControllerModelKeyMSFT(session, path(user), &state), XR_SUCCESS);
        return state.modelKey;
    }
    std::string load(XrControllerModelKeyMSFT key) {
        uint32_t size = 0;
        EXPECT_EQ(api::xrLoadControllerModelMSFT(session, key, 0, &size, nullptr), XR_SUCCESS);
        std::string bytes(size, '\0');
        auto* buffer = reinterpret_cast<uint8_t*>(bytes.data());
        EXPECT_EQ(api::xrLoadControllerModelMSFT(session, key, size, &size, buffer), XR_SUCCESS);
        return bytes;
    }
    std::vector<XrControllerModelNodePropertiesMSFT> parts(XrControllerModelKeyMSFT key) {
        std::vector<XrControllerModelNodePropertiesMSFT> nodes(8,
                                                               {.type = XR_TYPE_CONTROLLER_MODEL_NODE_PROPERTIES_MSFT});
        XrControllerModelPropertiesMSFT properties{XR_TYPE_CONTROLLER_MODEL_PROPERTIES_MSFT, nullptr, 8, 0,
                                                   nodes.data()};
        EXPECT_EQ(api::xrGetControllerModelPropertiesMSFT(session, key, &properties), XR_SUCCESS);
        nodes.resize(properties.nodeCountOutput);
        return nodes;
    }
    std::vector<XrControllerModelNodeStateMSFT> states(XrControllerModelKeyMSFT key) {
        std::vector<XrControllerModelNodeStateMSFT> nodes(8, {.type = XR_TYPE_CONTROLLER_MODEL_NODE_STATE_MSFT});
        XrControllerModelStateMSFT state{XR_TYPE_CONTROLLER_MODEL_STATE_MSFT, nullptr, 8, 0, nodes.data()};
        EXPECT_EQ(api::xrGetControllerModelStateMSFT(session, key, &state), XR_SUCCESS);
        nodes.resize(state.nodeCountOutput);
        return nodes;
    }

    XrActionSet set_ = XR_NULL_HANDLE;
};

TEST_F(ControllerModelApiTest, HasNoModelBeforeTheGripIsActive) {
    EXPECT_EQ(key_of(left), XrControllerModelKeyMSFT{XR_NULL_CONTROLLER_MODEL_KEY_MSFT});
    EXPECT_EQ(attach({set_}), XR_SUCCESS);
    EXPECT_EQ(key_of(left), XrControllerModelKeyMSFT{XR_NULL_CONTROLLER_MODEL_KEY_MSFT});
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_NE(key_of(left), XrControllerModelKeyMSFT{XR_NULL_CONTROLLER_MODEL_KEY_MSFT});
}

TEST_F(ControllerModelApiTest, GivesEachHandAKeyThatStays) {
    start();
    const XrControllerModelKeyMSFT key = key_of(left);
    EXPECT_NE(key, key_of(right));
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    EXPECT_EQ(key, key_of(left));
}

TEST_F(ControllerModelApiTest, NamesNodesThatTheFileHas) {
    start();
    const std::string glb = load(key_of(left));
    EXPECT_EQ(glb.substr(0, 4), "glTF");
    const auto nodes = parts(key_of(left));
    ASSERT_EQ(nodes.size(), 1u);  // select
    for (const auto& node : nodes) {
        EXPECT_NE(glb.find("\"name\":\"" + std::string(node.nodeName) + "\""), std::string::npos) << node.nodeName;
        EXPECT_NE(glb.find("\"name\":\"" + std::string(node.parentNodeName) + "\""), std::string::npos);
    }
}

TEST_F(ControllerModelApiTest, MovesAPartWithTheInputThatTheLastSyncRead) {
    start();
    const XrControllerModelKeyMSFT key = key_of(left);
    const auto before = states(key);
    ASSERT_EQ(before.size(), 1u);
    set_input(left_select, 1);
    EXPECT_TRUE(near(from_xr(states(key)[0].nodePose), from_xr(before[0].nodePose))) << "not synced yet";
    EXPECT_EQ(sync(set_), XR_SUCCESS);
    const auto after = states(key);
    EXPECT_FALSE(near(from_xr(after[0].nodePose), from_xr(before[0].nodePose))) << "select";
    EXPECT_TRUE(near(from_xr(states(key_of(right))[0].nodePose), from_xr(before[0].nodePose))) << "the other hand";
}

TEST_F(ControllerModelApiTest, GivesZeroedNodesTheirType) {
    start();
    XrControllerModelNodePropertiesMSFT node{};
    XrControllerModelPropertiesMSFT properties{XR_TYPE_CONTROLLER_MODEL_PROPERTIES_MSFT, nullptr, 1, 0, &node};
    EXPECT_EQ(api::xrGetControllerModelPropertiesMSFT(session, key_of(left), &properties), XR_SUCCESS);
    EXPECT_EQ(node.type, XR_TYPE_CONTROLLER_MODEL_NODE_PROPERTIES_MSFT);
    EXPECT_STREQ(node.nodeName, "select");
    node.type = XR_TYPE_CONTROLLER_MODEL_NODE_STATE_MSFT;
    EXPECT_EQ(api::xrGetControllerModelPropertiesMSFT(session, key_of(left), &properties), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(ControllerModelApiTest, RejectsKeysThatWereNeverGivenOut) {
    start();
    for (const XrControllerModelKeyMSFT key : {XrControllerModelKeyMSFT{0}, key_of(left) + 1234}) {
        uint32_t size = 0;
        XrControllerModelPropertiesMSFT properties{XR_TYPE_CONTROLLER_MODEL_PROPERTIES_MSFT};
        XrControllerModelStateMSFT state{XR_TYPE_CONTROLLER_MODEL_STATE_MSFT};
        constexpr XrResult invalid = XR_ERROR_CONTROLLER_MODEL_KEY_INVALID_MSFT;
        EXPECT_EQ(api::xrLoadControllerModelMSFT(session, key, 0, &size, nullptr), invalid);
        EXPECT_EQ(api::xrGetControllerModelPropertiesMSFT(session, key, &properties), invalid);
        EXPECT_EQ(api::xrGetControllerModelStateMSFT(session, key, &state), invalid);
    }
}

TEST_F(ControllerModelApiTest, RejectsPathsThatAreNoUserPaths) {
    XrControllerModelKeyStateMSFT state{XR_TYPE_CONTROLLER_MODEL_KEY_STATE_MSFT};
    EXPECT_EQ(api::xrGetControllerModelKeyMSFT(session, XR_NULL_PATH, &state), XR_ERROR_PATH_INVALID);
    EXPECT_EQ(api::xrGetControllerModelKeyMSFT(session, path("/user/elbow"), &state), XR_ERROR_PATH_UNSUPPORTED);
}

}  // namespace
}  // namespace xrt::oxr
