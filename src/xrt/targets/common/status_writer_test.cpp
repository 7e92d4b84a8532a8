// SPDX-License-Identifier: BSL-1.0
#include "targets/common/status_writer.hpp"

#include <gmock/gmock.h>
#include <sys/socket.h>

#include "targets/common/json_text.hpp"

namespace xrt {
namespace {

using testing::ElementsAre;

struct Ends {
    UniqueFd reader, writer;
};

Ends connected() {
    int fds[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
    return {UniqueFd(fds[0]), UniqueFd(fds[1])};
}

/// Everything that is there now, or, once the writer is gone, all.
std::string receive(const UniqueFd& reader) {
    std::string text;
    char buffer[4096];
    ssize_t size = 0;
    while ((size = ::recv(reader.get(), buffer, sizeof(buffer), MSG_DONTWAIT)) > 0) text.append(buffer, buffer + size);
    return text;
}

size_t count(const std::string& text, std::string_view part) {
    size_t found = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

TEST(StatusWriter, WritesOneObjectALine) {
    Ends ends = connected();
    StatusWriter writer(std::move(ends.writer));
    writer.ready();
    writer.client_introduced({1}, 7, "he\"llo");
    writer.session_created({1});
    writer.session_state_changed({1}, proto::SessionState::loss_pending);
    writer.frame_ended({1}, 12);
    writer.exit_requested({1});
    writer.picture(12, "left", "/o/f.png");
    writer.picture(12, "right", "/o/l.png", 3);
    writer.capture_failed("no room");
    writer.pictures_left_out(5);
    writer.client_gone({1}, 120);
    writer.script_failed({3, "a \"b\"", "c", 2, 9});
    writer.script_finished(9);
    writer.finished();
    EXPECT_EQ(
        receive(ends.reader),
        "{\"event\":\"ready\"}\n"
        "{\"event\":\"client\",\"id\":1,\"pid\":7,\"application\":\"he\\\"llo\"}\n"
        "{\"event\":\"session_created\",\"client\":1}\n"
        "{\"event\":\"session_state\",\"client\":1,\"state\":\"loss_pending\"}\n"
        "{\"event\":\"frame\",\"client\":1,\"number\":12}\n"
        "{\"event\":\"exit_requested\",\"client\":1}\n"
        "{\"event\":\"picture\",\"frame\":12,\"view\":\"left\",\"path\":\"/o/f.png\"}\n"
        "{\"event\":\"picture\",\"frame\":12,\"view\":\"right\",\"layer\":3,\"path\":\"/o/l.png\"}\n"
        "{\"event\":\"capture_failed\",\"reason\":\"no room\"}\n"
        "{\"event\":\"pictures_left_out\",\"count\":5}\n"
        "{\"event\":\"client_gone\",\"client\":1,\"frames\":120}\n"
        "{\"event\":\"script_failed\",\"line\":3,\"expected\":\"a \\\"b\\\"\",\"seen\":\"c\",\"done\":2,\"steps\":9}\n"
        "{\"event\":\"script_finished\",\"steps\":9}\n"
        "{\"event\":\"finished\"}\n");
}

TEST(StatusWriter, DropsFramesAndNothingElseWhileItsReaderIsBehind) {
    Ends ends = connected();
    StatusWriter writer(std::move(ends.writer));
    for (uint64_t number = 1; number <= 50'000; ++number) writer.frame_ended({1}, number);
    for (int i = 0; i < 100; ++i) writer.exit_requested({1});
    writer.finished();
    std::string text = receive(ends.reader);
    for (int i = 0; i < 100; ++i) {  // every report sends some of what had to wait
        writer.frame_ended({1}, 50'001);
        text += receive(ends.reader);
    }
    EXPECT_LT(count(text, "\"frame\""), 50'000u);
    EXPECT_EQ(count(text, "exit_requested"), 100u);
    EXPECT_EQ(count(text, "finished"), 1u);
    EXPECT_EQ(count(text, "\n"), count(text, "{\"event\":")) << "no line may be torn";
}

TEST(StatusWriter, GivesUpAReaderThatNeverReads) {
    Ends ends = connected();
    StatusWriter writer(std::move(ends.writer));
    for (int i = 0; i < 50'000; ++i) writer.exit_requested({1});
    const std::string text = receive(ends.reader);
    EXPECT_LT(count(text, "exit_requested"), 50'000u);
    char byte = 0;
    EXPECT_EQ(::recv(ends.reader.get(), &byte, 1, MSG_DONTWAIT), 0) << "closed";
}

TEST(StatusWriter, OutlivesItsReader) {
    Ends ends = connected();
    StatusWriter writer(std::move(ends.writer));
    ends.reader.reset();
    writer.ready();
    writer.finished();
}

TEST(StatusWriter, SaysWhichSocketItCannotReach) {
    const auto writer = StatusWriter::create("/nonexistent/status");
    ASSERT_FALSE(writer.ok());
    EXPECT_NE(writer.error().message.find("/nonexistent/status"), std::string::npos);
    EXPECT_TRUE(StatusWriter::create("").ok());
}

TEST(JsonString, EscapesWhatJsonForbidsAndWhatIsNotAscii) {
    EXPECT_EQ(json_string("a\"b\\c\n\x01"), R"("a\"b\\c\u000a\u0001")");
    EXPECT_EQ(json_string("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"), R"("\u00e9\u20ac\ud83d\ude00")");
}

TEST(JsonString, ReplacesBytesThatAreNotUtf8) {
    EXPECT_EQ(json_string("\xff"), R"("\ufffd")");
    EXPECT_EQ(json_string("\xc3"), R"("\ufffd")");
    EXPECT_EQ(json_string("\xe2\x82"
                          "x"),
              R"("\ufffd\ufffdx")");
    EXPECT_EQ(json_string("\xed\xa0\x80"), R"("\ufffd")") << "a surrogate";
    EXPECT_EQ(json_string("\xc0\xaf"), R"("\ufffd\ufffd")") << "overlong";
    EXPECT_EQ(json_string("\xe0\x80\x80"), R"("\ufffd")") << "overlong";
}

}  // namespace
}  // namespace xrt
