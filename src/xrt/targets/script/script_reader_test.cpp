// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_reader.hpp"

#include <gmock/gmock.h>

#include "auxiliary/math/near.hpp"
#include "targets/script/script_writer.hpp"

namespace xrt::script {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

Step only_step(std::string_view text) {
    const Result<Script> script = read_script(text);
    EXPECT_TRUE(script.ok()) << text << ": " << (script ? "" : script.error().message);
    return script && script->size() == 1 ? script->front() : Step{};
}

std::string why(std::string_view text) {
    const Result<Script> script = read_script(text);
    return script ? "it is right" : script.error().message;
}

template <typename T>
T action(std::string_view text) {
    return std::get<T>(std::get<Do>(only_step(text).work).action);
}

template <typename T>
T change(std::string_view text) {
    return std::get<T>(action<Steer>(text).changes.at(0));
}

TEST(ScriptReader, CountsLinesFromOneAndPassesOverBlankOnes) {
    const auto script = read_script("{\"note\": \"first\"}\n\n  \r\n{\"recentre\": true}\n").value();
    ASSERT_EQ(script.size(), 2u);
    EXPECT_EQ(script[0].line, 1u);
    EXPECT_TRUE(std::holds_alternative<Remark>(script[0].work));
    EXPECT_EQ(script[1].line, 4u);
}

TEST(ScriptReader, ReadsWhen) {
    EXPECT_TRUE(std::holds_alternative<AtOnce>(only_step(R"({"recentre": true})").when));
    EXPECT_EQ(std::get<AtFrame>(only_step(R"({"frame": 30, "recentre": true})").when).frame, 30u);
    EXPECT_EQ(std::get<AtTime>(only_step(R"({"time": 1.5, "recentre": true})").when).time, 1500ms);
    EXPECT_EQ(std::get<After>(only_step(R"({"after": 0.25, "recentre": true})").when).delay, 250ms);
    const auto wait = std::get<WaitFor>(
        only_step(R"({"wait_for": {"state": "focused"}, "before_frame": 60, "recentre": true})").when);
    EXPECT_EQ(std::get<StateReached>(wait.condition).state, proto::SessionState::focused);
    EXPECT_EQ(wait.bound.before_frame, 60u);
}

TEST(ScriptReader, ReadsPoses) {
    const auto move = change<proto::MovePose>(
        R"({"pose": {"device": "right", "component": "aim", "position": [1, 2, 3], "over": 0.5}})");
    EXPECT_EQ(move.component, "/input/aim/pose");
    EXPECT_EQ(move.parts.value, proto::PoseParts::position);
    EXPECT_EQ(move.target.position, (Vec3{1, 2, 3}));
    EXPECT_EQ(move.origin, proto::PoseOrigin::world);
    EXPECT_EQ(move.duration, 500ms);
    const auto turn =
        change<proto::MovePose>(R"({"pose": {"device": "head", "degrees": [90, 0, 0], "relative": true}})");
    EXPECT_EQ(turn.origin, proto::PoseOrigin::present);
    EXPECT_EQ(turn.parts.value, proto::PoseParts::orientation);
    // To the left: what was ahead is now to the right.
    EXPECT_TRUE(near(rotate(turn.target.orientation, {0, 0, -1}), {-1, 0, 0}));
}

TEST(ScriptReader, PutsJointsOfHandsAtOnce) {
    constexpr auto text =
        R"({"pose": {"device": "left", "component": "joint/index_tip", "position": [1, 2, 3], "orientation": [0, 0, 0, 1]}})";
    EXPECT_EQ(change<proto::SetPose>(text), (proto::SetPose{"/joint/index_tip", {{}, {1, 2, 3}}}));
    EXPECT_EQ(steer_lines(AtOnce{}, action<Steer>(text)), std::string(text) + "\n");
    EXPECT_THAT(why(R"({"pose": {"device": "left", "component": "joint/index_tip", "position": [1, 2, 3]}})"),
                HasSubstr("a joint needs a position and an orientation"));
}

TEST(ScriptReader, MakesAPathOfMovementsOneAfterAnother) {
    const auto steer = action<Steer>(
        R"({"path": {"device": "head", "keys": [{"at": 0, "position": [0, 1, 0]}, {"at": 2, "degrees": [0, 90, 0]}]}})");
    ASSERT_EQ(steer.changes.size(), 2u);
    const auto& second = std::get<proto::MovePose>(steer.changes[1]);
    EXPECT_EQ(second.delay, 0s);
    EXPECT_EQ(second.duration, 2s);
    EXPECT_TRUE(near(rotate(second.target.orientation, {0, 0, -1}), {0, 1, 0}));
}

TEST(ScriptReader, ReadsInputs) {
    EXPECT_EQ(change<proto::SetInput>(R"({"press": {"device": "left", "input": "select/click"}})"),
              (proto::SetInput{"/input/select/click", {1, 0}}));
    EXPECT_EQ(change<proto::SetInput>(R"({"release": {"device": "left", "input": "select/click"}})"),
              (proto::SetInput{"/input/select/click", {0, 0}}));
    EXPECT_EQ(change<proto::SetInput>(R"({"input": {"device": "left", "input": "thumbstick", "value": [0.5, -1]}})"),
              (proto::SetInput{"/input/thumbstick", {0.5f, -1}}));
    EXPECT_EQ(change<proto::SetInput>(R"({"input": {"device": "left", "input": "a/touch", "value": true}})").value.x,
              1);
    const auto press =
        std::get<Do>(only_step(R"({"press": {"device": "right", "input": "squeeze/click", "for": 0.1}})").work);
    ASSERT_TRUE(press.later);
    EXPECT_EQ(press.later->delay, 100ms);
}

TEST(ScriptReader, ReadsWhatHappensToDevicesAndTheSystem) {
    EXPECT_EQ(change<proto::SetTracking>(R"({"tracking": {"device": "head", "state": "inferred"}})").tracking,
              proto::Tracking::inferred);
    EXPECT_FALSE(change<proto::SetPresence>(R"({"disconnect": {"device": "waist"}})").present);
    EXPECT_EQ(action<Steer>(R"({"let_go": {"device": "waist"}})").device, UserPath::tracker_waist);
    constexpr auto pico =
        R"({"profile": {"device": "left", "path": "/interaction_profiles/bytedance/pico4_controller"}})";
    EXPECT_EQ(change<proto::BecomeProfile>(pico).profile, "/interaction_profiles/bytedance/pico4_controller");
    EXPECT_EQ(action<SetUserPresence>(R"({"user": "absent"})").presence, Presence::absent);
    EXPECT_EQ(action<SetRefreshRate>(R"({"refresh_rate": 120})").hertz, 120);
    EXPECT_EQ(action<LimitProminence>(R"({"prominence": "hidden"})").most, Prominence::hidden);
    EXPECT_EQ(action<MovePlaySpace>(R"({"play_space": {"position": [1, 0, 0]}})").world_from_play_space.position.x, 1);
}

TEST(ScriptReader, ReadsWhereSpacesAndOriginsAre) {
    const auto space =
        action<MoveReferenceSpace>(R"({"reference_space": {"space": "local_floor", "position": [1, 2, 3]}})");
    EXPECT_EQ(space.space, proto::ReferenceSpace::local_floor);
    EXPECT_EQ(space.play_space_from_space, (Pose{{}, {1, 2, 3}}));
    const auto origin =
        action<MoveTrackingOrigin>(R"({"tracking_origin": {"name": "Simulated", "orientation": [0, 1, 0, 0]}})");
    EXPECT_EQ(origin.name, "Simulated");
    EXPECT_EQ(origin.offset, (Pose{{0, 1, 0, 0}, {}}));
}

TEST(ScriptReader, ReadsWhatIsDoneToApplications) {
    EXPECT_EQ(action<SetPrimary>(R"({"primary": {"application": "hello"}})").client, (ClientName{"hello", 1}));
    EXPECT_EQ(action<SetFocus>(R"({"focus": {"application": "hello", "number": 2}})").client, (ClientName{"hello", 2}));
    const auto some = action<BlockIo>(R"({"blocked": {"application": "a", "hands": true, "outputs": true}})");
    EXPECT_EQ(some.client, (ClientName{"a", 1}));
    EXPECT_EQ(some.kinds.value, proto::IoKinds::hand_tracking | proto::IoKinds::outputs);
    EXPECT_EQ(action<BlockIo>(R"({"blocked": {"application": "a"}})").kinds.value, 0u);
    const auto running =
        std::get<Expect>(only_step(R"({"expect": {"running": {"application": "a", "number": 3}}, "within": 1})").work);
    EXPECT_EQ(std::get<ClientRunning>(running.condition).client, (ClientName{"a", 3}));
    const auto wait = std::get<WaitFor>(
        only_step(R"({"wait_for": {"connected": {"application": "a"}}, "within": 1, "recentre": true})").when);
    EXPECT_EQ(std::get<ClientConnected>(wait.condition).client, (ClientName{"a", 1}));
}

TEST(ScriptReader, TakesTheAmericanSpelling) {
    (void)action<Recentre>(R"({"recenter": true})");
    (void)action<Recentre>(R"({"recentre": true})");
}

TEST(ScriptReader, ReadsInputsOnTheirWay) {
    const auto move = change<proto::MoveInput>(
        R"({"input": {"device": "left", "input": "thumbstick", "value": [0.5, -1], "over": 0.25}})");
    EXPECT_EQ(move, (proto::MoveInput{"/input/thumbstick", {0.5f, -1}, 250ms}));
}

TEST(ScriptReader, ReadsHandsAndBatteries) {
    const auto fist = change<proto::SetFingers>(R"({"hand": {"device": "left", "gesture": "fist", "over": 0.5}})");
    EXPECT_EQ(fist, (proto::SetFingers{{1, 1, 1, 1, 1}, 500ms}));
    EXPECT_EQ(change<proto::SetFingers>(R"({"hand": {"device": "left", "gesture": "point"}})").curls[1], 0);
    const auto fingers =
        change<proto::SetFingers>(R"({"hand": {"device": "right", "fingers": [0, 0.25, 0.5, 0.75, 1]}})");
    EXPECT_EQ(fingers, (proto::SetFingers{{0, 0.25f, 0.5f, 0.75f, 1}, 0s}));
    EXPECT_EQ(change<proto::SetBattery>(R"({"battery": {"device": "left", "level": 0.5}})"),
              (proto::SetBattery{0.5f, false, false}));
    EXPECT_EQ(change<proto::SetBattery>(R"({"battery": {"device": "left", "level": 0.5, "charging": true}})"),
              (proto::SetBattery{0.5f, true, true}))
        << "without a cable nothing charges";
    EXPECT_EQ(change<proto::SetBattery>(R"({"battery": {"device": "head", "level": 1, "plugged_in": true}})"),
              (proto::SetBattery{1, false, true}));
}

TEST(ScriptReader, ReadsFaults) {
    (void)action<LoseSessionsAtOnce>(R"({"session_lost": true})");
    (void)action<LoseGpu>(R"({"gpu_lost": true})");
    EXPECT_EQ(action<SetViewResolution>(R"({"view_resolution": {"width": 640, "height": 480}})").extent,
              (Extent2D{640, 480}));
    const auto slow = std::get<Do>(only_step(R"({"slow_compositor": {"periods": 3, "for": 0.5}})").work);
    EXPECT_EQ(std::get<SlowCompositor>(slow.action).periods, 3u);
    ASSERT_TRUE(slow.later);
    EXPECT_EQ(slow.later->delay, 500ms);
    EXPECT_EQ(std::get<SlowCompositor>(slow.later->action).periods, 0u);
    EXPECT_FALSE(std::get<Do>(only_step(R"({"slow_compositor": {"periods": 3}})").work).later);
}

TEST(ScriptReader, ReadsExpectations) {
    const auto haptic = std::get<Expect>(
        only_step(R"({"expect": {"haptic": {"device": "right", "amplitude": 0.5}}, "within": 1})").work);
    EXPECT_EQ(haptic.bound.within, 1s);
    EXPECT_NEAR(std::get<HapticSent>(haptic.condition).at_least, 0.49, 1e-6);
    EXPECT_NEAR(std::get<HapticSent>(haptic.condition).at_most, 0.51, 1e-6);
    const auto layers = std::get<LayersShown>(
        std::get<Expect>(only_step(R"({"expect": {"layers": {"kind": "quad", "count": 2}}})").work).condition);
    EXPECT_EQ(layers.kind, LayerKind::quad);
    EXPECT_EQ(layers.at_least, 2u);
    EXPECT_EQ(layers.at_most, 2u);
    const auto took = std::get<Expect>(only_step(R"({"expect": {"frame_time": {"below": 0.02}}})").work).condition;
    EXPECT_EQ(std::get<FramesTook>(took).less_than, 20ms);
    const auto clean = std::get<Expect>(only_step(R"({"expect": {"no_validation_message": true}})").work).condition;
    EXPECT_TRUE(std::holds_alternative<NothingWrong>(clean));
}

struct Mistake {
    std::string line, message;
};

TEST(ScriptReader, NamesLineKeyAndTheNearestNameOfEveryMistake) {
    const Mistake mistakes[] = {
        {R"({"frame": 1, "pres": {}})", R"("line" has no key 'pres'; did you mean 'press'?)"},
        {R"({"press": {"device": "right", "inpt": "select/click"}})",
         R"("press" has no key 'inpt'; did you mean 'input'?)"},
        {R"({"press": {"device": "right"}})", R"("press" needs "input")"},
        {R"({"press": {"device": "rigt", "input": "select/click"}})",
         R"(there is no "device" 'rigt'; did you mean 'right'?)"},
        {R"({"press": {"device": "right", "input": "sqeeze/click"}})",
         R"("input": no interaction profile has 'sqeeze/click' for right; did you mean 'squeeze/click'?)"},
        {R"({"pose": {"device": "right", "component": "agrip", "position": [0, 0, 0]}})",
         R"("component": no interaction profile has 'agrip' for right; did you mean 'grip'?)"},
        {R"({"expect": {"state": "focussed"}})", R"(there is no "state" 'focussed'; did you mean 'focused'?)"},
        {R"({"tracking": {"device": "head", "state": "nonsense"}})",
         R"(there is no "state" 'nonsense'; there are lost, inferred, full)"},
        {R"({"frame": "30", "recentre": true})", R"("frame" is a text, not a whole number)"},
        {R"({"frame": 1.5, "recentre": true})", R"("frame" is 1.5, not a whole number from 1)"},
        {R"({"frame": 0, "recentre": true})", R"("frame" is 0, not a whole number from 1)"},
        {R"({"brightness": 2})", R"("brightness" is 2, not a number from 0 to 1)"},
        {R"({"recentre": false})", R"("recentre" can only be true)"},
        {R"({"pose": {"device": "head", "position": [1, 2]}})", R"("position" is not a list of 3 numbers)"},
        {R"({"pose": {"device": "head", "orientation": [1, 1, 0, 0]}})", R"("orientation" is no unit quaternion)"},
        {R"({"pose": {"device": "head"}})", R"(there is neither "position")"},
        {R"({"pose": {"device": "head", "degrees": [0,0,0], "orientation": [0,0,0,1]}})",
         R"(there are both "orientation" and "degrees")"},
        {R"({"path": {"device": "head", "keys": []}})", R"("keys" has 0 members)"},
        {R"({"path": {"device": "head", "keys": [{"at": 1, "position": [0,0,0]}, {"at": 1, "position": [0,0,0]}]}})",
         "\"at\" does not grow"},
        {R"({"frame": 1, "time": 1, "recentre": true})", R"(there is more than one of "frame", "time")"},
        {R"({"recentre": true, "request_exit": true})", R"(a line does one thing: "recentre" or "request_exit")"},
        {R"({"frame": 1})", "the line says nothing that is to be done"},
        {R"({"wait_for": {"state": "ready"}, "recentre": true})", R"("wait_for" needs "within" or "before_frame")"},
        {R"({"wait_for": {"state": "ready"}, "within": 1, "expect": {"state": "idle"}})",
         R"("expect" can wait by itself)"},
        {R"({"recentre": true, "within": 1})", R"("within" and "before_frame" are for "wait_for" and "expect")"},
        {R"({"expect": {"state": "idle", "layers": {"count": 1}}})", R"("expect" needs exactly one key)"},
        {R"({"expect": {"layers": {}}})", R"("layers" needs "count")"},
        {R"({"expect": {"haptic": {"device": "left", "at_least": 0.5, "at_most": 0.1}}})",
         R"("at_least" is more than "at_most")"},
        {R"({"profile": {"device": "left", "path": "/interaction_profiles/oculus/tuch_controller"}})",
         "for left; did you mean '/interaction_profiles/oculus/touch_controller'?"},
        {R"({"pose": {"device": "left", "component": "joint/indx_tip", "position": [0, 0, 0], "degrees": [0, 0, 0]}})",
         "a hand has no 'joint/indx_tip'; did you mean 'joint/index_tip'?"},
        {R"({"pose": {"device": "head", "component": "joint/palm", "position": [0, 0, 0], "degrees": [0, 0, 0]}})",
         "no hand with joints is at head"},
        {R"({"hand": {"device": "lft", "gesture": "fist"}})", "did you mean 'left'?"},
        {R"({"hand": {"device": "left", "gesture": "pnch"}})", "did you mean 'pinch'?"},
        {R"({"hand": {"device": "head", "gesture": "fist"}})", R"(there is no "device" 'head')"},
        {R"({"hand": {"device": "left"}})", R"("hand" needs either "gesture" or "fingers")"},
        {R"({"hand": {"device": "left", "gesture": "fist", "fingers": [0, 0, 0, 0, 0]}})", R"("hand" needs either)"},
        {R"({"hand": {"device": "left", "fingers": [0, 0, 0, 0, -1]}})", R"("fingers" has a number below 0)"},
        {R"({"battery": {"device": "left", "level": 2}})", R"("level" is 2, not a number from 0 to 1)"},
        {R"({"input": {"device": "left", "input": "a/click", "value": true, "over": 1}})", R"(no way to go "over")"},
        {R"({"slow_compositor": {"periods": 0, "for": 1}})", R"("for" is for more than 0 "periods")"},
        {R"({"sesion_lost": true})", "did you mean 'session_lost'?"},
        {R"({"view_resolution": {"width": 0, "height": 1}})", R"("width" is 0, not a whole number from 1)"},
        {R"({"expect": {"no_validation_mesage": true}})", "did you mean 'no_validation_message'?"},
        {R"({"expect": {"frame_time": {"below": 1}}, "within": 1})", R"(needs neither "within" nor "before_frame")"},
        {R"({"wait_for": {"no_validation_message": true}, "within": 1, "recentre": true})", "cannot be waited for"},
        {R"({"end": true, "recentre": true})", R"(at the "end" there is only "expect")"},
        {R"({"end": true, "expect": {"state": "idle"}, "within": 1})", R"(at the "end" there is only "expect")"},
        {R"({"reference_space": {"space": "locl", "position": [0, 0, 0]}})", "did you mean 'local'?"},
        {R"({"reference_space": {"space": "view", "position": [0, 0, 0]}})", "there are local, local_floor, stage"},
        {R"({"reference_space": {"space": "stage"}})", R"(there is neither "position")"},
        {R"({"reference_space": {"position": [0, 0, 0]}})", R"("reference_space" needs "space")"},
        {R"({"tracking_origin": {"position": [0, 0, 0]}})", R"("tracking_origin" needs "name")"},
        {R"({"tracking_origin": {"name": "a", "orientation": [1, 1, 0, 0]}})",
         R"("orientation" is no unit quaternion)"},
        {R"({"primary": {"applicaton": "a"}})", R"("primary" has no key 'applicaton'; did you mean 'application'?)"},
        {R"({"focus": {"number": 2}})", R"("focus" needs "application")"},
        {R"({"focus": {"application": "a", "number": 0}})", R"("number" is 0, not a whole number from 1)"},
        {R"({"blocked": {"application": "a", "input": true}})", "did you mean 'inputs'?"},
        {R"({"blocked": {"application": "a", "inputs": false}})", R"("inputs" can only be true)"},
        {R"({"expect": {"runing": {"application": "a"}}})", "did you mean 'running'?"},
        {R"({"recentre": true, "recenter": true})", R"(a line does one thing: "recentre" or "recenter")"},
        {R"({"recentre": true, "recentre": true})", R"(the key "recentre" is there twice)"},
        {R"({"recentre": true)", "no JSON from character"},
        {R"([1])", R"("line" is a list, not an object)"},
    };
    for (const auto& [line, message] : mistakes) {
        EXPECT_THAT(why("{\"note\": \"\"}\n" + line), testing::AllOf(StartsWith("line 2: "), HasSubstr(message)))
            << line;
    }
}

TEST(ScriptReader, RefusesFramesAndTimesThatGoBackwards) {
    EXPECT_THAT(why("{\"frame\": 30, \"recentre\": true}\n{\"frame\": 20, \"recentre\": true}"),
                "line 2: frame 20 lies before that of an earlier line");
    EXPECT_THAT(why("{\"time\": 2, \"recentre\": true}\n{\"time\": 1, \"recentre\": true}"), StartsWith("line 2: "));
}

TEST(ScriptReader, RefusesWhatComesAfterTheEnd) {
    const std::string end = "{\"end\": true, \"expect\": {\"state\": \"idle\"}}\n";
    EXPECT_THAT(why(end + "{\"recentre\": true}"), "line 2: an earlier line waits for the \"end\"");
    EXPECT_TRUE(read_script(end + "{\"note\": \"well done\"}\n" + end).ok());
}

TEST(ScriptReader, IsBounded) {
    EXPECT_THAT(why("{\"note\": \"" + std::string(max_line_length, 'a') + "\"}"), HasSubstr("the line is longer"));
    EXPECT_THAT(why(std::string(64, '[')), HasSubstr("nested too deeply"));
}

TEST(ScriptReader, SaysWhichFileCannotBeRead) {
    const auto script = load_script("/nowhere/at/all");
    ASSERT_FALSE(script);
    EXPECT_THAT(script.error().message, HasSubstr("/nowhere/at/all"));
}

TEST(ScriptWriter, WritesWhatTheReaderReadsAgain) {
    const proto::DeviceChange changes[] = {
        proto::SetInput{"/input/trigger/value", {0.1f, 0}},
        proto::SetInput{"/input/thumbstick", {0.3f, -0.7f}},
        proto::SetPresence{false},
        proto::SetPresence{true},
        proto::BecomeProfile{"/interaction_profiles/khr/simple_controller"},
        proto::ReleaseDevice{},
        proto::SetTracking{proto::Tracking::lost},
        proto::MovePose{"/input/aim/pose",
                        proto::PoseOrigin::present,
                        {3},
                        {{0, 0.6f, 0, 0.8f}, {0.1f, 1 / 3.0f, 3}},
                        {},
                        123456789ns},
        proto::MovePose{"", proto::PoseOrigin::world, {1}, {{}, {1, 2, 3}}, {}, {}},
        proto::MoveInput{"/input/trigger/value", {0.1f, 0}, 123456789ns},
        proto::MoveInput{"/input/thumbstick", {0.3f, -0.7f}, 1s},
        proto::SetFingers{{0, 0.1f, 0.2f, 0.3f, 1}, 250ms},
        proto::SetFingers{{1, 1, 1, 1, 1}, {}},
        proto::SetBattery{0.1f, true, true},
        proto::SetBattery{1, false, false},
    };
    for (const proto::DeviceChange& change : changes) {
        const std::string text = steer_lines(AtFrame{12}, {UserPath::left_hand, {change}});
        const Step step = only_step(text);
        EXPECT_EQ(std::get<AtFrame>(step.when).frame, 12u);
        ASSERT_TRUE(std::holds_alternative<Do>(step.work)) << text;
        const auto& steer = std::get<Steer>(std::get<Do>(step.work).action);
        EXPECT_EQ(steer.device, UserPath::left_hand);
        ASSERT_EQ(steer.changes.size(), 1u) << text;
        EXPECT_TRUE(steer.changes[0] == change) << text;
    }
}

TEST(ScriptWriter, WritesAChainOfMovementsAsOnePath) {
    const std::string text =
        R"({"path": {"device": "head", "keys": [{"at": 0.5, "position": [0, 1, 0]}, {"at": 2, "position": [0, 2, 0], "relative": true}]}})";
    const auto steer = action<Steer>(text);
    EXPECT_EQ(steer_lines(AtOnce{}, steer), text + "\n");
    const proto::MovePose late{"", proto::PoseOrigin::world, {1}, {{}, {1, 2, 3}}, 1s, 2s};
    const auto again = action<Steer>(steer_lines(AtOnce{}, {UserPath::head, {late}}));
    ASSERT_EQ(again.changes.size(), 2u);
    EXPECT_TRUE(again.changes[1] == proto::DeviceChange(late));
}

TEST(ScriptWriter, WritesEveryOtherAction) {
    for (
        const std::string line :
        {R"({"time": 0.1, "user": "absent"})", R"({"time": 0.1, "recentre": true})",
         R"({"time": 0.1, "refresh_rate": 72})",
         R"({"time": 0.1, "play_space": {"position": [1, 0, 0.25], "orientation": [0, 0, 0, 1]}})",
         R"({"time": 0.1, "brightness": 0.5})", R"({"time": 0.1, "request_exit": true})",
         R"({"time": 0.1, "lose_session": true})", R"({"time": 0.1, "prominence": "visible"})",
         R"({"time": 0.1, "session_lost": true})", R"({"time": 0.1, "gpu_lost": true})",
         R"({"time": 0.1, "slow_compositor": {"periods": 2}})",
         R"({"time": 0.1, "view_resolution": {"width": 640, "height": 480}})",
         R"({"time": 0.1, "reference_space": {"space": "stage", "position": [1, 0, 0.25], "orientation": [0, 0, 0, 1]}})",
         R"({"time": 0.1, "tracking_origin": {"name": "a \"b\"", "position": [1, 0, 0.25], "orientation": [0, 0, 0, 1]}})",
         R"({"time": 0.1, "primary": {"application": "hello"}})",
         R"({"time": 0.1, "focus": {"application": "hello", "number": 2}})",
         R"({"time": 0.1, "blocked": {"application": "a"}})",
         R"({"time": 0.1, "blocked": {"application": "a", "poses": true, "outputs": true}})"}) {
        const Step step = only_step(line);
        EXPECT_EQ(action_line(step.when, std::get<Do>(step.work).action), line + "\n");
    }
}

TEST(ScriptWriter, LetsWhatIsDoneToAnApplicationWaitForIt) {
    EXPECT_EQ(client_action_lines(AtFrame{7}, SetFocus{{"a", 2}}),
              "{\"frame\": 7, \"expect\": {\"running\": {\"application\": \"a\", \"number\": 2}}, \"within\": 60}\n"
              "{\"focus\": {\"application\": \"a\", \"number\": 2}}\n");
    const auto script = read_script(client_action_lines(AtTime{1s}, BlockIo{{"a", 1}, {proto::IoKinds::inputs}}));
    ASSERT_TRUE(script.ok()) << script.error().message;
    EXPECT_TRUE(std::holds_alternative<ClientConnected>(std::get<Expect>((*script)[0].work).condition))
        << "it need not have a session";
    EXPECT_TRUE(std::holds_alternative<AtOnce>((*script)[1].when));
}

}  // namespace
}  // namespace xrt::script
