// SPDX-License-Identifier: BSL-1.0
#include <gtest/gtest.h>

#include "targets/ctl/change_text.hpp"
#include "targets/ctl/client_commands.hpp"
#include "targets/ctl/ctl_options.hpp"
#include "targets/ctl/limits_text.hpp"
#include "targets/ctl/listing.hpp"
#include "targets/ctl/property_text.hpp"
#include "targets/ctl/steering.hpp"
#include "targets/ctl/table.hpp"

namespace xrt::ctl {
namespace {

Result<Options> parsed(std::vector<std::string> arguments) { return parse(arguments); }

TEST(Table, EndsNoLineWithBlanks) { EXPECT_EQ(to_table({{"A", "B", ""}, {"long", "y", ""}}), "A     B\nlong  y\n"); }

TEST(CtlOptions, ListEverythingAsTextByDefault) {
    const Options options = *parsed({});
    EXPECT_EQ(options.request, Request::list);
    EXPECT_EQ(options.subject, Subject::everything);
    EXPECT_EQ(options.format, Format::text);
    EXPECT_EQ(options.socket, "");
}

TEST(CtlOptions, TakeTheirValuesInAnyOrder) {
    const Options options = *parsed({"clients", "-j", "--socket", "/a"});
    EXPECT_EQ(options.subject, Subject::clients);
    EXPECT_EQ(options.format, Format::json);
    EXPECT_EQ(options.socket, "/a");
    EXPECT_EQ(parsed({"--socket=/b"})->socket, "/b");
    EXPECT_EQ(parsed({"--help", "nonsense"})->request, Request::help);
}

TEST(CtlOptions, TraceOneClientOrAll) {
    EXPECT_EQ(parsed({"trace"})->request, Request::trace);
    EXPECT_EQ(parsed({"trace"})->client, std::nullopt);
    EXPECT_EQ(parsed({"trace", "12"})->client, 12u);
    EXPECT_FALSE(parsed({"trace", "12x"}).ok());
    EXPECT_FALSE(parsed({"clients", "12"}).ok());
}

TEST(CtlOptions, NameWhatIsWrong) {
    EXPECT_FALSE(parsed({"--socket"}).ok());
    EXPECT_FALSE(parsed({"--socket="}).ok());
    EXPECT_NE(parsed({"clinets"}).error().message.find("did you mean 'clients'"), std::string::npos);
    EXPECT_NE(parsed({"--sockets=/b"}).error().message.find("--socket"), std::string::npos);
}

TEST(CtlOptions, TakeOperandsWhereACommandHasThem) {
    const Options options = *parsed({"--json", "shift", "brightness", "-0.5"});
    EXPECT_EQ(options.subject, Subject::shift);
    EXPECT_EQ(options.operands, (std::vector<std::string>{"brightness", "-0.5"}));
    EXPECT_EQ(parsed({"inject", "device_lost"})->subject, Subject::inject);
    EXPECT_EQ(parsed({"watch", "clients", "-j"})->operands, std::vector<std::string>{"clients"});
    EXPECT_NE(parsed({"set", "brightness"}).error().message.find("set PROPERTY VALUE"), std::string::npos);
    EXPECT_FALSE(parsed({"get", "a", "b"}).ok());
    EXPECT_TRUE(parsed({"set", "--help"}).ok());
}

TEST(CtlOptions, OfMonadosOwnProgramMeanTheSame) {
    EXPECT_EQ(parsed({"-p", "3"})->subject, Subject::primary);
    EXPECT_EQ(parsed({"-p3"})->operands, std::vector<std::string>{"3"});
    EXPECT_EQ(parsed({"-f", "3"})->subject, Subject::focus);
    EXPECT_EQ(parsed({"-i", "3"})->subject, Subject::toggle_input);
    EXPECT_EQ(parsed({"-c"})->subject, Subject::recentre);
    EXPECT_EQ(parsed({"recentre"})->subject, Subject::recentre);
    EXPECT_EQ(parsed({"recenter"})->subject, Subject::recentre);
    EXPECT_NE(parsed({"-p"}).error().message.find("usage: monado-ctl primary CLIENT"), std::string::npos);
    EXPECT_NE(parsed({"-c", "quit"}).error().message.find("give one command"), std::string::npos);
    EXPECT_FALSE(parsed({"-x"}).ok());
}

TEST(CtlOptions, GetAndSetSomePropertiesByTheirOwnCommands) {
    EXPECT_EQ(parsed({"brightness"})->subject, Subject::get);
    EXPECT_EQ(parsed({"refresh-rate", "60"})->subject, Subject::set);
    EXPECT_EQ(parsed({"refresh-rate", "60"})->operands, (std::vector<std::string>{"refresh_rate", "60"}));
}

proto::ListClientsReply three_clients() {
    proto::ListClientsReply reply;
    for (const char* const name : {"hello_xr", "game", "game"}) {
        proto::ClientDescription& client = reply.clients.push_back({});
        client.id = static_cast<uint32_t>(reply.clients.size());
        client.application_name = name;
    }
    return reply;
}

TEST(ClientCommands, FindAClientByNumberOrName) {
    EXPECT_EQ(*find_client(three_clients(), "2"), 2u);
    EXPECT_EQ(*find_client(three_clients(), "hello_xr"), 1u);
    const auto why = [](const proto::ListClientsReply& clients, const char* word) {
        return find_client(clients, word).error().message;
    };
    EXPECT_EQ(why(three_clients(), "hello-xr"),
              "there is no client 'hello-xr'; did you mean 'hello_xr'?; `monado-ctl clients` lists them");
    EXPECT_NE(why(three_clients(), "game").find("several clients 'game'"), std::string::npos);
    EXPECT_EQ(why(three_clients(), "4").find("there is no client '4'"), 0u);
    EXPECT_EQ(why({}, "1"), "there is no client '1', nor any other");
}

TEST(ClientCommands, NameWhatIsKeptFromAClient) {
    using proto::IoKinds;
    const std::vector<std::string> two{"hands", "inputs"}, wrong{"input"};
    EXPECT_EQ(parse_io_kinds(two)->value, IoKinds::hand_tracking | IoKinds::inputs);
    EXPECT_EQ(parse_io_kinds({})->value, uint32_t{IoKinds::all_flags});
    EXPECT_NE(parse_io_kinds(wrong).error().message.find("did you mean 'inputs'"), std::string::npos);
    EXPECT_EQ(to_text(IoKinds{IoKinds::poses | IoKinds::outputs}), "poses,outputs");
    EXPECT_EQ(to_text(IoKinds{}), "-");
    EXPECT_EQ(to_json(IoKinds{IoKinds::inputs}), "[\"inputs\"]");
}

proto::DeviceStep only_step(const std::vector<std::string>& arguments) {
    const auto steps = steps_of(*parsed(arguments));
    EXPECT_TRUE(steps.ok()) << (steps ? "" : steps.error().message);
    return steps && steps->size() == 1 ? (*steps)[0] : proto::DeviceStep{};
}

TEST(Steering, SaysWhatAScriptWouldSay) {
    const std::string right = "/user/hand/right";
    EXPECT_EQ(only_step({"press", "right", "select/click"}),
              (proto::DeviceStep{right, proto::SetInput{"/input/select/click", {1, 0}}}));
    EXPECT_EQ(only_step({"release", "right", "select/click"}),
              (proto::DeviceStep{right, proto::SetInput{"/input/select/click", {0, 0}}}));
    EXPECT_EQ(only_step({"input", "right", "thumbstick", "0.5,-1"}),
              (proto::DeviceStep{right, proto::SetInput{"/input/thumbstick", {0.5f, -1}}}));
    EXPECT_EQ(only_step({"input", "right", "trigger/value", "0.5"}),
              (proto::DeviceStep{right, proto::SetInput{"/input/trigger/value", {0.5f, 0}}}));
    EXPECT_EQ(only_step({"let-go", "right"}), (proto::DeviceStep{right, proto::ReleaseDevice{}}));
    const proto::MovePose move{"", {}, {3}, {{0, 1, 0, 0}, {1, 2, 3}}, {}, Duration(500'000'000)};
    EXPECT_EQ(only_step({"pose", "right", "1,2,3,0,1,0,0", "0.5"}), (proto::DeviceStep{right, move}));
}

TEST(Steering, SetsBatteries) {
    EXPECT_EQ(only_step({"battery", "left", "0.5"}),
              (proto::DeviceStep{"/user/hand/left", proto::SetBattery{0.5f, false, false}}));
    EXPECT_EQ(only_step({"battery", "head", "1", "charging"}),
              (proto::DeviceStep{"/user/head", proto::SetBattery{1, true, true}}));
    const auto why = [](const std::vector<std::string>& arguments) {
        return steps_of(*parsed(arguments)).error().message;
    };
    EXPECT_NE(why({"battery", "left"}).find("usage: monado-ctl battery"), std::string::npos);
    EXPECT_NE(why({"battery", "lef", "1"}).find("did you mean 'left'"), std::string::npos);
    EXPECT_NE(why({"battery", "left", "2"}).find("\"level\" is 2"), std::string::npos);
    EXPECT_NE(why({"battery", "left", "1", "chargin"}).find("did you mean 'charging'"), std::string::npos);
    EXPECT_FALSE(is_steering(*parsed({"battery"})));
}

TEST(Steering, NamesWhatIsWrong) {
    const auto why = [](const std::vector<std::string>& arguments) {
        return steps_of(*parsed(arguments)).error().message;
    };
    EXPECT_EQ(why({"press", "rigt", "select/click"}), "there is no \"device\" 'rigt'; did you mean 'right'?");
    EXPECT_NE(why({"press", "right", "selct/click"}).find("did you mean 'select/click'"), std::string::npos);
    EXPECT_NE(why({"pose", "right", "1,2"}).find("give x,y,z"), std::string::npos);
    EXPECT_NE(why({"input", "right", "select/click", "\"}, {\""}).find("is no number"), std::string::npos);
}

TEST(PropertyText, ReadsNumbersAndPosesAndNothingElse) {
    EXPECT_EQ(*parse_property_value("-0.5"), proto::PropertyValue(-0.5f));
    EXPECT_EQ(*parse_property_value("1,2,3"), proto::PropertyValue(Pose{{}, {1, 2, 3}}));
    EXPECT_EQ(*parse_property_value("1,2,3,0,1,0,0"), proto::PropertyValue(Pose{{0, 1, 0, 0}, {1, 2, 3}}));
    for (const char* const bad : {"", "x", "1,2", "1,2,3,", "1,,2", "nan", "inf", "0.5 "}) {
        EXPECT_FALSE(parse_property_value(bad).ok()) << bad;
    }
}

TEST(PropertyText, WritesWhatItReads) {
    for (const char* const text : {"0.1", "1,2.5,3,0,1,0,0"}) EXPECT_EQ(to_text(*parse_property_value(text)), text);
    EXPECT_EQ(to_json(proto::PropertyValue(Pose{{}, {1, 2, 3}})), "{\"position\":[1,2,3],\"orientation\":[0,0,0,1]}");
}

TEST(ChangeText, IsALineWhateverTheApplicationCallsItself) {
    const proto::Change change = proto::ClientConnected{3, 42, "a\nb\x1b"};
    EXPECT_EQ(to_text(change), "client 3 connected: pid 42, a?b?");
    EXPECT_EQ(to_json(change, proto::ChangeOrigin::present),
              "{\"present\":true,\"change\":\"client_connected\",\"client\":3,\"pid\":42,"
              "\"application\":\"a\\u000ab\\u001b\"}");
    EXPECT_EQ(to_text(proto::SessionChanged{3, std::nullopt}), "session of client 3: destroyed");
    EXPECT_EQ(to_json(proto::FocusChanged{}, proto::ChangeOrigin::change),
              "{\"present\":false,\"change\":\"focus_changed\",\"client\":null}");
}

TEST(LimitsText, ShowsUseBesideTheLimit) {
    proto::ListLimitsReply reply;
    reply.accounts.push_back({}).uid = 1000;
    reply.accounts[0].resources[0] = {3, 128};
    EXPECT_NE(to_text(reply).find("uid 1000  3/128"), std::string::npos) << to_text(reply);
    EXPECT_NE(to_json(reply).find("\"connections\":{\"used\":3,\"limit\":128}"), std::string::npos) << to_json(reply);
}

Listing listing() {
    Listing listing;
    proto::ClientDescription client;
    client.id = 3;
    client.pid = 42;
    client.application_name = "a \"b\"\n\x1b[31m";
    client.has_session = true;
    client.state = proto::SessionState::focused;
    client.running = client.primary = true;
    client.blocked = {proto::IoKinds::inputs | proto::IoKinds::outputs};
    client.frames = 7;
    client.image_bytes = 5 << 20;
    listing.clients.emplace().clients.push_back(client);
    proto::DeviceDescription device;
    device.name = "HMD";
    device.serial = "s1";
    device.role = "head";
    device.user_path = "/user/head";
    device.present = device.has_display = true;
    device.battery = proto::BatteryState{0.5f, true, true};
    listing.devices.emplace().devices.push_back(device);
    listing.origins.emplace().origins.push_back({"Desk", Pose{{}, {1, 2, 3}}});
    return listing;
}

TEST(Listing, IsJsonForPrograms) {
    EXPECT_EQ(
        to_json(listing()),
        "{\"clients\":[{\"id\":3,\"pid\":42,\"application\":\"a \\\"b\\\"\\u000a\\u001b[31m\",\"state\":\"focused\","
        "\"running\":true,\"primary\":true,\"overlay\":false,\"blocked\":[\"inputs\",\"outputs\"],"
        "\"frames\":7,\"swapchains\":0,\"image_bytes\":5242880}],\"devices\":[{\"name\":\"HMD\",\"role\":\"head\","
        "\"serial\":\"s1\",\"interaction_profile\":null,\"user_path\":\"/user/head\",\"present\":true,"
        "\"tracks_position\":false,\"tracks_orientation\":false,\"tracks_hand\":false,\"has_display\":true,"
        "\"tracking_origin\":0,\"battery\":{\"level\":0.5,\"charging\":true,\"plugged_in\":true}}],"
        "\"tracking_origins\":[{\"name\":\"Desk\",\"offset\":{\"position\":[1,2,3],\"orientation\":[0,0,0,1]}}]}\n");
    EXPECT_EQ(to_json(Listing{}), "{}\n");
}

TEST(Listing, IsATableForPeopleAndNothingInItReachesTheTerminalRaw) {
    const std::string text = to_text(listing());
    EXPECT_NE(text.find("CLIENT  PID  STATE    FRAMES"), std::string::npos) << text;
    EXPECT_NE(text.find("PLACE    BLOCKED"), std::string::npos) << text;
    EXPECT_NE(text.find("primary  inputs,outputs"), std::string::npos) << text;
    EXPECT_NE(text.find("3       42   focused  7"), std::string::npos) << text;
    EXPECT_NE(text.find("a \"b\"??[31m\n"), std::string::npos) << text;
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(Listing, HasOnlyTheBatteriesThatThereAre) {
    proto::ListDevicesReply devices = *listing().devices;
    devices.devices.push_back({});
    EXPECT_EQ(batteries_text(devices), "DEVICE  CHARGE\nHMD     50 %    charging\n");
    EXPECT_EQ(batteries_json(devices),
              "{\"batteries\":[{\"device\":\"HMD\",\"user_path\":\"/user/head\",\"battery\":"
              "{\"level\":0.5,\"charging\":true,\"plugged_in\":true}}]}\n");
    EXPECT_EQ(batteries_text({}), "no device has a battery\n");
}

TEST(Listing, SaysThatThereAreNoClients) {
    Listing empty;
    empty.clients.emplace();
    EXPECT_EQ(to_text(empty), "no clients\n");
}

}  // namespace
}  // namespace xrt::ctl
