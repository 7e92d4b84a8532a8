// SPDX-License-Identifier: BSL-1.0
//
// Events: generated senders and dispatchers of an interface `from service`, back to back.
#include <gmock/gmock.h>

#include "ipc/proto/test/event_loopback.hpp"
#include "ipc/proto/test/example_values.hpp"
#include "proto/example_events_dispatcher.hpp"
#include "proto/example_events_sender.hpp"

namespace xrt::example {
namespace {

using testing::_;
using testing::ByMove;
using testing::Return;

class MockExampleEvents : public ExampleEvents {
 public:
    MOCK_METHOD(Result<void>, changed, (ItemId, const Choice&), (override));
    MOCK_METHOD(Result<void>, handed_over, (Parcel, UniqueFd), (override));
    MOCK_METHOD(Result<void>, ended, (), (override));
};

class EventTest : public testing::Test {
 protected:
    testing::StrictMock<MockExampleEvents> handler_;
    ExampleEventsDispatcher dispatcher_{handler_};
    ipc::EventLoopback channel_{dispatcher_};
    ExampleEventsSender sender_{channel_};
};

TEST_F(EventTest, AreToldWithWhatTheyCarry) {
    const Choice choice(std::in_place_index<1>, "eight !!");
    EXPECT_CALL(handler_, changed(ItemId{7}, choice)).WillOnce(Return(ByMove(Result<void>())));
    EXPECT_CALL(handler_, ended).WillOnce(Return(ByMove(Result<void>())));
    EXPECT_TRUE(sender_.changed(ItemId{7}, choice).ok());
    EXPECT_TRUE(sender_.ended().ok());
}

TEST_F(EventTest, CarryFdsAndCloseEachOnce) {
    const int before = ipc::count_open_fds();
    {
        UniqueFd memory = make_memfd();
        const ino_t sent = inode(memory);
        EXPECT_CALL(handler_, handed_over).WillOnce([&](const Parcel&, UniqueFd event) {
            EXPECT_EQ(inode(event), sent);
            return Result<void>();
        });
        EXPECT_TRUE(sender_.handed_over(make_parcel(), std::move(memory)).ok());
    }
    EXPECT_EQ(ipc::count_open_fds(), before);
}

TEST_F(EventTest, AreNotSentIfTheyBreakABound) {
    const Choice too_long(std::in_place_index<1>, "nine !!!!");
    EXPECT_EQ(sender_.changed(ItemId{7}, too_long).error().code, ErrorCode::invalid_argument);
}

TEST_F(EventTest, HandTheHandlersErrorToWhoeverDispatchesThem) {
    const Error error{ErrorCode::call_order, "not subscribed"};
    EXPECT_CALL(handler_, ended).WillOnce(Return(ByMove(Result<void>(error))));
    EXPECT_EQ(sender_.ended().error(), error);
}

TEST_F(EventTest, NeverReachTheHandlerIfTheyAreWrong) {
    // The header: u32 serial, u16 call, u8 interface, u8 kind.
    const auto told_with = [&](size_t at, uint8_t value) {
        channel_.on_event = [=](ipc::IncomingMessage& event) { event.bytes[at] = std::byte{value}; };
        return sender_.ended().error();
    };
    EXPECT_EQ(told_with(4, 3), (Error{ErrorCode::protocol_violation, "interface 2 has no call 3"}));
    EXPECT_EQ(told_with(6, 0).message, "message is for interface 0, not 2");
    for (const auto kind : {ipc::MessageKind::request, ipc::MessageKind::one_way, ipc::MessageKind::reply})
        EXPECT_EQ(told_with(7, uint8_t(kind)).message, "message is of the wrong kind for its call");
    channel_.on_event = [](ipc::IncomingMessage& event) { event.size += 1; };
    EXPECT_EQ(sender_.ended().error().message, "bytes are left over");
    EXPECT_EQ(dispatcher_.interface(), 2);
}

}  // namespace
}  // namespace xrt::example
