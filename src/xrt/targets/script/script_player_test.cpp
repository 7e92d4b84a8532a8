// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_player.hpp"

#include <gmock/gmock.h>

#include "targets/script/script_reader.hpp"

namespace xrt::script {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Time start = time_from_nanoseconds(5'000'000'000);
constexpr Duration period = 10ms;

/// Frame by frame; time starts somewhere.
class Playing {
 public:
    explicit Playing(std::string_view text) : player(read_script(text).value()) {}

    /// After `frames` ended frames; the lines that are carried out.
    std::vector<uint32_t> at(uint64_t frames, Observation observation = {}) {
        observation.frames = frames;
        observation.now = start + static_cast<int64_t>(frames) * period;
        commands = player.tick(observation);
        std::vector<uint32_t> lines;
        for (const Command& command : commands) lines.push_back(command.line);
        return lines;
    }
    void end(uint64_t frames) {
        Observation observation;
        observation.frames = frames;
        observation.now = start + static_cast<int64_t>(frames) * period;
        player.end(observation);
    }

    ScriptPlayer player;
    std::vector<Command> commands;
};

Observation became(proto::SessionState state) {
    Observation observation;
    observation.states = {{1, state}};
    return observation;
}

Observation pulse(UserPath device, float amplitude) {
    Observation observation;
    observation.haptics = {{device, amplitude}};
    return observation;
}

TEST(ScriptPlayer, DoesAtOnceWhatHasNoTimeInTheOrderOfTheLines) {
    Playing playing("{\"recentre\": true}\n{\"user\": \"absent\"}\n");
    EXPECT_THAT(playing.at(0), ElementsAre(1, 2));
    EXPECT_TRUE(std::holds_alternative<SetUserPresence>(playing.commands[1].action));
    EXPECT_EQ(playing.player.progress(), Progress::finished);
    EXPECT_THAT(playing.at(1), IsEmpty());
}

TEST(ScriptPlayer, DoesWhatAFrameIsToSeeBeforeThatFrameBegins) {
    Playing playing("{\"frame\": 1, \"recentre\": true}\n{\"frame\": 3, \"recentre\": true}\n{\"recentre\": true}");
    EXPECT_THAT(playing.at(0), ElementsAre(1));
    EXPECT_THAT(playing.at(1), IsEmpty());
    EXPECT_THAT(playing.at(2), ElementsAre(2, 3));
}

TEST(ScriptPlayer, CatchesUpWithFramesThatItDidNotHearOf) {
    Playing playing("{\"frame\": 3, \"recentre\": true}\n{\"frame\": 5, \"recentre\": true}");
    EXPECT_THAT(playing.at(9), ElementsAre(1, 2));
}

TEST(ScriptPlayer, CountsTimeFromTheFirstTickAndDelaysFromTheStepBefore) {
    Playing playing("{\"time\": 0.02, \"recentre\": true}\n{\"after\": 0.03, \"recentre\": true}");
    EXPECT_THAT(playing.at(1), IsEmpty());
    EXPECT_THAT(playing.at(2), IsEmpty());
    EXPECT_THAT(playing.at(3), ElementsAre(1));
    EXPECT_THAT(playing.at(5), IsEmpty());
    EXPECT_THAT(playing.at(6), ElementsAre(2));
}

TEST(ScriptPlayer, ReleasesWhatIsPressedForAWhileAndGoesOnMeanwhile) {
    Playing playing(
        "{\"press\": {\"device\": \"left\", \"input\": \"select/click\", \"for\": 0.02}}\n{\"frame\": 2, \"recentre\": "
        "true}");
    EXPECT_THAT(playing.at(0), ElementsAre(1));
    EXPECT_THAT(playing.at(1), ElementsAre(2));
    EXPECT_EQ(playing.player.progress(), Progress::running);
    EXPECT_THAT(playing.at(2), ElementsAre(1));
    const auto& change = std::get<Steer>(playing.commands[0].action).changes[0];
    EXPECT_EQ(std::get<proto::SetInput>(change).value.x, 0);
    EXPECT_EQ(playing.player.progress(), Progress::finished);
}

TEST(ScriptPlayer, WaitsForAConditionWithinItsBound) {
    constexpr auto text = "{\"wait_for\": {\"state\": \"focused\"}, \"within\": 0.05, \"recentre\": true}";
    Playing met(text);
    EXPECT_THAT(met.at(0), IsEmpty());
    EXPECT_THAT(met.at(4, became(proto::SessionState::focused)), ElementsAre(1));
    Playing missed(text);
    missed.at(0, became(proto::SessionState::ready));
    EXPECT_THAT(missed.at(4), IsEmpty());
    EXPECT_EQ(missed.player.progress(), Progress::running);
    missed.at(5);
    EXPECT_EQ(missed.player.failure(),
              (Failure{1, "a session that is focused within 0.05 s", "sessions became ready (frame 5)"}));
}

TEST(ScriptPlayer, TakesAStateThatWasPassedThroughSinceTheLastAction) {
    Observation passed;
    passed.states = {{1, proto::SessionState::visible}, {1, proto::SessionState::focused}};
    Playing playing(
        "{\"expect\": {\"state\": \"visible\"}}\n{\"recentre\": true}\n{\"frame\": 3, \"expect\": {\"state\": "
        "\"visible\"}}");
    EXPECT_THAT(playing.at(0, passed), ElementsAre(2));
    playing.at(2);
    EXPECT_EQ(playing.player.failure(), (Failure{3, "a session that is visible", "sessions are focused (frame 2)"}));
}

TEST(ScriptPlayer, ForgetsTheStateOfASessionThatIsGone) {
    Playing playing("{\"frame\": 2, \"expect\": {\"state\": \"focused\"}}");
    playing.at(0);
    Observation gone;
    gone.states = {{1, std::nullopt}};
    Playing other("{\"recentre\": true}\n{\"frame\": 3, \"recentre\": true}\n{\"expect\": {\"state\": \"focused\"}}");
    other.at(1, became(proto::SessionState::focused));
    other.at(2, gone);
    other.at(2);
    EXPECT_EQ(other.player.failure()->seen, "no session (frame 2)");
}

TEST(ScriptPlayer, BoundsAnExpectationByAFrame) {
    constexpr auto text = "{\"expect\": {\"state\": \"focused\"}, \"before_frame\": 3}";
    Playing met(text);
    met.at(0);
    met.at(2, became(proto::SessionState::focused));
    EXPECT_EQ(met.player.progress(), Progress::finished);
    Playing late(text);
    late.at(2);
    late.at(3, became(proto::SessionState::focused));
    EXPECT_EQ(late.player.failure()->expected, "a session that is focused before frame 3");
}

TEST(ScriptPlayer, CountsTheBoundOfAnExpectationFromItsOwnMoment) {
    Playing playing("{\"frame\": 11, \"expect\": {\"haptic\": {\"device\": \"left\"}}, \"within\": 0.05}");
    playing.at(0);
    playing.at(10);
    playing.at(14);
    EXPECT_EQ(playing.player.progress(), Progress::running);
    playing.at(14, pulse(UserPath::left_hand, 0.1f));
    EXPECT_EQ(playing.player.progress(), Progress::finished);
}

TEST(ScriptPlayer, TellsHapticsOfTheRightDeviceAndStrengthApart) {
    constexpr auto text = "{\"expect\": {\"haptic\": {\"device\": \"right\", \"amplitude\": 0.5}}}";
    Playing right(text);
    right.at(0, pulse(UserPath::right_hand, 0.5f));
    EXPECT_EQ(right.player.progress(), Progress::finished);
    Playing weak(text);
    weak.at(0, pulse(UserPath::right_hand, 0.25f));
    EXPECT_EQ(weak.player.failure()->seen, "pulses on right of 0.25 (frame 0)");
    EXPECT_EQ(weak.player.failure()->expected, "a haptic pulse on right of amplitude 0.49 to 0.51");
    Playing left(text);
    left.at(0, pulse(UserPath::left_hand, 0.5f));
    EXPECT_TRUE(left.player.failure());
}

TEST(ScriptPlayer, CountsPulsesOnlyFromTheLastActionOn) {
    Playing playing(
        "{\"frame\": 2, \"recentre\": true}\n{\"frame\": 3, \"expect\": {\"haptic\": {\"device\": \"left\"}}}");
    playing.at(0, pulse(UserPath::left_hand, 1));
    playing.at(1);
    playing.at(2);
    EXPECT_EQ(playing.player.failure()->seen, "no haptic pulse (frame 2)");
}

TEST(ScriptPlayer, CountsLayersAndSwapchains) {
    Observation observation;
    observation.layers = LayerCounts{1, 2, 0, 0, 0, 0};
    observation.swapchains = {{512, 256}};
    Playing playing(
        "{\"expect\": {\"layers\": {\"count\": 3}}}\n{\"expect\": {\"layers\": {\"kind\": \"quad\", \"at_most\": 2}}}\n"
        "{\"expect\": {\"swapchain\": {\"width\": 512, \"height\": 256}}}\n"
        "{\"expect\": {\"layers\": {\"kind\": \"cube\", \"at_least\": 1}}}");
    playing.at(1, observation);
    EXPECT_EQ(playing.player.failure(), (Failure{4, "at least 1 cube layers", "0 of them (frame 1)"}));
}

TEST(ScriptPlayer, NamesTheSizesThatThereWere) {
    Observation observation;
    observation.swapchains = {{512, 256}, {1, 2}};
    Playing playing("{\"expect\": {\"swapchain\": {\"width\": 5, \"height\": 6}}}");
    playing.at(0, observation);
    EXPECT_EQ(playing.player.failure(), (Failure{1, "a swapchain of 5x6", "swapchains of 512x256, 1x2 (frame 0)"}));
}

TEST(ScriptPlayer, FailsWhenTheRunEndsBeforeWhatIsExpected) {
    Playing playing("{\"frame\": 100, \"expect\": {\"state\": \"idle\"}}");
    playing.at(0);
    playing.end(50);
    EXPECT_EQ(playing.player.failure(), (Failure{1, "frame 100", "the run ended after 50 frames"}));
    Playing waiting("{\"expect\": {\"state\": \"idle\"}, \"within\": 100}");
    waiting.at(0);
    waiting.end(5);
    EXPECT_EQ(waiting.player.failure()->seen, "no session (frame 5)");
}

TEST(ScriptPlayer, IsFinishedWhenTheRunEndsBeforeMereActions) {
    Playing playing("{\"frame\": 100, \"recentre\": true}");
    playing.at(0);
    playing.end(50);
    EXPECT_EQ(playing.player.progress(), Progress::finished);
}

TEST(ScriptPlayer, StopsAtWhatWasRefused) {
    Playing playing("{\"recentre\": true}\n{\"frame\": 2, \"recentre\": true}");
    playing.at(0);
    playing.player.refused(playing.commands[0], {ErrorCode::not_found, "no such device"});
    EXPECT_EQ(playing.player.failure(), (Failure{1, "that it can be done", "no such device"}));
    EXPECT_THAT(playing.at(1), IsEmpty());
    EXPECT_EQ(playing.player.line(), 1u);
}

Observation frames_of(std::vector<Duration> times) {
    Observation observation;
    observation.frame_times = std::move(times);
    return observation;
}

TEST(ScriptPlayer, LooksAtTheLongestFrameSinceTheLastAction) {
    constexpr auto text =
        "{\"frame\": 2, \"recentre\": true}\n{\"frame\": 4, \"expect\": {\"frame_time\": {\"below\": 0.02}}}";
    Playing quick(text);
    quick.at(1, frames_of({50ms}));
    quick.at(2, frames_of({19ms}));
    quick.at(3, frames_of({5ms}));
    EXPECT_EQ(quick.player.progress(), Progress::finished);
    Playing slow(text);
    slow.at(1);
    slow.at(2, frames_of({20ms}));
    slow.at(3, frames_of({5ms}));
    EXPECT_EQ(slow.player.failure(), (Failure{2, "frames that take less than 0.02 s", "a frame of 0.02 s (frame 3)"}));
    Playing none(text);
    none.at(1);
    none.at(3);
    EXPECT_EQ(none.player.failure()->seen, "no frame (frame 3)");
}

TEST(ScriptPlayer, RemembersWhatWentWrongThroughAllActions) {
    constexpr auto text =
        "{\"frame\": 2, \"recentre\": true}\n{\"frame\": 3, \"expect\": {\"no_validation_message\": true}}";
    Observation wrong;
    wrong.mistakes = {"xrWaitFrame: session is lost"};
    Playing playing(text);
    playing.at(0, wrong);
    playing.at(1);
    playing.at(2);
    EXPECT_EQ(playing.player.failure(),
              (Failure{2, "no validation message", "xrWaitFrame: session is lost (frame 2)"}));
    EXPECT_EQ(playing.player.steps_done(), 1u);
    Playing twice(text);
    twice.at(0, wrong);
    twice.at(1, wrong);
    twice.at(2);
    EXPECT_EQ(twice.player.failure()->seen, "2, the first of them: xrWaitFrame: session is lost (frame 2)");
    Playing well(text);
    well.at(2);
    well.at(2);
    EXPECT_EQ(well.player.progress(), Progress::finished);
    EXPECT_EQ(well.player.steps_done(), 2u);
}

TEST(ScriptPlayer, ExpectsAtTheEndWhatHasHappenedUntilThen) {
    constexpr auto text = "{\"recentre\": true}\n{\"end\": true, \"expect\": {\"no_validation_message\": true}}";
    Playing well(text);
    EXPECT_THAT(well.at(0), ElementsAre(1));
    well.at(5);
    EXPECT_EQ(well.player.progress(), Progress::running);
    well.end(6);
    EXPECT_EQ(well.player.progress(), Progress::finished);
    Playing badly(text);
    badly.at(0);
    Observation wrong;
    wrong.mistakes = {"xrWaitFrame: session is lost"};
    badly.at(5, wrong);
    EXPECT_EQ(badly.player.progress(), Progress::running);
    badly.end(6);
    EXPECT_EQ(badly.player.failure()->line, 2u);
}

Observation clients_of(std::vector<Observation::Client> clients) {
    Observation observation;
    observation.clients = std::move(clients);
    return observation;
}

TEST(ScriptPlayer, WaitsForAnApplicationAndForTheSecondOfItsName) {
    Playing playing(
        "{\"expect\": {\"connected\": {\"application\": \"a\", \"number\": 2}}, \"within\": 1}\n"
        "{\"expect\": {\"running\": {\"application\": \"a\", \"number\": 2}}, \"within\": 1}\n");
    playing.at(0, clients_of({{"a", true}, {"b", true}}));
    EXPECT_EQ(playing.player.line(), 1u);
    playing.at(1, clients_of({{"a", true}, {"b", true}, {"a", false}}));
    EXPECT_EQ(playing.player.line(), 2u);
    playing.at(2, clients_of({{"a", false}, {"a", true}}));
    EXPECT_EQ(playing.player.progress(), Progress::finished);
}

TEST(ScriptPlayer, SaysWhichApplicationsThereWereInstead) {
    Playing none(R"({"expect": {"connected": {"application": "a"}}})");
    none.at(0);
    EXPECT_EQ(none.player.failure(), (Failure{1, "the application 'a' to be connected", "no application (frame 0)"}));
    Playing others(R"({"expect": {"running": {"application": "a", "number": 2}}})");
    others.at(0, clients_of({{"a", true}, {"b", false}}));
    EXPECT_EQ(others.player.failure(),
              (Failure{1, "the application 'a' (number 2) to have a session that can be seen", "'a', 'b' (frame 0)"}));
    Playing idle(R"({"expect": {"running": {"application": "b"}}})");
    idle.at(0, clients_of({{"a", true}, {"b", false}}));
    EXPECT_EQ(idle.player.failure()->seen, "it is connected, without one (frame 0)");
}

TEST(ScriptPlayer, LooksForWhatAnActionDoesOnceItIsDone) {
    Playing playing("{\"frame\": 2, \"prominence\": \"hidden\"}\n{\"expect\": {\"state\": \"focused\"}}");
    playing.at(0, became(proto::SessionState::focused));
    EXPECT_THAT(playing.at(1), ElementsAre(1));
    EXPECT_EQ(playing.player.progress(), Progress::running) << "it is focused still";
    EXPECT_THAT(playing.at(1, became(proto::SessionState::synchronized)), IsEmpty());
    EXPECT_EQ(playing.player.failure()->seen, "sessions became synchronized (frame 1)");
}

TEST(ScriptPlayer, JudgesTheEndAfterActionsThatComeTooLate) {
    Playing playing(
        "{\"wait_for\": {\"state\": \"exiting\"}, \"within\": 9, \"recentre\": true}\n"
        "{\"end\": true, \"expect\": {\"no_validation_message\": true}}");
    playing.at(0);
    Observation last = became(proto::SessionState::exiting);
    last.now = start;
    playing.player.end(last);
    EXPECT_EQ(playing.player.progress(), Progress::finished);
}

}  // namespace
}  // namespace xrt::script
