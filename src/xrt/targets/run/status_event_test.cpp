// SPDX-License-Identifier: BSL-1.0
#include "targets/run/status_event.hpp"

#include <gtest/gtest.h>

namespace xrt::run {
namespace {

StatusEvent parsed(std::string_view line) {
    auto event = parse_status_line(line);
    if (!event.ok()) ADD_FAILURE() << line << ": " << event.error().message;
    if (!event.ok() || !*event) return {};
    return **event;
}

TEST(StatusEvent, ReadsEveryKind) {
    EXPECT_EQ(parsed(R"({"event":"ready"})").kind, StatusKind::ready);
    EXPECT_EQ(parsed(R"({"event":"session_created","client":1})").kind, StatusKind::session_created);
    EXPECT_EQ(parsed(R"({"event":"exit_requested","client":1})").kind, StatusKind::exit_requested);
    EXPECT_EQ(parsed(R"({"event":"finished"})").kind, StatusKind::finished);
}

TEST(StatusEvent, ReadsAClient) {
    const StatusEvent event = parsed(R"({"event":"client","id":3,"pid":7,"application":"hello_xr"})");
    EXPECT_EQ(event.kind, StatusKind::client);
    EXPECT_EQ(event.client, 3u);
    EXPECT_EQ(event.pid, 7u);
    EXPECT_EQ(event.text, "hello_xr");
}

TEST(StatusEvent, ReadsFramesAndTheirEnd) {
    EXPECT_EQ(parsed(R"({"event":"frame","client":1,"number":12})").number, 12u);
    const StatusEvent gone = parsed(R"({"event":"client_gone","client":4,"frames":120})");
    EXPECT_EQ(gone.client, 4u);
    EXPECT_EQ(gone.number, 120u);
    EXPECT_EQ(parsed(R"({"event":"session_state","client":1,"state":"focused"})").text, "focused");
}

TEST(StatusEvent, ReadsAPicture) {
    const StatusEvent event =
        parsed(R"({"event":"picture","frame":12,"view":"left","path":"/out/frame-000012-left.png"})");
    EXPECT_EQ(event.number, 12u);
    EXPECT_EQ(event.text, "left");
    EXPECT_EQ(event.path, "/out/frame-000012-left.png");
}

TEST(StatusEvent, ReadsWhyAPictureWasNotWritten) {
    const StatusEvent event = parsed(R"({"event":"capture_failed","reason":"No space left on device"})");
    EXPECT_EQ(event.kind, StatusKind::capture_failed);
    EXPECT_EQ(event.text, "No space left on device");
}

TEST(StatusEvent, ReadsHowManyPicturesWereLeftOut) {
    const StatusEvent event = parsed(R"({"event":"pictures_left_out","count":5})");
    EXPECT_EQ(event.kind, StatusKind::pictures_left_out);
    EXPECT_EQ(event.number, 5u);
}

TEST(StatusEvent, ReadsHowAScriptEnded) {
    const auto failed =
        *parse_status_line(R"({"event":"script_failed","line":3,"expected":"spring","seen":"snow"})").value();
    EXPECT_EQ(failed.kind, StatusKind::script_failed);
    EXPECT_EQ(failed.number, 3u);
    EXPECT_EQ(failed.text, "spring");
    EXPECT_EQ(failed.seen, "snow");
    EXPECT_FALSE(failed.done);
    const StatusEvent far =
        *parse_status_line(R"({"event":"script_failed","line":3,"expected":"","seen":"","done":2,"steps":9})").value();
    EXPECT_EQ(far.done, 2u);
    EXPECT_EQ(far.steps, 9u);
    EXPECT_EQ((*parse_status_line(R"({"event":"script_finished","steps":9})").value()).number, 9u);
}

TEST(StatusEvent, PassesOverAKindThatIsNotKnown) {
    const auto event = parse_status_line(R"({"event":"something_new","client":1})");
    ASSERT_TRUE(event.ok());
    EXPECT_FALSE(event->has_value());
}

TEST(StatusEvent, RejectsALineWithoutWhatItsKindNeeds) {
    EXPECT_FALSE(parse_status_line(R"({"event":"frame","client":1})").ok());
    EXPECT_FALSE(parse_status_line(R"({"event":"frame","client":"one","number":1})").ok());
    EXPECT_FALSE(parse_status_line(R"({"event":"client","id":1})").ok());
    EXPECT_FALSE(parse_status_line(R"({"client":1})").ok());
    EXPECT_FALSE(parse_status_line("ready").ok());
    EXPECT_FALSE(parse_status_line("[]").ok());
}

TEST(StatusEvent, RejectsNumbersThatCountNothing) {
    for (const char* number : {"-1", "1.5", "1e300", "true", "null", "[1]", "18446744073709551616"}) {
        const std::string line = R"({"event":"frame","client":1,"number":)" + std::string(number) + "}";
        EXPECT_FALSE(parse_status_line(line).ok()) << number;
    }
}

TEST(StatusEvent, UndoesEscapes) {
    EXPECT_EQ(parsed(R"({"event":"client","id":1,"application":"a\"\\\n\u00e4\ud83d\ude00"})").text,
              "a\"\\\n\xc3\xa4\xf0\x9f\x98\x80");
}

}  // namespace
}  // namespace xrt::run
