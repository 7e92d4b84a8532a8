// SPDX-License-Identifier: BSL-1.0
//
// What tools can do to clients, to spaces and to the service itself.
#include "service/client_session_fixture.hpp"

namespace xrt {
namespace {

using proto::IoKinds;

ErrorCode code_of(const Result<void>& result) { return result ? ErrorCode{0} : result.error().code; }

/// A main session, another that came later and is in front, and an overlay.
struct Stage {
    explicit Stage(System& system) : first(system), second(system), overlay(system), control(system) {
        first.begin();
        second.begin();
        overlay.begin(SessionKind::graphics, 7);
        for (TestClient* client : {&first, &second, &overlay}) {
            EXPECT_TRUE(client->end_frame(1).ok());
            (void)client->take_events();
        }
    }
    proto::ClientDescription describe(uint32_t client) { return control.list_clients()->clients[client - 1]; }
    std::vector<State> states() { return {describe(1).state, describe(2).state, describe(3).state}; }

    TestClient first, second, overlay;
    ControlSession control;
};

/// How far in front the session is drawn, counted as they were made; 0 at first.
uint32_t order_of(const CompositorLog& log, size_t session) {
    uint32_t order = 0;
    for (const auto& [placed, placement] : log.placements) {
        if (placed == session) order = placement.order;
    }
    return order;
}

bool reads(const TestClient& client) { return client.inputs().count != 0; }

TEST_F(ClientSessionTest, APrimaryClientIsPutInFrontAndGetsTheFocus) {
    start();
    Stage stage(*system);
    EXPECT_TRUE(stage.describe(2).primary && !stage.describe(1).primary);
    EXPECT_TRUE(stage.describe(3).overlay && stage.describe(3).running);
    EXPECT_GT(order_of(log, 1), order_of(log, 0));
    ASSERT_TRUE(stage.control.set_primary_client(1).ok());
    EXPECT_TRUE(stage.describe(1).primary && !stage.describe(2).primary);
    EXPECT_THAT(stage.states(), ElementsAre(State::focused, State::visible, State::focused));
    EXPECT_THAT(stage.second.take_states(), ElementsAre(State::visible));
    EXPECT_TRUE(reads(stage.first) && !reads(stage.second));
    EXPECT_GT(order_of(log, 0), order_of(log, 1));
    EXPECT_FALSE(log.placements.back().second.overlay);
}

/// It had the focus, and was drawn behind one that was made later and had begun sooner.
TEST_F(ClientSessionTest, WhatBeginsLastIsDrawnInFrontWhateverWasMadeFirst) {
    start();
    TestClient late(*system);
    late.introduce();
    ASSERT_TRUE(late.session.create_session(SessionKind::graphics, std::nullopt).ok());
    Stage stage(*system);
    ASSERT_TRUE(stage.control.set_primary_client(2).ok());
    ASSERT_TRUE(late.session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    ASSERT_TRUE(late.end_frame(1).ok());
    EXPECT_TRUE(stage.describe(1).primary);
    for (const size_t other : {1, 2}) EXPECT_GT(order_of(log, 0), order_of(log, other));
}

TEST_F(ClientSessionTest, AFocusedClientHasTheFocusWithoutBeingInFront) {
    start();
    Stage stage(*system);
    ASSERT_TRUE(stage.control.set_focused_client(1).ok());
    EXPECT_THAT(stage.states(), ElementsAre(State::focused, State::visible, State::focused));
    EXPECT_TRUE(stage.describe(2).primary);
    ASSERT_TRUE(stage.control.set_focused_client(3).ok());
    EXPECT_THAT(stage.states(), ElementsAre(State::visible, State::visible, State::focused));
    EXPECT_EQ(observer.focus, std::nullopt) << "overlays do not count";
    EXPECT_TRUE(reads(stage.overlay) && !reads(stage.first) && !reads(stage.second));
    EXPECT_THAT(stage.overlay.take_main_changes(), IsEmpty()) << "the main session is seen as before";
    EXPECT_TRUE(stage.describe(2).primary);
    ASSERT_TRUE(stage.overlay.session.destroy_session().ok());
    EXPECT_TRUE(reads(stage.second)) << "the primary has it back";
}

TEST_F(ClientSessionTest, OnlyWhatCanBeSeenIsPutInFrontOrFocused) {
    start();
    Stage stage(*system);
    TestClient idle(*system);
    idle.introduce();
    EXPECT_EQ(code_of(stage.control.set_primary_client(99)), ErrorCode::not_found);
    EXPECT_EQ(code_of(stage.control.set_focused_client(99)), ErrorCode::not_found);
    EXPECT_EQ(code_of(stage.control.set_primary_client(4)), ErrorCode::call_order);
    EXPECT_EQ(code_of(stage.control.set_focused_client(4)), ErrorCode::call_order);
    EXPECT_EQ(code_of(stage.control.set_primary_client(3)), ErrorCode::unsupported);
}

TEST_F(ClientSessionTest, InputsAndOutputsCanBeKeptFromAClient) {
    start();
    Stage stage(*system);
    const auto blocked = stage.control.change_client_io(2, {IoKinds::inputs | IoKinds::outputs}, {});
    ASSERT_TRUE(blocked.ok());
    EXPECT_EQ(blocked->blocked, (IoKinds{IoKinds::inputs | IoKinds::outputs}));
    EXPECT_EQ((*stage.second.memory)->io_blocked, uint32_t{blocked_inputs | blocked_outputs});
    log.tick(clock.time + std::chrono::seconds(1));
    EXPECT_FALSE(reads(stage.second));
    EXPECT_EQ(stage.describe(2).state, State::focused);
    ASSERT_TRUE(stage.second.session.apply_haptic(0, Duration(1), 0, 1).ok());
    EXPECT_TRUE(pulses.empty());
    EXPECT_EQ(stage.control.change_client_io(2, {IoKinds::poses}, {IoKinds::inputs})->blocked.value,
              IoKinds::poses | IoKinds::outputs);
    EXPECT_TRUE(reads(stage.second));
    EXPECT_EQ(stage.control.toggle_client_io(2)->blocked.value, 0u);
    ASSERT_TRUE(stage.second.session.apply_haptic(0, Duration(1), 0, 1).ok());
    EXPECT_EQ(pulses.size(), 1u);
    EXPECT_EQ(stage.control.toggle_client_io(2)->blocked.value, uint32_t{IoKinds::all_flags});
    EXPECT_FALSE(reads(stage.second));
    EXPECT_EQ(stage.control.toggle_client_io(99).error().code, ErrorCode::not_found);
    EXPECT_EQ(stage.control.change_client_io(99, {}, {}).error().code, ErrorCode::not_found);
}

TEST_F(ClientSessionTest, TheObserverIsToldWhatSomebodyHasChosenForAClient) {
    start();
    Stage stage(*system);
    (void)observer.take();
    ASSERT_TRUE(stage.control.set_primary_client(1).ok());
    EXPECT_EQ(observer.take().front(), "1 is to be primary") << "before what comes of it";
    ASSERT_TRUE(stage.control.set_focused_client(3).ok());
    EXPECT_EQ(observer.take().front(), "3 is to be focused");
    ASSERT_TRUE(stage.control.change_client_io(2, {IoKinds::inputs | IoKinds::poses}, {}).ok());
    ASSERT_TRUE(stage.control.change_client_io(2, {}, {IoKinds::poses}).ok());
    ASSERT_TRUE(stage.control.toggle_client_io(1).ok());
    EXPECT_THAT(observer.take(), ElementsAre("2 is kept from 5", "2 is kept from 4", "1 is kept from 15"));
    EXPECT_FALSE(stage.control.set_primary_client(99).ok());
    EXPECT_FALSE(stage.control.toggle_client_io(99).ok());
    EXPECT_THAT(observer.take(), IsEmpty());
}

TEST_F(ClientSessionTest, ATrackingOriginTakesItsDevicesAlong) {
    start();
    TestClient client(*system);
    client.introduce();
    ControlSession control(*system);
    const auto origins = control.list_tracking_origins();
    ASSERT_EQ(origins->origins.size(), 1u);
    const auto left = [&] {
        return *system->devices().find_pose_at(DeviceRole::left_hand, "/input/grip/pose", clock.time);
    };
    ASSERT_EQ(left().world_from_pose.position, (Vec3{1, 0, 0}));
    const Pose half_turn{{0, 1, 0, 0}, {0, 2, 0}};
    ASSERT_TRUE(control.move_tracking_origin(0, half_turn).ok());
    EXPECT_NEAR(left().world_from_pose.position.x, -1, 1e-6);
    EXPECT_NEAR(left().world_from_pose.position.y, 2, 1e-6);
    EXPECT_NEAR(left().linear_velocity.x, -1, 1e-6);
    EXPECT_EQ(control.list_tracking_origins()->origins[0].offset, half_turn);
    const DeviceSegment& devices = **client.devices;
    const int64_t newest = devices.rings[0].newest;
    SharedPoseSample sample;
    ASSERT_TRUE(devices.rings[0].samples[static_cast<size_t>(newest) % pose_ring_size].try_load(sample));
    EXPECT_NEAR(sample.world_from_pose.position.y, 2, 1e-6) << "what was published ahead is corrected";
    EXPECT_EQ(code_of(control.move_tracking_origin(1, {})), ErrorCode::not_found);
    EXPECT_EQ(code_of(control.move_tracking_origin(0, {{0, 0, 0, 0}, {}})), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of(control.move_tracking_origin(0, {{}, {1001, 0, 0}})), ErrorCode::invalid_argument);
}

TEST_F(ClientSessionTest, RecentringPutsLocalWhereTheHeadIs) {
    start();
    ControlSession control(*system);
    ASSERT_TRUE(control.set_property("local_floor_offset", Pose{{}, {9, 9, 9}}).ok());
    clock.time = time_from_nanoseconds(3'000'000'000);
    ASSERT_TRUE(control.recentre().ok());
    EXPECT_NEAR(std::get<Pose>(control.get_property("local_offset")->value).position.x, 3, 1e-5);
    EXPECT_NEAR(std::get<Pose>(control.get_property("local_floor_offset")->value).position.x, 3, 1e-5)
        << "LOCAL_FLOOR is below LOCAL again";
}

TEST_F(ClientSessionTest, EachReferenceSpaceCanBeMovedByItself) {
    start();
    const SharedSpaces before = reference_spaces(system->settings().values());
    ControlSession control(*system);
    ASSERT_TRUE(control.set_property("stage_offset", Pose{{}, {1, 0, 0}}).ok());
    SharedSpaces after = reference_spaces(system->settings().values());
    EXPECT_EQ(after.world_from_stage, (Pose{{}, {1, 0, 0}}));
    EXPECT_EQ(after.world_from_local, before.world_from_local);
    ASSERT_TRUE(control.set_property("local_offset", Pose{{}, {0, 1, 2}}).ok());
    after = reference_spaces(system->settings().values());
    EXPECT_EQ(after.world_from_local_floor, (Pose{{}, {0, 0, 2}})) << "follows LOCAL until it is moved itself";
    ASSERT_TRUE(control.set_property("local_floor_offset", Pose{{}, {5, 0, 0}}).ok());
    ASSERT_TRUE(control.set_property("local_offset", Pose{{}, {0, 1, 3}}).ok());
    after = reference_spaces(system->settings().values());
    EXPECT_EQ(after.world_from_local_floor, (Pose{{}, {5, 0, 0}}));
    EXPECT_FALSE(control.set_property("stage_offset", Pose{{}, {1e6f, 0, 0}}).ok());
}

TEST_F(ClientSessionTest, AToolCanEndTheServiceWhereThatIsItsProgramsPurpose) {
    int quits = 0;
    SystemOptions options;
    options.quit = [&] { ++quits; };
    start(options);
    EXPECT_TRUE(ControlSession(*system).quit().ok());
    EXPECT_EQ(quits, 1);
    start();
    EXPECT_EQ(code_of(ControlSession(*system).quit()), ErrorCode::unsupported);
}

TEST_F(ClientSessionTest, DescribesDevicesInFull) {
    start();
    ControlSession control(*system);
    const auto list = control.list_devices();
    const proto::DeviceDescription &head = list->devices[0], &hand = list->devices[1];
    EXPECT_TRUE(head.has_display && !hand.has_display);
    EXPECT_EQ(hand.user_path, "/user/hand/left");
    EXPECT_TRUE(hand.present && hand.tracks_position && hand.tracks_orientation && !hand.tracks_hand);
    EXPECT_EQ(hand.battery, std::nullopt);
}

}  // namespace
}  // namespace xrt
