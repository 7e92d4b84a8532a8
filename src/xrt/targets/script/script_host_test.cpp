// SPDX-License-Identifier: BSL-1.0
//
// What scripts do to a whole system.
#include "targets/script/script_host_fixture.hpp"

namespace xrt::script {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ScriptHostTest : public TestFolder {};

TEST_F(ScriptHostTest, ShowsAJumpToTheFrameThatItNamesAndToNoEarlierOne) {
    Stage stage(write("script", R"({"frame": 3, "pose": {"device": "head", "position": [0, 1, 5]}})"));
    Player player(stage);
    const auto sights = player.play(5);
    for (int frame = 1; frame <= 5; ++frame) {
        EXPECT_EQ(sights[static_cast<size_t>(frame - 1)].head.position.z, frame < 3 ? 0 : 5) << frame;
    }
    EXPECT_EQ(stage.scripts->state().progress, Progress::finished);
}

TEST_F(ScriptHostTest, DoesWhatTheFirstFrameIsToSeeBeforeAnybodyComes) {
    Stage stage(write("script", R"({"pose": {"device": "head", "position": [0, 1, 5]}})"));
    Player player(stage);
    EXPECT_EQ(player.look().head.position.z, 5);
}

TEST_F(ScriptHostTest, MovesSteadilyFromFrameToFrame) {
    // Four periods, rounded to nanoseconds.
    Stage stage(write(
        "script",
        R"({"frame": 2, "pose": {"device": "head", "position": [4, 0, 0], "relative": true, "over": 0.044444444}})"));
    Player player(stage);
    const auto sights = player.play(7);
    const float expected[] = {0, 1, 2, 3, 4, 4, 4};
    for (size_t i = 0; i < 7; ++i) EXPECT_NEAR(sights[i].head.position.x, expected[i], 1e-4) << i;
}

TEST_F(ScriptHostTest, PressesAndReleasesAndLosesTracking) {
    Stage stage(write("script",
                      "{\"frame\": 2, \"press\": {\"device\": \"right\", \"input\": \"select/click\", \"for\": 0.02}}\n"
                      "{\"frame\": 3, \"tracking\": {\"device\": \"head\", \"state\": \"lost\"}}\n"
                      "{\"frame\": 4, \"tracking\": {\"device\": \"head\", \"state\": \"full\"}}\n"));
    Player player(stage);
    std::vector<float> pressed;
    std::vector<bool> known;
    for (int frame = 1; frame <= 5; ++frame) {
        pressed.push_back(player.right("/input/select/click"));
        known.push_back(player.play(1)[0].head_flags != 0);
    }
    EXPECT_THAT(pressed, ElementsAre(0, 1, 1, 0, 0));
    EXPECT_THAT(known, ElementsAre(true, true, false, true, true));
}

TEST_F(ScriptHostTest, SeesTheHapticThatItExpects) {
    Stage stage(write("script",
                      "{\"frame\": 2, \"press\": {\"device\": \"right\", \"input\": \"select/click\"}}\n"
                      "{\"expect\": {\"haptic\": {\"device\": \"right\", \"amplitude\": 0.5}}, \"within\": 0.1}\n"));
    Player player(stage);
    player.play(3);
    EXPECT_EQ(stage.scripts->state().progress, Progress::running);
    EXPECT_EQ(stage.scripts->state().line, 2u);
    uint32_t output = 0;
    while ((*player.devices)->outputs[output].device != 2) ++output;
    ASSERT_TRUE(player.session.apply_haptic(output, {}, 0, 0.5f).ok());
    player.play(1);
    EXPECT_EQ(stage.scripts->state().progress, Progress::finished);
}

TEST_F(ScriptHostTest, AsksSessionsToExitWhenTheScriptHasFailed) {
    Stage stage(write("script", R"({"frame": 2, "expect": {"swapchain": {"width": 1, "height": 1}}})"));
    Player player(stage);
    player.play(1);
    const ScriptHost::State state = stage.scripts->state();
    EXPECT_EQ(state.progress, Progress::failed);
    EXPECT_EQ(state.failure.line, 1u);
    const auto clients = stage.system->clients().describe();
    EXPECT_EQ(clients[0].state, proto::SessionState::stopping);
}

TEST_F(ScriptHostTest, FailsWhenADeviceCannotDoWhatIsAsked) {
    Stage stage(write("script", R"({"press": {"device": "right", "input": "thumbstick/click"}})"));
    EXPECT_EQ(stage.scripts->state().progress, Progress::failed);
    EXPECT_THAT(stage.scripts->state().failure.seen, HasSubstr("no input /input/thumbstick/click"));
}

TEST_F(ScriptHostTest, FailsWhenTheRunEndsTooEarly) {
    Stage stage(write("script", R"({"frame": 99, "expect": {"state": "focused"}})"));
    {
        Player player(stage);
        player.play(3);
    }
    stage.scripts->end();
    EXPECT_EQ(stage.scripts->state().failure, (Failure{1, "frame 99", "the run ended after 3 frames"}));
}

TEST_F(ScriptHostTest, LimitsProminenceAndMovesTheSystem) {
    Stage stage(
        write("script",
              "{\"frame\": 2, \"prominence\": \"visible\"}\n{\"expect\": {\"state\": \"visible\"}, \"within\": 0.1}\n"
              "{\"brightness\": 0.5}\n{\"frame\": 4, \"refresh_rate\": 72}\n{\"user\": \"absent\"}\n"
              "{\"play_space\": {\"position\": [1, 0, 0]}}\n{\"pose\": {\"device\": \"head\", \"position\": [3, 1, 0], "
              "\"degrees\": [90, 20, 0]}}\n"
              "{\"recentre\": true}\n"));
    Player player(stage);
    player.play(3);
    EXPECT_EQ(stage.scripts->state().progress, Progress::finished) << stage.scripts->state().failure.seen;
    const SystemSettings::Values values = stage.system->settings().values();
    EXPECT_EQ(values.brightness, 0.5f);
    EXPECT_EQ(values.refresh_rate, 72);
    EXPECT_FALSE(values.user_present);
    EXPECT_EQ(values.play_space_offset.position.x, 1);
    EXPECT_EQ(values.play_space_from_local.position, (Vec3{2, 1, 0}));
    EXPECT_EQ(values.play_space_from_local.orientation.x, 0);
}

TEST_F(ScriptHostTest, PlaysOneScriptAtATime) {
    Stage stage;
    Player player(stage);
    player.play(5);
    EXPECT_FALSE(stage.scripts->state().any);
    const Stagehand& stagehand = *stage.scripts->stagehands().front();
    EXPECT_FALSE(stagehand.follows_moments());
    ASSERT_TRUE(stage.scripts->play(*read_script(R"({"after": 0.02, "expect": {"state": "focused"}})")).ok());
    EXPECT_TRUE(stagehand.follows_moments());
    EXPECT_EQ(stage.scripts->play({}).error().code, ErrorCode::call_order);
    EXPECT_EQ(stage.scripts->play(*read_script(R"({"end": true, "expect": {"state": "idle"}})")).error().code,
              ErrorCode::invalid_argument);
    player.play(4);
    EXPECT_EQ(stage.scripts->state().progress, Progress::finished) << stage.scripts->state().failure.seen;
    EXPECT_FALSE(stagehand.follows_moments()) << "it is over";
    EXPECT_TRUE(stage.scripts->play({}).ok());
}

TEST_F(ScriptHostTest, DoesWhatIsDueAtOnceEvenIfThereIsNoSession) {
    Stage stage;
    ASSERT_TRUE(
        stage.scripts->play(*read_script("{\"brightness\": 0.5}\n{\"expect\": {\"state\": \"focused\"}}")).ok());
    EXPECT_EQ(stage.system->settings().values().brightness, 0.5f);
    EXPECT_EQ(stage.scripts->state().failure.seen, "no session (frame 0)");
}

TEST_F(ScriptHostTest, SaysWhichApplicationsAndOriginsThereAreInstead) {
    Stage origin(write("script", R"({"tracking_origin": {"name": "Simulatd", "position": [1, 0, 0]}})"));
    EXPECT_THAT(origin.scripts->state().failure.seen,
                HasSubstr("there is no tracking origin 'Simulatd'; did you mean 'Simulated'?"));
    Stage nobody(write("script", R"({"focus": {"application": "a"}})"));
    EXPECT_THAT(nobody.scripts->state().failure.seen, HasSubstr("there is no application 'a'"));
    Stage stage;
    Player player(stage, "hello");
    const auto seen = [&](const std::string& script) {
        EXPECT_TRUE(stage.scripts->play(*read_script(script)).ok());
        return stage.scripts->state().failure.seen;
    };
    EXPECT_THAT(seen(R"({"primary": {"application": "xyz"}})"), HasSubstr("no application 'xyz'; there is 'hello'"));
    EXPECT_THAT(seen(R"({"blocked": {"application": "hello", "number": 2, "inputs": true}})"),
                HasSubstr("there are not 2 applications 'hello', but 1"));
}

TEST_F(ScriptHostTest, WaitsForAnApplicationThatIsLate) {
    Stage stage(write("script",
                      "{\"frame\": 1, \"expect\": {\"running\": {\"application\": \"late\"}}, \"within\": 60}\n"
                      "{\"focus\": {\"application\": \"late\"}}\n"));
    Player early(stage, "early");
    early.play(3);
    EXPECT_EQ(stage.scripts->state().progress, Progress::running) << stage.scripts->state().failure.seen;
    Player late(stage, "late");
    EXPECT_EQ(stage.scripts->state().line, 1u);
    proto::Frame frame;
    for (Player* player : {&early, &late}) {
        frame.number = ++player->number;
        ASSERT_TRUE(player->session.end_frame(frame, {}).ok());
    }
    EXPECT_EQ(stage.scripts->state().progress, Progress::finished) << stage.scripts->state().failure.seen;
}

TEST_F(ScriptHostTest, LosesSessionsAtOnceAndGoesOnWithTheNext) {
    Stage stage(write("script",
                      "{\"frame\": 3, \"session_lost\": true}\n{\"expect\": {\"state\": \"loss_pending\"}}\n"
                      "{\"expect\": {\"state\": \"focused\"}, \"within\": 1}\n{\"session_lost\": true}\n"),
                file("recording"));
    Player player(stage);
    player.play(1);
    EXPECT_EQ((*player.memory)->session_lost.load(), 0u);
    player.play(1);
    EXPECT_EQ((*player.memory)->session_lost.load(), 1u) << "the third frame is the first to see it";
    EXPECT_EQ(stage.scripts->state().progress, Progress::running);
    Player another(stage);
    another.play(1);
    EXPECT_EQ(stage.scripts->state().progress, Progress::finished) << stage.scripts->state().failure.seen;
    EXPECT_EQ((*another.memory)->session_lost.load(), 1u);
    EXPECT_THAT(read("recording"), HasSubstr("{\"frame\": 3, \"session_lost\": true}\n"));
}

TEST_F(ScriptHostTest, SaysThatThereIsNothingToLose) {
    Stage sessions(write("script", R"({"session_lost": true})"));
    EXPECT_THAT(sessions.scripts->state().failure.seen, HasSubstr("there is no session that could be lost"));
    Stage gpu(write("script", R"({"gpu_lost": true})"));
    EXPECT_THAT(gpu.scripts->state().failure.seen, HasSubstr("no device"));
}

TEST_F(ScriptHostTest, SlowsTheCompositorDownInVirtualTime) {
    Stage stage(write("script", R"({"frame": 3, "slow_compositor": {"periods": 2, "for": 0.06}})"));
    Player player(stage);
    std::vector<int64_t> steps;
    for (int frame = 1; frame <= 7; ++frame) {
        const int64_t before = (*player.devices)->virtual_now;
        player.play(1);
        steps.push_back(((*player.devices)->virtual_now - before) / period.count());
    }
    EXPECT_THAT(steps, ElementsAre(1, 1, 3, 3, 1, 1, 1));
}

TEST_F(ScriptHostTest, SetsBatteriesAndHandsAndTheSizeOfViews) {
    Stage stage(write("script",
                      "{\"frame\": 2, \"battery\": {\"device\": \"right\", \"level\": 1, \"charging\": true}}\n"
                      "{\"hand\": {\"device\": \"right\", \"gesture\": \"fist\"}}\n"
                      "{\"view_resolution\": {\"width\": 300, \"height\": 200}}\n"),
                file("recording"));
    Player player(stage);
    const DeviceSegment& devices = **player.devices;
    const auto index_tip = [&] {
        SharedHandSample sample;
        const SharedHandRing& ring = devices.hand_rings[1];
        EXPECT_TRUE(ring.samples[static_cast<size_t>(ring.newest) % pose_ring_size].try_load(sample));
        return sample.wrist_from_joints[0][static_cast<size_t>(HandJoint::index_tip)].position;
    };
    const Vec3 open = index_tip();
    player.play(1);
    EXPECT_EQ(devices.batteries[2].word.load(), 0xffffu << SharedBattery::level_shift | SharedBattery::known |
                                                    SharedBattery::charging | SharedBattery::plugged_in);
    EXPECT_GT(length(index_tip() - open), 0.05f);
    EXPECT_EQ(unpack_extent(devices.eye_extent), (Extent2D{300, 200}));
    EXPECT_THAT(
        read("recording"),
        testing::AllOf(HasSubstr(R"({"frame": 2, "battery": {"device": "right", "level": 1, "charging": true, )"),
                       HasSubstr(R"({"frame": 2, "hand": {"device": "right", "fingers": [1, 1, 1, 1, 1]}})"),
                       HasSubstr(R"({"frame": 2, "view_resolution": {"width": 300, "height": 200}})")));
}

TEST_F(ScriptHostTest, HearsOfMistakesAndOfHowLongFramesTake) {
    Stage stage(write("script",
                      "{\"frame\": 2, \"expect\": {\"frame_time\": {\"below\": 0.5}}}\n"
                      "{\"expect\": {\"no_validation_message\": true}}\n"
                      "{\"frame\": 3, \"expect\": {\"no_validation_message\": true}}\n"));
    Player player(stage);
    player.play(1);
    EXPECT_EQ(stage.scripts->state().line, 3u);
    ASSERT_TRUE(player.session.note_mistake("xrNothing: is nothing").ok());
    player.play(1);
    EXPECT_THAT(stage.scripts->state().failure.seen, HasSubstr("xrNothing: is nothing"));
}

TEST_F(ScriptHostTest, MovesInputsOnTheirWay) {
    Stage stage(write("script",
                      "{\"profile\": {\"device\": \"right\", \"path\": "
                      "\"/interaction_profiles/oculus/touch_controller\"}}\n"
                      "{\"frame\": 2, \"input\": {\"device\": \"right\", \"input\": \"trigger/value\", "
                      "\"value\": 1, \"over\": 0.044444444}}\n"));
    Player player(stage);
    const float expected[] = {0, 0, 0.25f, 0.5f, 0.75f, 1, 1};
    for (const float value : expected) {
        EXPECT_NEAR(player.right("/input/trigger/value"), value, 1e-4);
        player.play(1);
    }
}

}  // namespace
}  // namespace xrt::script
