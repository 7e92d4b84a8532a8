// SPDX-License-Identifier: BSL-1.0
//
// From the introduction to the end: what a session lives through, and who is told.
#include "service/client_session_fixture.hpp"

namespace xrt {
namespace {

TEST_F(ClientSessionTest, RefusesEverythingBeforeTheIntroduction) {
    start();
    ClientSession client(*system, 1);
    const auto is_call_order = [](const auto& result) {
        return !result.ok() && result.error().code == ErrorCode::call_order;
    };
    EXPECT_TRUE(is_call_order(client.create_session(SessionKind::graphics, std::nullopt)));
    EXPECT_TRUE(is_call_order(client.destroy_session()));
    EXPECT_TRUE(is_call_order(client.begin_session(proto::ViewConfiguration::stereo, {})));
    EXPECT_TRUE(is_call_order(client.end_session()));
    EXPECT_TRUE(is_call_order(client.request_exit_session()));
    EXPECT_TRUE(is_call_order(client.take_events()));
    EXPECT_TRUE(is_call_order(client.create_swapchain(color_swapchain)));
    EXPECT_TRUE(is_call_order(client.import_swapchain(color_swapchain, proto::ImageMemory::device, {})));
    EXPECT_TRUE(is_call_order(client.share_timeline({})));
    EXPECT_TRUE(is_call_order(client.destroy_swapchain({1})));
    EXPECT_TRUE(is_call_order(client.end_frame({}, {})));
    EXPECT_TRUE(is_call_order(client.apply_haptic(0, {}, 0, 1)));
    EXPECT_TRUE(is_call_order(client.stop_haptic(0)));
    EXPECT_THAT(observer.take(), IsEmpty());
}

TEST_F(ClientSessionTest, IntroducesTheSystemAndItsDevices) {
    start();
    TestClient client(*system);
    client.introduce();
    EXPECT_TRUE(client.info.graphics);
    EXPECT_THAT(client.info.formats, ElementsAre(43, 37));
    const DeviceSegment& devices = **client.devices;
    EXPECT_EQ(devices.magic, device_segment_magic);
    EXPECT_EQ(devices.device_count, 2u);
    EXPECT_EQ(devices.pose_count, 2u);
    SharedInputTable table;
    ASSERT_TRUE(devices.input_table.try_load(table));
    EXPECT_EQ(table.generation, devices.input_generation);
    EXPECT_EQ(table.input_count, 1u);
    EXPECT_EQ(devices.output_count, 1u);
    EXPECT_STREQ(table.inputs[0].component.data(), "/input/select/click");
    EXPECT_EQ(table.inputs[0].device, 1u);
    SharedDisplayTiming display;
    ASSERT_TRUE(devices.display.try_load(display));
    EXPECT_EQ(display.period, 10'000'000);
    SharedSpacesHistory history;
    ASSERT_TRUE(devices.spaces.try_load(history));
    ASSERT_EQ(history.count, 1u);
    EXPECT_EQ(history.changes[0].spaces.world_from_local.position, (Vec3{0, 1.6f, 0}));
    EXPECT_EQ(client.session.introduce({}).error().code, ErrorCode::call_order);
}

TEST_F(ClientSessionTest, TellsWhetherTheDeviceHasDensityMaps) {
    for (const bool there : {false, true}) {
        log.density_maps = there;
        start();
        TestClient client(*system);
        client.introduce();
        EXPECT_EQ(client.info.density_maps, there);
    }
}

TEST_F(ClientSessionTest, TakesASessionThroughItsLife) {
    start();
    TestClient client(*system);
    client.introduce();
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    EXPECT_EQ((*client.memory)->events_queued, 2u);
    EXPECT_THAT(client.take_states(), ElementsAre(State::idle, State::ready));
    ASSERT_TRUE(client.session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    EXPECT_THAT(client.take_states(), IsEmpty());
    ASSERT_TRUE(client.end_frame(1).ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::synchronized, State::visible, State::focused));
    ASSERT_TRUE(client.session.request_exit_session().ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::visible, State::synchronized, State::stopping));
    ASSERT_TRUE(client.session.end_session().ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::idle, State::exiting));
    ASSERT_TRUE(client.session.destroy_session().ok());
    EXPECT_THAT(log.running, ElementsAre(std::pair(0u, true), std::pair(0u, false)));
    EXPECT_EQ(log.sessions_alive(), 0u);
    EXPECT_EQ((*client.memory)->events_queued, 11u);  // presence was told too
}

TEST_F(ClientSessionTest, HasOneSessionAtATime) {
    start();
    TestClient client(*system);
    client.begin();
    EXPECT_EQ(client.session.create_session(SessionKind::graphics, std::nullopt).error().code, ErrorCode::call_order);
    ASSERT_TRUE(client.end_frame(1).ok());
    ASSERT_TRUE(client.session.destroy_session().ok());
    EXPECT_THAT(client.take_states(), IsEmpty()) << "nothing is told about a session that is gone";
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    EXPECT_EQ(client.accepted(), 0u);
    EXPECT_EQ(client.retired(), 0u);
}

TEST_F(ClientSessionTest, LeavesNothingBehindWhenTheCompositorRefusesTheSession) {
    start();
    TestClient client(*system);
    client.introduce();
    log.create_fails = Error{ErrorCode::out_of_memory, "the test says so"};
    EXPECT_EQ(client.session.create_session(SessionKind::graphics, std::nullopt).error().code,
              ErrorCode::out_of_memory);
    EXPECT_THAT(client.take_states(), IsEmpty());
    log.create_fails.reset();
    EXPECT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
}

TEST_F(ClientSessionTest, OffersOnlyHeadlessSessionsWithoutGraphics) {
    start({}, false);
    TestClient client(*system);
    client.introduce();
    EXPECT_EQ(client.session.create_session(SessionKind::graphics, std::nullopt).error().code, ErrorCode::unsupported);
    EXPECT_TRUE(client.session.create_session(SessionKind::headless, std::nullopt).ok());
}

TEST_F(ClientSessionTest, FocusesAHeadlessSessionAtItsBeginningAndLetsNobodyWaitForIt) {
    start();
    TestClient client(*system);
    client.begin(SessionKind::headless);
    EXPECT_THAT(client.take_states(),
                ElementsAre(State::idle, State::ready, State::synchronized, State::visible, State::focused));
    EXPECT_THAT(log.running, IsEmpty());
    EXPECT_EQ(client.session.create_swapchain(color_swapchain).error().code, ErrorCode::call_order);
    ASSERT_TRUE(client.end_frame(1).ok());
    EXPECT_THAT(log.running, ElementsAre(std::pair(0u, true)));
}

TEST_F(ClientSessionTest, ViewConfigurationsAreOfTheRightKind) {
    start();
    TestClient client(*system);
    client.introduce();
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    using proto::ViewConfiguration;
    constexpr auto secondary = ViewConfiguration::first_person_observer;
    EXPECT_FALSE(client.session.begin_session(secondary, {}).ok());
    EXPECT_FALSE(client.session.begin_session(ViewConfiguration::stereo, {ViewConfiguration::mono}).ok());
    EXPECT_FALSE(client.session.begin_session(ViewConfiguration::stereo, {secondary, secondary}).ok());
    EXPECT_TRUE(client.session.begin_session(ViewConfiguration::stereo_with_foveated_inset, {secondary}).ok());
}

TEST_F(ClientSessionTest, TellsTheCompositorOfOverlays) {
    start();
    TestClient client(*system), other(*system);
    client.introduce();
    other.introduce();
    ASSERT_TRUE(client.session.create_session(SessionKind::graphics, std::nullopt).ok());
    ASSERT_TRUE(other.session.create_session(SessionKind::graphics, 5).ok());
    ASSERT_EQ(log.placements.size(), 1u);
    EXPECT_EQ(log.placements[0].first, 1u);
    EXPECT_TRUE(log.placements[0].second.overlay);
    EXPECT_EQ(log.placements[0].second.order, 5u);
}

TEST_F(ClientSessionTest, AsksTheSessionToExitAfterTheGivenFrames) {
    start({.exit_after_frames = 2, .limits = {}});
    TestClient client(*system);
    client.begin();
    ASSERT_TRUE(client.end_frame(1).ok());
    (void)client.take_states();
    ASSERT_TRUE(client.end_frame(2).ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::visible, State::synchronized, State::stopping));
    EXPECT_TRUE(client.end_frame(3).ok()) << "a frame that was under way is no error";
    ASSERT_TRUE(client.session.end_session().ok());
    EXPECT_THAT(client.take_states(), ElementsAre(State::idle, State::exiting));
}

TEST_F(ClientSessionTest, TellsTheObserverEverythingInOrder) {
    start({.exit_after_frames = 1, .limits = {}});
    {
        TestClient client(*system);
        client.begin();
        ASSERT_TRUE(client.end_frame(1).ok());
    }
    EXPECT_THAT(observer.take(), ElementsAre("1 client app", "1 session", "1 idle", "1 ready", "1 frame 1",
                                             "1 synchronized", "1 visible", "1 focused", "1 exit", "1 visible",
                                             "1 synchronized", "1 stopping", "1 gone 1"));
}

TEST_F(ClientSessionTest, FreesEverythingWhenTheClientVanishesInAnyState) {
    start();
    for (int calls = 0; calls < 5; ++calls) {
        auto client = std::make_unique<TestClient>(*system);
        client->introduce();
        if (calls > 0) {
            ASSERT_TRUE(client->session.create_session(SessionKind::graphics, std::nullopt).ok());
        }
        if (calls > 1) {
            ASSERT_TRUE(client->session.create_swapchain(color_swapchain).ok());
        }
        if (calls > 2) {
            ASSERT_TRUE(client->session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
        }
        if (calls > 3) {
            ASSERT_TRUE(client->end_frame(1, {quad({1})}).ok());
        }
        client.reset();
        EXPECT_EQ(log.swapchains_alive, 0);
        EXPECT_EQ(log.sessions_alive(), 0u);
        EXPECT_EQ(system->clients().size(), 0u);
    }
}

TEST_F(ClientSessionTest, TellsEveryClientThatTheServiceEnds) {
    start();
    TestClient idle(*system), active(*system);
    ClientSession stranger(*system, 1);
    idle.introduce();
    active.begin();
    ASSERT_TRUE(active.end_frame(1).ok());
    (void)active.take_states();
    EXPECT_FALSE(system->is_stopping());
    system->announce_stop();
    EXPECT_TRUE(system->is_stopping());
    EXPECT_THAT(idle.take_events(), ElementsAre(proto::InstanceLossPending{clock.time}));
    EXPECT_THAT(active.take_events(), ElementsAre(proto::SessionStateChanged{State::loss_pending, clock.time},
                                                  proto::InstanceLossPending{clock.time}));
    EXPECT_EQ(active.inputs().values[0].active, 0u);
    EXPECT_TRUE(active.session.destroy_session().ok());
}

TEST_F(ClientSessionTest, ListsClientsAndDevicesForTools) {
    start();
    TestClient client(*system, 42);
    client.begin();
    ASSERT_TRUE(client.session.create_swapchain(color_swapchain).ok());
    ASSERT_TRUE(client.end_frame(1).ok());
    ClientSession tool(*system, 43);
    ControlSession control(*system);
    const Result<proto::ListClientsReply> client_list = control.list_clients();
    const auto& clients = client_list->clients;
    ASSERT_EQ(clients.size(), 1u);
    EXPECT_EQ(clients[0].pid, 42);
    EXPECT_EQ(clients[0].application_name, "app");
    EXPECT_EQ(clients[0].state, State::focused);
    EXPECT_EQ(clients[0].frames, 1u);
    EXPECT_EQ(clients[0].swapchains, 1u);
    EXPECT_EQ(clients[0].image_bytes, 3072u);
    const Result<proto::ListDevicesReply> device_list = control.list_devices();
    const auto& devices = device_list->devices;
    ASSERT_EQ(devices.size(), 2u);
    EXPECT_EQ(devices[1].role, "left hand");
}

TEST_F(ClientSessionTest, LetsAnOverlayBeFocusedBesideTheMainSession) {
    start();
    TestClient main(*system), overlay(*system);
    main.begin();
    ASSERT_TRUE(main.end_frame(1).ok());
    (void)main.take_states();
    overlay.begin(SessionKind::graphics, 3);
    ASSERT_TRUE(overlay.end_frame(1).ok());
    EXPECT_THAT(overlay.take_states(),
                ElementsAre(State::idle, State::ready, State::synchronized, State::visible, State::focused));
    EXPECT_THAT(main.take_states(), IsEmpty());
    EXPECT_EQ(main.inputs().values[0].active, 1u);
    EXPECT_EQ(overlay.inputs().values[0].active, 1u);
    log.tick(clock.time + std::chrono::seconds(1));
    EXPECT_EQ(overlay.inputs().values[0].last_change, main.inputs().values[0].last_change);
    ASSERT_TRUE(overlay.session.apply_haptic(0, Duration(1), 0, 1).ok());
    EXPECT_EQ(pulses.size(), 1u);
    ASSERT_TRUE(overlay.session.destroy_session().ok());
    EXPECT_EQ(overlay.inputs().values[0].active, 0u);
    EXPECT_THAT(main.take_states(), IsEmpty());
}

TEST_F(ClientSessionTest, TellsOverlaysWhetherTheMainSessionIsSeen) {
    start();
    TestClient early(*system), main(*system), late(*system);
    early.begin(SessionKind::graphics, 1);
    EXPECT_THAT(early.take_main_changes(), IsEmpty());
    main.composes_depth = true;
    main.begin();
    EXPECT_THAT(early.take_main_changes(), IsEmpty()) << "a session without frames is not seen";
    ASSERT_TRUE(main.end_frame(1).ok());
    EXPECT_THAT(early.take_main_changes(), ElementsAre(MainChange{true, true}));
    EXPECT_THAT(main.take_main_changes(), IsEmpty());
    late.begin(SessionKind::graphics, 2);
    EXPECT_THAT(late.take_main_changes(), ElementsAre(MainChange{true, true}));
    ASSERT_TRUE(main.session.request_exit_session().ok());
    EXPECT_THAT(early.take_main_changes(), ElementsAre(MainChange{false, false}));
    EXPECT_THAT(late.take_main_changes(), ElementsAre(MainChange{false, false}));
}

TEST_F(ClientSessionTest, TellsOverlaysWhatTheNextMainSessionDoes) {
    start();
    TestClient deep(*system), flat(*system), overlay(*system);
    deep.composes_depth = true;
    for (TestClient* main : {&flat, &deep}) {
        main->begin();
        ASSERT_TRUE(main->end_frame(1).ok());
    }
    overlay.begin(SessionKind::graphics, 0);
    EXPECT_THAT(overlay.take_main_changes(), ElementsAre(MainChange{true, true}));
    ASSERT_TRUE(deep.session.destroy_session().ok());
    EXPECT_THAT(overlay.take_main_changes(), ElementsAre(MainChange{true, false}));
}

}  // namespace
}  // namespace xrt
