// SPDX-License-Identifier: BSL-1.0
#include <gtest/gtest.h>

#include "targets/ctl/ctl_options.hpp"
#include "targets/ctl/listing.hpp"

namespace xrt::ctl {
namespace {

Result<Options> parsed(std::vector<std::string> arguments) { return parse(arguments); }

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

Listing listing() {
    Listing listing;
    proto::ClientDescription client;
    client.id = 3;
    client.pid = 42;
    client.application_name = "a \"b\"\n\x1b[31m";
    client.has_session = true;
    client.state = proto::SessionState::focused;
    client.frames = 7;
    client.image_bytes = 5 << 20;
    listing.clients.emplace().clients.push_back(client);
    listing.devices.emplace().devices.push_back({"HMD", "s1", "head", ""});
    return listing;
}

TEST(Listing, IsJsonForPrograms) {
    EXPECT_EQ(
        to_json(listing()),
        "{\"clients\":[{\"id\":3,\"pid\":42,\"application\":\"a \\\"b\\\"\\u000a\\u001b[31m\",\"state\":\"focused\","
        "\"frames\":7,\"swapchains\":0,\"image_bytes\":5242880}],\"devices\":[{\"name\":\"HMD\",\"role\":\"head\","
        "\"serial\":\"s1\",\"interaction_profile\":null}]}\n");
    EXPECT_EQ(to_json({}), "{}\n");
}

TEST(Listing, IsATableForPeopleAndNothingInItReachesTheTerminalRaw) {
    const std::string text = to_text(listing());
    EXPECT_NE(text.find("CLIENT  PID  STATE    FRAMES"), std::string::npos) << text;
    EXPECT_NE(text.find("3       42   focused  7"), std::string::npos) << text;
    EXPECT_NE(text.find("a \"b\"??[31m\n"), std::string::npos) << text;
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(Listing, SaysThatThereAreNoClients) {
    Listing empty;
    empty.clients.emplace();
    EXPECT_EQ(to_text(empty), "no clients\n");
}

}  // namespace
}  // namespace xrt::ctl
