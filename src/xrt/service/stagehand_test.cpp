// SPDX-License-Identifier: BSL-1.0
//
// What somebody behind the stage can do: steer what the next moment shows, and push sessions about.
#include "service/client_session_fixture.hpp"

namespace xrt {
namespace {

TEST_F(ClientSessionTest, GivesNobodyMoreProminenceThanTheLimit) {
    start();
    TestClient client(*system);
    client.begin();
    ASSERT_TRUE(client.end_frame(1).ok());
    (void)client.take_states();
    system->clients().limit_prominence(Prominence::visible);
    EXPECT_THAT(client.take_states(), ElementsAre(State::visible));
    EXPECT_EQ(client.inputs().values[0].active, 0u);
    EXPECT_TRUE(client.session.apply_haptic(0, {}, 0, 1).ok());
    EXPECT_THAT(pulses, IsEmpty());
    system->clients().limit_prominence(Prominence::hidden);
    EXPECT_THAT(client.take_states(), ElementsAre(State::synchronized));
    TestClient late(*system);
    late.begin();
    ASSERT_TRUE(late.end_frame(1).ok());
    EXPECT_THAT(late.take_states(), ElementsAre(State::idle, State::ready, State::synchronized));
    system->clients().limit_prominence(Prominence::focused);
    EXPECT_THAT(late.take_states(), ElementsAre(State::visible, State::focused));
    EXPECT_THAT(client.take_states(), ElementsAre(State::visible));
}

TEST_F(ClientSessionTest, AsksSessionsThatRunToExitAndTellsAllOfTheirLoss) {
    start();
    TestClient running(*system), ready(*system);
    running.begin();
    ASSERT_TRUE(running.end_frame(1).ok());
    ready.introduce();
    ASSERT_TRUE(ready.session.create_session(SessionKind::graphics, std::nullopt).ok());
    (void)running.take_states();
    (void)ready.take_states();
    system->clients().request_exit_sessions();
    EXPECT_THAT(running.take_states(), ElementsAre(State::visible, State::synchronized, State::stopping));
    EXPECT_THAT(ready.take_states(), IsEmpty());
    system->clients().announce_session_loss();
    EXPECT_THAT(running.take_states(), ElementsAre(State::loss_pending));
    EXPECT_THAT(ready.take_states(), ElementsAre(State::loss_pending));
    ASSERT_TRUE(ready.session.destroy_session().ok());
    EXPECT_TRUE(ready.session.create_session(SessionKind::graphics, std::nullopt).ok()) << "there may be another one";
}

struct NotingStagehand final : Stagehand {
    void before_moment(Time now) override {
        moments.push_back(now);
        const std::array step{proto::DeviceStep{"/user/hand/left", proto::SetPose{"", {{}, {9, 0, 0}}}}};
        if (system) {
            EXPECT_TRUE(system->steer_devices(step, now).ok());
        }
    }
    void devices_steered(std::span<const proto::DeviceStep> steps) override { steered += steps.size(); }
    void settings_changed(const SystemSettings::Values& values) override { rate = values.refresh_rate; }
    void tracking_origin_moved(const proto::TrackingOrigin& origin) override { origins.push_back(origin); }
    void fault_happened(proto::Fault fault) override { faults.push_back(fault); }

    System* system = nullptr;
    std::vector<Time> moments;
    std::vector<proto::TrackingOrigin> origins;
    std::vector<proto::Fault> faults;
    size_t steered = 0;
    float rate = 0;
};

TEST_F(ClientSessionTest, LetsAStagehandSteerWhatTheNextMomentShows) {
    NotingStagehand stagehand;
    Stagehand* const stagehands[] = {&stagehand};
    start({.exit_after_frames = 0, .limits = {}, .stagehands = stagehands}, true, ClockMode::lockstep);
    EXPECT_EQ(stagehand.rate, 100);
    stagehand.system = system.get();
    TestClient client(*system);
    client.introduce();
    const Time now = clock.time + Duration(10'000'000);
    log.tick(now);
    EXPECT_EQ(stagehand.moments.back(), now);
    EXPECT_EQ(stagehand.steered, stagehand.moments.size());
    SharedPoseSample sample;
    const SharedPoseRing& ring = (*client.devices)->rings[1];
    ASSERT_TRUE(ring.samples[static_cast<size_t>(ring.newest) % pose_ring_size].try_load(sample));
    EXPECT_EQ(sample.world_from_pose.position.x, 9);
    ASSERT_TRUE(system->set_refresh_rate(60).ok());
    EXPECT_EQ(stagehand.rate, 60);
}

struct FollowingStagehand final : Stagehand {
    bool follows_moments() const override { return follows; }
    bool follows = false;
};

TEST_F(ClientSessionTest, TicksComeRarelyWhileNothingMovesAndNobodyFollows) {
    FollowingStagehand stagehand;
    Stagehand* const stagehands[] = {&stagehand};
    start({.exit_after_frames = 0, .limits = {}, .stagehands = stagehands});
    const Time now = clock.time;
    EXPECT_EQ(log.tick(now), now) << "the hand's button moves";
    const int before = log.soon_ticks;
    const std::array step{proto::DeviceStep{"/user/hand/left", proto::SetInput{"/input/select/click", {1, 0}}}};
    ASSERT_TRUE(system->steer_devices(step).ok());
    EXPECT_EQ(log.soon_ticks, before + 1) << "it may move now";
    EXPECT_EQ(log.tick(now), now + longest_publishing_gap);
    stagehand.follows = true;
    EXPECT_EQ(log.tick(now), now);
    stagehand.follows = false;
    EXPECT_EQ(log.tick(now), now + longest_publishing_gap);
    system->refresh();
    EXPECT_EQ(log.soon_ticks, before + 2) << "somebody wants to see what it is now";
}

TEST_F(ClientSessionTest, TellsAStagehandOfFaultsAndMovedOriginsThatCameAbout) {
    NotingStagehand stagehand;
    Stagehand* const stagehands[] = {&stagehand};
    start({.exit_after_frames = 0, .limits = {}, .stagehands = stagehands});
    ControlSession control(*system);
    EXPECT_FALSE(control.inject_fault(proto::Fault::session_lost).ok());
    EXPECT_FALSE(control.move_tracking_origin(1, {}).ok());
    EXPECT_THAT(stagehand.faults, IsEmpty());
    EXPECT_TRUE(stagehand.origins.empty());
    TestClient client(*system);
    client.begin();
    ASSERT_TRUE(control.inject_fault(proto::Fault::session_lost).ok());
    ASSERT_TRUE(control.inject_fault(proto::Fault::device_lost).ok());
    EXPECT_THAT(stagehand.faults, ElementsAre(proto::Fault::session_lost, proto::Fault::device_lost));
    const Pose offset{{0, 1, 0, 0}, {1, 2, 3}};
    ASSERT_TRUE(control.move_tracking_origin(0, offset).ok());
    ASSERT_EQ(stagehand.origins.size(), 1u);
    EXPECT_EQ(stagehand.origins[0].name, control.list_tracking_origins()->origins[0].name);
    EXPECT_EQ(stagehand.origins[0].offset, offset);
}

TEST_F(ClientSessionTest, LosesSessionsAtOnceAndLetsOthersFollow) {
    start();
    TestClient lost(*system), headless(*system);
    lost.begin();
    ASSERT_TRUE(lost.end_frame(1).ok());
    headless.begin(SessionKind::headless);
    (void)lost.take_states();
    (void)headless.take_states();
    ControlSession control(*system);
    ASSERT_TRUE(control.inject_fault(proto::Fault::session_lost).ok());
    EXPECT_EQ((*lost.memory)->session_lost.load(), 1u);
    EXPECT_EQ((*headless.memory)->session_lost.load(), 1u);
    EXPECT_THAT(lost.take_states(), ElementsAre(State::loss_pending)) << "for those who listen to events alone";
    EXPECT_EQ(log.running.back(), (std::pair<size_t, bool>(0, false))) << "nobody waits for its frames";
    EXPECT_EQ(lost.session.end_session().error().code, ErrorCode::device_lost);
    EXPECT_EQ(lost.session.create_swapchain(color_swapchain).error().code, ErrorCode::device_lost);
    const size_t submitted = log.submissions.size();
    EXPECT_TRUE(lost.end_frame(2).ok()) << "it was on its way";
    EXPECT_EQ(lost.accepted(), 2u);
    EXPECT_EQ(lost.retired(), 2u);
    EXPECT_EQ(log.submissions.size(), submitted);
    ASSERT_TRUE(lost.session.destroy_session().ok());
    ASSERT_TRUE(lost.session.create_session(SessionKind::graphics, std::nullopt).ok());
    EXPECT_EQ((*lost.memory)->session_lost.load(), 0u);
    EXPECT_TRUE(lost.session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    ASSERT_TRUE(headless.session.destroy_session().ok());
    ASSERT_TRUE(lost.session.destroy_session().ok());
    EXPECT_EQ(control.inject_fault(proto::Fault::session_lost).error().code, ErrorCode::unsupported) << "there is none";
}

TEST_F(ClientSessionTest, TellsTheObserverOfMistakesUpToABound) {
    start();
    TestClient client(*system);
    EXPECT_EQ(client.session.note_mistake("too early").error().code, ErrorCode::call_order);
    client.introduce();
    (void)observer.take();
    for (uint32_t i = 0; i < proto::max_told_mistakes + 5; ++i) ASSERT_TRUE(client.session.note_mistake("no").ok());
    const std::vector<std::string> told = observer.take();
    EXPECT_EQ(told.size(), proto::max_told_mistakes);
    EXPECT_EQ(told.front(), "1 mistake: no");
}

}  // namespace
}  // namespace xrt
