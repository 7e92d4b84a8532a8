// SPDX-License-Identifier: BSL-1.0
//
// Recordings of a whole system, and that playing one shows the same again.
#include <functional>

#include "targets/script/script_host_fixture.hpp"

namespace xrt::script {
namespace {

using testing::HasSubstr;

class ScriptRecordingTest : public TestFolder {};

TEST_F(ScriptRecordingTest, RecordsWhatAReplayShowsAgain) {
    const std::string script = write(
        "script",
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
        Stage stage(script, file("recording"));
        played = Player(stage).play(12);
        EXPECT_EQ(stage.scripts->state().progress, Progress::finished) << stage.scripts->state().failure.seen;
    }
    const std::string recording = read("recording");
    {
        Stage stage(file("recording"), file("again"));
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

TEST_F(ScriptRecordingTest, RecordsWhatToolsDoAndDoesItAgain) {
    std::string lived, relived;
    {
        Stage stage("", file("recording"));
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
        Stage stage(file("recording"), file("again"));
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

TEST_F(ScriptRecordingTest, SaysWhichFileItCannotRecordTo) {
    Options options;
    options.record = "/nowhere/at/all";
    StatusWriter status{UniqueFd()};
    const auto host = ScriptHost::create(options, status);
    ASSERT_FALSE(host);
    EXPECT_THAT(host.error().message, HasSubstr("/nowhere/at/all"));
}

}  // namespace
}  // namespace xrt::script
