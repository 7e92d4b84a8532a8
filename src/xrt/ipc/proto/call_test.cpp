// SPDX-License-Identifier: BSL-1.0
//
// Generated proxies and dispatchers, back to back.
#include <gmock/gmock.h>

#include "ipc/proto/test/example_values.hpp"
#include "ipc/proto/test/loopback.hpp"
#include "proto/example_dispatcher.hpp"
#include "proto/example_proxy.hpp"
#include "proto/second_example_dispatcher.hpp"
#include "proto/second_example_proxy.hpp"

namespace xrt::example {
namespace {

using testing::_;
using testing::ByMove;
using testing::Return;

class MockExample : public Example {
 public:
    MOCK_METHOD(Result<EchoReply>, echo, (const Numbers&, const Ranges&, const Containers&), (override));
    MOCK_METHOD(Result<void>, nothing, (), (override));
    MOCK_METHOD(Result<void>, show, (Bitmap, (BoundedMap<uint8_t, UniqueFd, 2>)), (override));
    MOCK_METHOD(Result<void>, paint, (Colour, Large, Options, ItemId, SignedId, uint8_t), (override));
    MOCK_METHOD(Result<SendReply>, send, (Parcel, UniqueFd, (BoundedVector<UniqueFd, 3>)), (override));
    MOCK_METHOD(Result<void>, notify, (const Time&, const Choice&), (override));
    MOCK_METHOD(Result<ShoutReply>, shout,
                (uint8_t, (const BoundedVector<uint8_t, 2>&), const std::optional<uint8_t>&, bool, const Pose&, float,
                 (const BoundedVector<std::array<uint8_t, 2>, 2>&), UniqueFd, uint8_t),
                (override));
    MOCK_METHOD(Result<void>, silence, (), (override));
};

class CallTest : public testing::Test {
 protected:
    Result<void> paint(uint8_t share = 50) {
        return proxy_.paint(Colour::red, Large::everything, Options{Options::fast}, ItemId{7}, SignedId{-7}, share);
    }

    testing::StrictMock<MockExample> handler_;
    ExampleDispatcher dispatcher_{handler_};
    ipc::Loopback channel_{dispatcher_};
    ExampleProxy proxy_{channel_};
};

TEST_F(CallTest, CarriesArgumentsThereAndRepliesBack) {
    EXPECT_CALL(handler_, echo)
        .WillOnce([](const Numbers& numbers, const Ranges& ranges, const Containers& containers) {
            return Result<EchoReply>(EchoReply{.numbers = numbers, .ranges = ranges, .containers = containers});
        });
    const auto reply = proxy_.echo(make_numbers(), make_ranges(), make_containers());
    ASSERT_TRUE(reply.ok()) << reply.error().message;
    EXPECT_TRUE(reply->numbers == make_numbers());
    EXPECT_TRUE(reply->ranges == make_ranges());
    EXPECT_TRUE(reply->containers == make_containers());
}

TEST_F(CallTest, CarriesScalarsByValue) {
    EXPECT_CALL(handler_, paint(Colour::red, Large::everything, Options{Options::fast}, ItemId{7}, SignedId{-7}, 50))
        .WillOnce(Return(ByMove(Result<void>())));
    EXPECT_TRUE(paint().ok());
}

TEST_F(CallTest, CarriesArgumentsNamedLikeLocalsOfTheGeneratedCode) {
    EXPECT_CALL(handler_,
                shout(1, BoundedVector<uint8_t, 2>{2, 3}, std::optional<uint8_t>(4), true, Pose{}, 5.5f, _, _, 6))
        .WillOnce([](auto, auto&, auto&, auto, auto&, auto, const auto& item, UniqueFd outcome, auto) {
            EXPECT_EQ(item[1][1], 10);
            return Result<ShoutReply>(ShoutReply{.result = 11, .outcome = std::move(outcome), .writer = {12, 13}});
        });
    UniqueFd fd = make_memfd();
    const ino_t before = inode(fd);
    const auto reply = proxy_.shout(1, {2, 3}, 4, true, Pose{}, 5.5f, {{7, 8}, {9, 10}}, std::move(fd), 6);
    ASSERT_TRUE(reply.ok()) << reply.error().message;
    EXPECT_EQ(reply->result, 11);
    EXPECT_EQ(inode(reply->outcome), before);
    EXPECT_EQ(reply->writer[1], 13);
}

TEST_F(CallTest, CarriesFdsBothWaysAndClosesEachOnce) {
    EXPECT_CALL(handler_, send).WillOnce([](Parcel parcel, UniqueFd direct, BoundedVector<UniqueFd, 3> several) {
        EXPECT_EQ(several.size(), 2u);
        return Result<SendReply>(SendReply{.parcel = std::move(parcel), .direct = std::move(direct)});
    });
    const int before = ipc::count_open_fds();
    {
        Parcel parcel = make_parcel();
        parcel.attachments.push_back({.memory = make_memfd(), .size = 5});
        parcel.sources[0].emplace<1>(make_memfd());
        BoundedVector<UniqueFd, 3> several;
        several.push_back(make_sync());
        several.push_back(make_sync());
        UniqueFd direct = make_memfd();
        const ino_t attachment = inode(parcel.attachments[0].memory), sent = inode(direct);
        const auto reply = proxy_.send(std::move(parcel), std::move(direct), std::move(several));
        ASSERT_TRUE(reply.ok()) << reply.error().message;
        EXPECT_EQ(inode(reply->parcel.attachments[0].memory), attachment);
        EXPECT_EQ(inode(reply->direct), sent);
    }
    EXPECT_EQ(ipc::count_open_fds(), before);
}

TEST_F(CallTest, KeepsTheFdsOfAReplyOpenUntilItIsSent) {
    EXPECT_CALL(handler_, send).WillOnce([](Parcel parcel, UniqueFd direct, auto) {
        return Result<SendReply>(SendReply{.parcel = std::move(parcel), .direct = std::move(direct)});
    });
    size_t open_fds = 0;
    channel_.on_reply = [&](ipc::IncomingMessage& reply) {
        for (const UniqueFd& fd : reply.fds) open_fds += inode(fd) != 0 ? 1 : 0;
    };
    EXPECT_TRUE(proxy_.send(make_parcel(), make_memfd(), {}).ok());
    EXPECT_EQ(open_fds, 1u);
}

TEST_F(CallTest, HandsAHandlersErrorToTheCaller) {
    const Error error{ErrorCode::limit_exceeded, "no paint left"};
    EXPECT_CALL(handler_, paint).WillOnce(Return(ByMove(Result<void>(error))));
    const auto painted = paint();
    ASSERT_FALSE(painted.ok());
    EXPECT_EQ(painted.error(), error);
}

TEST_F(CallTest, TakesAHandlersProtocolViolationForOne) {
    EXPECT_CALL(handler_, paint)
        .WillOnce(Return(ByMove(Result<void>(Error{ErrorCode::protocol_violation, "how dare you"}))));
    EXPECT_CALL(handler_, silence)
        .WillOnce(Return(ByMove(Result<void>(Error{ErrorCode::protocol_violation, "again"}))));
    EXPECT_FALSE(paint().ok());
    ASSERT_FALSE(channel_.outcome().ok());
    EXPECT_EQ(channel_.outcome().error().message, "how dare you");
    EXPECT_FALSE(proxy_.silence().ok());
    ASSERT_FALSE(channel_.outcome().ok());
}

TEST_F(CallTest, KeepsTheErrorOfAOneWayCallForTheLog) {
    EXPECT_CALL(handler_, notify).WillOnce(Return(ByMove(Result<void>(Error{ErrorCode::call_order, "too early"}))));
    EXPECT_TRUE(proxy_.notify(Time{}, Choice{}).ok());
    ASSERT_TRUE(channel_.outcome().ok());
    EXPECT_FALSE(channel_.outcome()->has_reply);
    ASSERT_TRUE(channel_.outcome()->one_way_error.has_value());
    EXPECT_EQ(channel_.outcome()->one_way_error->message, "too early");
}

TEST_F(CallTest, DoesNotSendAnArgumentThatBreaksItsBound) {
    const auto painted = paint(101);
    ASSERT_FALSE(painted.ok());
    EXPECT_EQ(painted.error(), (Error{ErrorCode::invalid_argument, "Example.paint.share is not within 1..100"}));
}

TEST_F(CallTest, NeverCallsTheHandlerWithAWrongMessage) {
    size_t size = 0;
    channel_.on_request = [&](ipc::IncomingMessage& request) { size = request.size; };
    EXPECT_CALL(handler_, paint).WillOnce(Return(ByMove(Result<void>())));
    ASSERT_TRUE(paint().ok());
    for (size_t cut = 0; cut < size; ++cut) {
        channel_.on_request = [&](ipc::IncomingMessage& request) { request.size = cut; };
        ASSERT_FALSE(paint().ok()) << cut;
        EXPECT_EQ(channel_.outcome().error().code, ErrorCode::protocol_violation);
    }
    channel_.on_request = [&](ipc::IncomingMessage& request) { request.size += 1; };
    EXPECT_EQ(paint().error().message, "bytes are left over");
    channel_.on_request = [&](ipc::IncomingMessage& request) { request.fds.push_back(make_memfd()); };
    EXPECT_EQ(paint().error().message, "fds are left over");
    channel_.on_request = [&](ipc::IncomingMessage& request) { request.bytes[request.size - 1] = std::byte{101}; };
    EXPECT_EQ(paint().error().message, "Example.paint.share is not within 1..100");
}

TEST_F(CallTest, RefusesCallsInterfacesAndKindsThatDoNotExist) {
    // The header: u32 serial, u16 call, u8 interface, u8 kind.
    channel_.on_request = [](ipc::IncomingMessage& request) { request.bytes[4] = std::byte{8}; };
    EXPECT_EQ(paint().error(), (Error{ErrorCode::protocol_violation, "interface 0 has no call 8"}));
    channel_.on_request = [](ipc::IncomingMessage& request) { request.bytes[5] = std::byte{255}; };
    EXPECT_EQ(paint().error().message, "interface 0 has no call 65282");
    channel_.on_request = [](ipc::IncomingMessage& request) { request.bytes[6] = std::byte{1}; };
    EXPECT_EQ(paint().error().message, "message is for interface 1, not 0");
    for (const auto kind :
         {ipc::MessageKind::one_way, ipc::MessageKind::reply, ipc::MessageKind::error, ipc::MessageKind::event}) {
        channel_.on_request = [&](ipc::IncomingMessage& request) { request.bytes[7] = std::byte(kind); };
        EXPECT_EQ(paint().error().message, "message is of the wrong kind for its call");
    }
    channel_.on_request = [](ipc::IncomingMessage& request) {
        request.bytes[7] = std::byte(ipc::MessageKind::request);
    };
    EXPECT_EQ(proxy_.silence().error().message, "message is of the wrong kind for its call");
}

TEST_F(CallTest, AnswersAReplyThatBreaksABoundWithAnInternalError) {
    EXPECT_CALL(handler_, echo).WillOnce([](const Numbers& numbers, const Ranges&, const Containers& containers) {
        return Result<EchoReply>(EchoReply{.numbers = numbers, .ranges = Ranges{}, .containers = containers});
    });
    const auto reply = proxy_.echo(make_numbers(), make_ranges(), make_containers());
    ASSERT_FALSE(reply.ok());
    EXPECT_EQ(reply.error(), (Error{ErrorCode::internal, "the reply is wrong: Ranges.a is not within 1..6"}));
}

TEST_F(CallTest, AnswersAReplyWithAnInvalidFdWithAnInternalError) {
    EXPECT_CALL(handler_, send).WillOnce([](auto&&...) { return Result<SendReply>(SendReply{}); });
    const auto reply = proxy_.send(make_parcel(), make_memfd(), {});
    ASSERT_FALSE(reply.ok());
    EXPECT_EQ(reply.error().code, ErrorCode::internal);
}

TEST_F(CallTest, ChecksTheServicesReplyToo) {
    EXPECT_CALL(handler_, echo)
        .WillRepeatedly([](const Numbers& numbers, const Ranges& ranges, const Containers& containers) {
            return Result<EchoReply>(EchoReply{.numbers = numbers, .ranges = ranges, .containers = containers});
        });
    const auto echo = [&] { return proxy_.echo(make_numbers(), make_ranges(), make_containers()).error(); };
    channel_.on_reply = [](ipc::IncomingMessage& reply) { reply.bytes[8] = std::byte{2}; };
    EXPECT_EQ(echo(), (Error{ErrorCode::protocol_violation, "boolean is neither 0 nor 1"}));
    channel_.on_reply = [](ipc::IncomingMessage& reply) { reply.size -= 1; };
    EXPECT_EQ(echo(), (Error{ErrorCode::protocol_violation, "message is too short"}));
    channel_.on_reply = [](ipc::IncomingMessage& reply) { reply.size += 1; };
    EXPECT_EQ(echo(), (Error{ErrorCode::protocol_violation, "bytes are left over"}));
    EXPECT_CALL(handler_, nothing).WillOnce(Return(ByMove(Result<void>())));
    EXPECT_EQ(proxy_.nothing().error(), (Error{ErrorCode::protocol_violation, "bytes are left over"}));
}

TEST_F(CallTest, CarriesPicturesAndMaps) {
    constexpr BitmapLayout layout{.width = 3, .height = 1, .stride = 3, .format = BitmapFormat::r8};
    const auto paint_it = [](std::span<std::byte> pixels) { pixels[2] = std::byte{9}; };
    BoundedMap<uint8_t, UniqueFd, 2> labels;
    labels.insert_or_assign(200, make_memfd());
    const ino_t label = inode(labels.value_at(0));
    EXPECT_CALL(handler_, show).WillOnce([&](Bitmap picture, BoundedMap<uint8_t, UniqueFd, 2> received) {
        EXPECT_EQ(picture.layout(), layout);
        EXPECT_EQ(picture.map().value().row(0)[2], std::byte{9});
        EXPECT_EQ(inode(*received.find(200)), label);
        return Result<void>();
    });
    EXPECT_TRUE(proxy_.show(Bitmap::paint(layout, paint_it).value(), std::move(labels)).ok());
    BitmapLayout wide = layout;
    wide.width = wide.stride = 4;
    EXPECT_EQ(proxy_.show(Bitmap::paint(wide, paint_it).value(), {}).error(),
              (Error{ErrorCode::invalid_argument, "bitmap is larger than the bound allows"}));
    EXPECT_EQ(proxy_.show(Bitmap(), {}).error().message, "bitmap has no pixels");
}

TEST_F(CallTest, NeverShowsAPictureThatCouldChange) {
    constexpr BitmapLayout layout{.width = 3, .height = 1, .stride = 3, .format = BitmapFormat::r8};
    channel_.on_request = [](ipc::IncomingMessage& request) {
        request.fds[0] = make_memfd();
        EXPECT_EQ(::ftruncate(request.fds[0].get(), 4096), 0);
    };
    EXPECT_EQ(proxy_.show(Bitmap::paint(layout, [](auto) {}).value(), {}).error(),
              (Error{ErrorCode::protocol_violation, "bitmap's memory is not sealed"}));
    channel_.on_request = [](ipc::IncomingMessage& request) { request.bytes[8] = std::byte{4}; };
    EXPECT_EQ(proxy_.show(Bitmap::paint(layout, [](auto) {}).value(), {}).error().message,
              "bitmap is larger than the bound allows");
}

class MockSecondExample : public SecondExample {
 public:
    MOCK_METHOD(Result<void>, shout_only, ((const BoundedVector<ItemId, 4>&)), (override));
};

TEST(SecondInterface, HasANumberAndADispatcherOfItsOwn) {
    testing::StrictMock<MockSecondExample> handler;
    SecondExampleDispatcher dispatcher(handler);
    EXPECT_EQ(dispatcher.interface(), 1);
    ipc::Loopback channel(dispatcher);
    SecondExampleProxy proxy(channel);
    EXPECT_CALL(handler, shout_only(BoundedVector<ItemId, 4>{ItemId{3}, ItemId{4}}))
        .WillOnce(Return(ByMove(Result<void>())));
    EXPECT_TRUE(proxy.shout_only({ItemId{3}, ItemId{4}}).ok());
}

}  // namespace
}  // namespace xrt::example
