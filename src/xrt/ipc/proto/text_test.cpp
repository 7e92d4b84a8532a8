// SPDX-License-Identifier: BSL-1.0
//
// Values and messages as text: what traces and failed tests show.
#include <gmock/gmock.h>

#include "ipc/proto/test/example_values.hpp"
#include "ipc/wire/call_channel.hpp"
#include "ipc/wire/dispatcher.hpp"
#include "ipc/wire/event_channel.hpp"
#include "ipc/wire/wire_testing.hpp"
#include "proto/describe.hpp"
#include "proto/example_events_sender.hpp"
#include "proto/example_proxy.hpp"
#include "proto/example_text.hpp"

namespace xrt::example {
namespace {

using testing::HasSubstr;

TEST(ToText, ShowsScalarsByName) {
    EXPECT_EQ(to_text(make_numbers()),
              "{truth: yes, a: 255, b: 65535, c: 4294967295, d: 18446744073709551615, e: -128, f: -32768, "
              "g: -2147483648, h: -9223372036854775808, i: -1.5, j: 1e+300}");
    EXPECT_EQ(to_text(Nothing{}), "{}");
}

TEST(ToText, ShowsWhatIsInsideContainers) {
    Containers containers = make_containers();
    containers.text = "a\"\n";
    const std::string text = to_text(containers);
    EXPECT_THAT(text, HasSubstr(R"(text: "a\"\x0a", names: ["one", "", "four"], raw: 6 bytes 0001020304ff)"));
    EXPECT_THAT(text, HasSubstr("matrix: [[1, 2], [3, -4]], rows: [[1, 9], [5]], maybe: 10, maybe_text: \"abc\""));
    EXPECT_THAT(text, HasSubstr("maybe_maybe: no, maybe_list: [1, 2]"));
    EXPECT_THAT(text,
                HasSubstr("choices: [{text: \"eight !!\"}, {numbers: [7, 8, 9]}], flags: [fast, last], when: -1 ns"));
    containers.maybe.reset();
    EXPECT_THAT(to_text(containers), HasSubstr("maybe: none"));
}

TEST(ToText, ShowsAUnionByTheNameOfItsAlternative) {
    EXPECT_EQ(to_text(Choice(Colour::green)), "{colour: green}");
    EXPECT_EQ(to_text(Choice(Pose{})), "{pose: (0, 0, 0) turned (0, 0, 0, 1)}");
}

TEST(ToText, SaysWhatAnFdIs) {
    Parcel parcel = make_parcel();
    parcel.attachments.push_back({.memory = make_memfd(), .size = 5});
    EXPECT_THAT(to_text(parcel), HasSubstr("attachments: [{memory: fd(\"/memfd:example (deleted)\"), size: 5}]"));
    EXPECT_THAT(to_text(parcel), HasSubstr("extra: none"));
}

/// Describes what is sent and answers nothing.
class Describer final : public ipc::CallChannel, public ipc::EventChannel {
 public:
    ipc::OutgoingMessage& begin() override { return *message_; }
    uint32_t next_serial() override { return 12; }
    Result<void> send() override {
        text = describe(ipc::MessageView(*message_));
        return {};
    }
    Result<ipc::IncomingMessage*> transact(uint32_t) override {
        TRY(send());
        return Error{ErrorCode::timeout, "nobody answers"};
    }
    void end() override {}

    ipc::OutgoingMessage& message() { return *message_; }
    std::string text;

 private:
    std::unique_ptr<ipc::OutgoingMessage> message_ = std::make_unique<ipc::OutgoingMessage>();
};

class DescribeTest : public testing::Test {
 protected:
    /// The same message as another kind, with a body of its own.
    template <typename WriteBody>
    std::string describe_as(ipc::MessageKind kind, uint16_t call, WriteBody write_body) {
        ipc::Writer writer(channel_.message());
        writer.header({.serial = 12, .call = call, .interface = 0, .kind = kind});
        write_body(writer);
        return describe(ipc::MessageView(channel_.message()));
    }

    Describer channel_;
    ExampleProxy proxy_{channel_};
};

TEST_F(DescribeTest, ShowsRequestsAndOneWayMessages) {
    (void)proxy_.paint(Colour::red, Large::everything, Options{Options::fast}, ItemId{7}, SignedId{-7}, 50);
    EXPECT_EQ(channel_.text,
              "#12 request Example.paint {colour: red, large: everything, options: [fast], item: 7, other: -7, "
              "share: 50}");
    (void)proxy_.silence();
    EXPECT_EQ(channel_.text, "#12 one-way Example.silence {}");
}

TEST_F(DescribeTest, ShowsEventsAndKeepsTheirFds) {
    const int before = ipc::count_open_fds();
    (void)ExampleEventsSender(channel_).handed_over(make_parcel(), make_memfd());
    EXPECT_THAT(channel_.text, HasSubstr("event ExampleEvents.handed_over {parcel: {label: \"\""));
    EXPECT_THAT(channel_.text, HasSubstr("event: fd(\"/memfd:example (deleted)\")}"));
    EXPECT_EQ(ipc::count_open_fds(), before);
}

TEST_F(DescribeTest, ShowsRepliesAndErrors) {
    EXPECT_EQ(describe_as(ipc::MessageKind::reply, 1, [](ipc::Writer&) {}), "#12 reply Example.nothing {}");
    const auto write_error = [](ipc::Writer& writer) {
        writer.u16(uint16_t(ErrorCode::not_found));
        writer.string("no paint", 100);
    };
    EXPECT_EQ(describe_as(ipc::MessageKind::error, 2, write_error), "#12 error Example.paint not found: \"no paint\"");
}

TEST_F(DescribeTest, SaysWhatIsWrong) {
    EXPECT_EQ(describe_as(ipc::MessageKind::request, 1, [](ipc::Writer& writer) { writer.u8(0); }),
              "#12 request Example.nothing {} (wrong: bytes are left over)");
    EXPECT_EQ(describe_as(ipc::MessageKind::request, 99, [](ipc::Writer&) {}),
              "#12 request interface 0 call 99 (unknown)");
    EXPECT_EQ(describe(ipc::MessageView({}, {})), "#0 message of no known kind (wrong: message is too short)");
}

}  // namespace
}  // namespace xrt::example
