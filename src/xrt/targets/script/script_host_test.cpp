// SPDX-License-Identifier: BSL-1.0
//
// Scripts in a whole system with the virtual clock: simulated devices, the null compositor, and a client without graphics whose
// frames move the time on.
#include "targets/script/script_host.hpp"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "service/client_session.hpp"
#include "service/control_session.hpp"
#include "targets/common/simulated_instance.hpp"
#include "targets/run/private_folder.hpp"
#include "targets/script/script_reader.hpp"

namespace xrt::script {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Duration period{11'111'111};

class Stage {
 public:
    explicit Stage(std::string script = "", std::string record = "") : status(UniqueFd()) {
        Options options;
        options.compositor = CompositorKind::null;
        options.clock = ClockMode::lockstep;
        options.script = std::move(script);
        options.record = std::move(record);
        scripts = std::move(*ScriptHost::create(options, status));
        system =
            std::move(*System::create(std::make_unique<SimulatedInstance>(options, status), scripts->observer(),
                                      {.exit_after_frames = 0, .limits = {}, .stagehands = scripts->stagehands()}));
        scripts->attach(*system);
    }
    StatusWriter status;
    std::unique_ptr<ScriptHost> scripts;
    std::unique_ptr<System> system;
};

/// What an application would see when it draws a frame.
struct Sight {
    Pose head, right_grip;
    uint32_t head_flags = 0;
    std::vector<float> inputs;
    bool operator==(const Sight&) const = default;
};

class Player {
 public:
    explicit Player(Stage& stage, const std::string& name = "player") : session(*stage.system, 1) {
        proto::ClientInfo info;
        info.application_name = name;
        const Result<proto::IntroduceReply> reply = session.introduce(info);
        devices.emplace(*MappedSegment<DeviceSegment>::map(reply->device_segment.get()));
        memory.emplace(*MappedSegment<ClientSegment>::map(reply->client_segment.get()));
        EXPECT_TRUE(session.create_session(proto::SessionKind::headless, std::nullopt).ok());
        EXPECT_TRUE(session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    }

    /// As xrWaitFrame predicts it, and xrLocateSpace and xrSyncActions have it.
    Sight look() const {
        Sight sight;
        const Time shown = time_from_nanoseconds((*devices)->virtual_now) + period;
        const SharedPoseSample head = sample((*devices)->head_pose, shown);
        sight.head = head.world_from_pose;
        sight.head_flags = head.flags;
        sight.right_grip = sample(pose("/input/grip/pose", 2), shown).world_from_pose;
        SharedInputs inputs;
        EXPECT_TRUE((*memory)->inputs.try_load(inputs));
        for (uint32_t i = 0; i < inputs.count; ++i)
            sight.inputs.push_back(inputs.values[i].active ? inputs.values[i].x : -1);
        return sight;
    }
    /// Looks, draws and ends a frame, so many times.
    std::vector<Sight> play(int frames) {
        std::vector<Sight> sights;
        for (int i = 0; i < frames; ++i) {
            sights.push_back(look());
            proto::Frame frame;
            frame.number = ++number;
            EXPECT_TRUE(session.end_frame(frame, {}).ok());
        }
        return sights;
    }
    float right(std::string_view component) const {
        SharedInputTable table;
        SharedInputs inputs;
        EXPECT_TRUE((*devices)->input_table.try_load(table));
        EXPECT_TRUE((*memory)->inputs.try_load(inputs));
        for (uint32_t i = 0; i < table.input_count; ++i) {
            if (table.inputs[i].device == 2 && component == table.inputs[i].component.data()) return inputs.values[i].x;
        }
        return -2;
    }

    ClientSession session;
    std::optional<MappedSegment<DeviceSegment>> devices;
    std::optional<MappedSegment<ClientSegment>> memory;
    uint64_t number = 0;

 private:
    uint32_t pose(std::string_view component, uint32_t device) const {
        for (uint32_t i = 0; i < (*devices)->pose_count; ++i) {
            const auto& entry = (*devices)->poses[i];
            if (entry.device == device && component == entry.component.data()) return i;
        }
        return 0;
    }
    SharedPoseSample sample(uint32_t pose, Time time) const {
        const int64_t since = to_nanoseconds(time) - (*devices)->pose_sample_epoch;
        EXPECT_EQ(since % (*devices)->pose_sample_spacing, 0) << "display times are on the grid";
        SharedPoseSample sample;
        const auto index = static_cast<size_t>(since / (*devices)->pose_sample_spacing) % pose_ring_size;
        EXPECT_TRUE((*devices)->rings[pose].samples[index].try_load(sample));
        EXPECT_EQ(sample.time, to_nanoseconds(time));
        return sample;
    }
};

/// Without what it gives.
template <typename Reply>
Result<void> done(const Result<Reply>& reply) {
    if (!reply) return reply.error();
    return {};
}

class ScriptHostTest : public testing::Test {
 protected:
    std::string file(const std::string& name, const std::string& text) const {
        std::ofstream(folder.file(name)) << text;
        return folder.file(name);
    }
    std::string read(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(folder.file(name)).rdbuf();
        return text.str();
    }
    run::PrivateFolder folder = *run::PrivateFolder::create(run::PrivateFolder::usual_bases(), run::Leftovers::remove);
};

TEST_F(ScriptHostTest, ShowsAJumpToTheFrameThatItNamesAndToNoEarlierOne) {
    Stage stage(file("script", R"({"frame": 3, "pose": {"device": "head", "position": [0, 1, 5]}})"));
    Player player(stage);
    const auto sights = player.play(5);
    for (int frame = 1; frame <= 5; ++frame) {
        EXPECT_EQ(sights[static_cast<size_t>(frame - 1)].head.position.z, frame < 3 ? 0 : 5) << frame;
    }
    EXPECT_EQ(stage.scripts->state().progress, Progress::finished);
}

TEST_F(ScriptHostTest, DoesWhatTheFirstFrameIsToSeeBeforeAnybodyComes) {
    Stage stage(file("script", R"({"pose": {"device": "head", "position": [0, 1, 5]}})"));
    Player player(stage);
    EXPECT_EQ(player.look().head.position.z, 5);
}

TEST_F(ScriptHostTest, MovesSteadilyFromFrameToFrame) {
    // Four periods, rounded to nanoseconds.
    Stage stage(file(
        "script",
        R"({"frame": 2, "pose": {"device": "head", "position": [4, 0, 0], "relative": true, "over": 0.044444444}})"));
    Player player(stage);
    const auto sights = player.play(7);
    const float expected[] = {0, 1, 2, 3, 4, 4, 4};
    for (size_t i = 0; i < 7; ++i) EXPECT_NEAR(sights[i].head.position.x, expected[i], 1e-4) << i;
}

TEST_F(ScriptHostTest, PressesAndReleasesAndLosesTracking) {
    Stage stage(file("script",
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
    Stage stage(file("script",
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
    Stage stage(file("script", R"({"frame": 2, "expect": {"swapchain": {"width": 1, "height": 1}}})"));
    Player player(stage);
    player.play(1);
    const ScriptHost::State state = stage.scripts->state();
    EXPECT_EQ(state.progress, Progress::failed);
    EXPECT_EQ(state.failure.line, 1u);
    const auto clients = stage.system->clients().describe();
    EXPECT_EQ(clients[0].state, proto::SessionState::stopping);
}

TEST_F(ScriptHostTest, FailsWhenADeviceCannotDoWhatIsAsked) {
    Stage stage(file("script", R"({"press": {"device": "right", "input": "thumbstick/click"}})"));
    EXPECT_EQ(stage.scripts->state().progress, Progress::failed);
    EXPECT_THAT(stage.scripts->state().failure.seen, HasSubstr("no input /input/thumbstick/click"));
}

TEST_F(ScriptHostTest, FailsWhenTheRunEndsTooEarly) {
    Stage stage(file("script", R"({"frame": 99, "expect": {"state": "focused"}})"));
    {
        Player player(stage);
        player.play(3);
    }
    stage.scripts->end();
    EXPECT_EQ(stage.scripts->state().failure, (Failure{1, "frame 99", "the run ended after 3 frames"}));
}

TEST_F(ScriptHostTest, LimitsProminenceAndMovesTheSystem) {
    Stage stage(
        file("script",
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
    ASSERT_TRUE(stage.scripts->play(*read_script(R"({"after": 0.02, "expect": {"state": "focused"}})")).ok());
    EXPECT_EQ(stage.scripts->play({}).error().code, ErrorCode::call_order);
    EXPECT_EQ(stage.scripts->play(*read_script(R"({"end": true, "expect": {"state": "idle"}})")).error().code,
              ErrorCode::invalid_argument);
    player.play(4);
    EXPECT_EQ(stage.scripts->state().progress, Progress::finished) << stage.scripts->state().failure.seen;
    EXPECT_TRUE(stage.scripts->play({}).ok());
}

TEST_F(ScriptHostTest, DoesWhatIsDueAtOnceEvenIfThereIsNoSession) {
    Stage stage;
    ASSERT_TRUE(
        stage.scripts->play(*read_script("{\"brightness\": 0.5}\n{\"expect\": {\"state\": \"focused\"}}")).ok());
    EXPECT_EQ(stage.system->settings().values().brightness, 0.5f);
    EXPECT_EQ(stage.scripts->state().failure.seen, "no session (frame 0)");
}

TEST_F(ScriptHostTest, RecordsWhatAReplayShowsAgain) {
    const std::string script =
        file("script",
             "{\"frame\": 2, \"pose\": {\"device\": \"head\", \"position\": [0.1, 1.7, 0.3], \"degrees\": [30, 10, 5], "
             "\"over\": 0.1}}\n"
             "{\"frame\": 3, \"pose\": {\"device\": \"right\", \"degrees\": [0, 33, 0], \"relative\": true}}\n"
             "{\"frame\": 4, \"profile\": {\"device\": \"right\", \"path\": "
             "\"/interaction_profiles/oculus/touch_controller\"}}\n"
             "{\"frame\": 4, \"input\": {\"device\": \"right\", \"input\": \"trigger/value\", \"value\": 0.3}}\n"
             "{\"frame\": 5, \"path\": {\"device\": \"right\", \"keys\": [{\"at\": 0.01, \"position\": [0, 1, 0]}, "
             "{\"at\": 0.05, \"position\": [0, 0, -1], \"relative\": true}]}}\n"
             "{\"frame\": 7, \"tracking\": {\"device\": \"head\", \"state\": \"inferred\"}}\n"
             "{\"frame\": 9, \"let_go\": {\"device\": \"right\"}}\n"
             "{\"frame\": 9, \"brightness\": 0.25}\n"
             "{\"frame\": 10, \"prominence\": \"hidden\"}\n");
    std::vector<Sight> played, replayed;
    {
        Stage stage(script, folder.file("recording"));
        played = Player(stage).play(12);
        EXPECT_EQ(stage.scripts->state().progress, Progress::finished) << stage.scripts->state().failure.seen;
    }
    const std::string recording = read("recording");
    {
        Stage stage(folder.file("recording"), folder.file("again"));
        replayed = Player(stage).play(12);
        EXPECT_EQ(stage.scripts->state().progress, Progress::finished) << stage.scripts->state().failure.seen;
    }
    ASSERT_EQ(played.size(), replayed.size());
    for (size_t i = 0; i < played.size(); ++i)
        EXPECT_TRUE(played[i] == replayed[i]) << "frame " << i + 1 << "\n" << recording;
    EXPECT_FALSE(played[1] == played[2]);
    EXPECT_EQ(read("again"), recording);
}

/// What two applications of one name see and hear, frame by frame, while a tool (or a script that does the same) is at work.
class Audience {
 public:
    explicit Audience(Stage& stage) : stage_(stage), first(stage, "a \"b\""), second(stage, "a \"b\"") {}

    void frame() {
        for (Player* player : {&first, &second}) {
            const Sight sight = player->look();
            const ClientSegment& memory = **player->memory;
            seen += text(sight.head.position) + " " + text((*player->devices)->spaces) + " " +
                    std::to_string(player->right("/input/select/click")) + " " +
                    std::to_string(memory.io_blocked.load()) + std::to_string(memory.session_lost.load());
            for (const auto& client : stage_.system->clients().describe()) {
                seen += client.primary ? "p" : "-";
                seen += std::string(proto::to_string(client.state));
            }
            seen += "\n";
        }
        for (Player* player : {&first, &second}) {
            proto::Frame frame;
            frame.number = ++player->number;
            EXPECT_TRUE(player->session.end_frame(frame, {}).ok());
        }
    }

 private:
    static std::string text(const Vec3& v) {
        return std::to_string(v.x) + "," + std::to_string(v.y) + "," + std::to_string(v.z);
    }
    static std::string text(const SequenceLocked<SharedSpacesHistory>& published) {
        SharedSpacesHistory history;
        EXPECT_TRUE(published.try_load(history));
        std::string all;
        for (uint32_t i = 0; i < history.count; ++i) {
            const SharedSpacesChange& each = history.changes[i];
            all += " " + std::to_string(each.since) + ":" + text(each.spaces.world_from_local.position) + ";" +
                   text(each.spaces.world_from_local_floor.position) + ";" +
                   text(each.spaces.world_from_stage.position);
        }
        return all;
    }

    Stage& stage_;

 public:
    Player first, second;
    std::string seen;
};

TEST_F(ScriptHostTest, RecordsWhatToolsDoAndDoesItAgain) {
    std::string lived, relived;
    {
        Stage stage("", folder.file("recording"));
        Audience audience(stage);
        ControlSession tool(*stage.system);
        const auto clients = tool.list_clients()->clients;
        ASSERT_EQ(clients.size(), 2u);
        const uint32_t one = clients[0].id, two = clients[1].id;
        const std::function<Result<void>()> acts[] = {
            [&] {
                return tool.move_tracking_origin(0, {{0, 1, 0, 0}, {0.25f, 1 / 3.0f, 0}});
            },
            [&] {
                return done(tool.set_property("local_offset", Pose{{}, {1, 2, 3}}));
            },
            [&] {
                return done(tool.set_property("local_floor_offset", Pose{{}, {0.5f, 0, 0}}));
            },
            [&] {
                return done(tool.set_property("stage_offset", Pose{{}, {0, 0, 9}}));
            },
            [&] { return tool.set_primary_client(one); },
            [&] { return tool.set_focused_client(two); },
            [&] { return done(tool.change_client_io(two, {proto::IoKinds::inputs | proto::IoKinds::poses}, {})); },
            [&] { return done(tool.change_client_io(two, {}, {proto::IoKinds::poses})); },
            [&] { return done(tool.toggle_client_io(one)); },
            [&] { return tool.recentre(); },
            [&] { return tool.inject_fault(proto::Fault::session_lost); },
        };
        for (const auto& act : acts) {
            const Result<void> acted = act();
            EXPECT_TRUE(acted.ok()) << (acted ? "" : acted.error().message);
            audience.frame();
            audience.frame();
        }
        lived = audience.seen;
    }
    const std::string recording = read("recording");
    {
        Stage stage(folder.file("recording"), folder.file("again"));
        Audience audience(stage);
        for (int frame = 0; frame < 22; ++frame) audience.frame();
        EXPECT_EQ(stage.scripts->state().progress, Progress::finished) << stage.scripts->state().failure.seen;
        relived = audience.seen;
    }
    EXPECT_EQ(lived, relived) << recording;
    EXPECT_EQ(read("again"), recording);
    EXPECT_THAT(
        recording,
        testing::AllOf(HasSubstr(R"("tracking_origin": {"name": "Simulated", "position": [0.25, 0.33333334, 0], )"),
                       HasSubstr(R"("reference_space": {"space": "local", "position": [1, 2, 3])"),
                       HasSubstr(R"("reference_space": {"space": "local_floor", "position": [0.5, 0, 0])"),
                       HasSubstr(R"("reference_space": {"space": "stage", "position": [0, 0, 9])"),
                       HasSubstr(R"({"primary": {"application": "a \"b\""}})"),
                       HasSubstr(R"({"focus": {"application": "a \"b\"", "number": 2}})"),
                       HasSubstr(R"({"blocked": {"application": "a \"b\"", "number": 2, "inputs": true}})"),
                       HasSubstr("\"recentre\": true"), HasSubstr("\"session_lost\": true")));
}

TEST_F(ScriptHostTest, SaysWhichApplicationsAndOriginsThereAreInstead) {
    Stage origin(file("script", R"({"tracking_origin": {"name": "Simulatd", "position": [1, 0, 0]}})"));
    EXPECT_THAT(origin.scripts->state().failure.seen,
                HasSubstr("there is no tracking origin 'Simulatd'; did you mean 'Simulated'?"));
    Stage nobody(file("script", R"({"focus": {"application": "a"}})"));
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
    Stage stage(file("script",
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
    Stage stage(file("script",
                     "{\"frame\": 3, \"session_lost\": true}\n{\"expect\": {\"state\": \"loss_pending\"}}\n"
                     "{\"expect\": {\"state\": \"focused\"}, \"within\": 1}\n{\"session_lost\": true}\n"),
                folder.file("recording"));
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
    Stage sessions(file("script", R"({"session_lost": true})"));
    EXPECT_THAT(sessions.scripts->state().failure.seen, HasSubstr("there is no session that could be lost"));
    Stage gpu(file("script", R"({"gpu_lost": true})"));
    EXPECT_THAT(gpu.scripts->state().failure.seen, HasSubstr("no device"));
}

TEST_F(ScriptHostTest, SlowsTheCompositorDownInVirtualTime) {
    Stage stage(file("script", R"({"frame": 3, "slow_compositor": {"periods": 2, "for": 0.06}})"));
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
    Stage stage(file("script",
                     "{\"frame\": 2, \"battery\": {\"device\": \"right\", \"level\": 1, \"charging\": true}}\n"
                     "{\"hand\": {\"device\": \"right\", \"gesture\": \"fist\"}}\n"
                     "{\"view_resolution\": {\"width\": 300, \"height\": 200}}\n"),
                folder.file("recording"));
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
    Stage stage(file("script",
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
    Stage stage(file("script",
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

TEST_F(ScriptHostTest, SaysWhichFileItCannotRecordTo) {
    Options options;
    options.record = "/nowhere/at/all";
    StatusWriter status{UniqueFd()};
    const auto host = ScriptHost::create(options, status);
    ASSERT_FALSE(host);
    EXPECT_THAT(host.error().message, HasSubstr("/nowhere/at/all"));
}

}  // namespace
}  // namespace xrt::script
