// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/reader.hpp"

#include <sys/mman.h>

#include <cstring>
#include <limits>

#include "ipc/wire/wire_testing.hpp"
#include "ipc/wire/writer.hpp"

namespace xrt::ipc {
namespace {

constexpr MessageHeader any_header{.serial = 7, .call = 3, .interface = 1, .kind = MessageKind::request};

/// Writer and Reader are tested against each other and, where the layout matters, against bytes.
struct ReaderTest : testing::Test {
    std::unique_ptr<OutgoingMessage> outgoing = std::make_unique<OutgoingMessage>();
    std::unique_ptr<IncomingMessage> incoming;
    Writer writer{*outgoing};

    ReaderTest() { writer.header(any_header); }
    Reader reader() {
        incoming = carried_over(*outgoing);
        return Reader(*incoming);
    }
};

void expect_violation(Reader& reader, const char* what) {
    EXPECT_FALSE(reader.ok());
    const Result<void> finished = reader.finish();
    ASSERT_FALSE(finished.ok());
    EXPECT_EQ(finished.error(), (Error{ErrorCode::protocol_violation, what}));
}

TEST_F(ReaderTest, ReadsTheHeader) {
    Reader read = reader();
    EXPECT_EQ(read.header().serial, 7u);
    EXPECT_EQ(read.header().call, 3u);
    EXPECT_EQ(read.header().interface, 1u);
    EXPECT_EQ(read.header().kind, MessageKind::request);
    EXPECT_TRUE(read.finish().ok());
}

TEST_F(ReaderTest, ReadsEveryTypeAsItWasWritten) {
    writer.u8(200);
    writer.u16(60000);
    writer.u32(4'000'000'000);
    writer.u64(std::numeric_limits<uint64_t>::max());
    writer.i8(-1);
    writer.i16(-2);
    writer.i32(-3);
    writer.i64(std::numeric_limits<int64_t>::min());
    writer.boolean(true);
    writer.f32(1.5f);
    writer.f64(-2.5);
    writer.string("ä€😀", 9);
    writer.bytes(std::array<uint8_t, 2>{1, 0}, 2);
    writer.count(5, 5);
    ASSERT_TRUE(writer.finish().ok());
    Reader read = reader();
    EXPECT_EQ(read.u8(), 200);
    EXPECT_EQ(read.u16(), 60000);
    EXPECT_EQ(read.u32(), 4'000'000'000);
    EXPECT_EQ(read.u64(), std::numeric_limits<uint64_t>::max());
    EXPECT_EQ(read.i8(), -1);
    EXPECT_EQ(read.i16(), -2);
    EXPECT_EQ(read.i32(), -3);
    EXPECT_EQ(read.i64(), std::numeric_limits<int64_t>::min());
    EXPECT_TRUE(read.boolean());
    EXPECT_EQ(read.f32(), 1.5f);
    EXPECT_EQ(read.f64(), -2.5);
    EXPECT_EQ(read.string(9), "ä€😀");
    EXPECT_EQ(read.bytes(2), (std::vector<uint8_t>{1, 0}));
    EXPECT_EQ(read.count(5), 5u);
    EXPECT_TRUE(read.finish().ok());
}

TEST_F(ReaderTest, FindsLittleEndianPackedBytes) {
    writer.u8(1);
    writer.u32(0x05040302);
    writer.string("ab", 2);
    const std::array<uint8_t, 19> expected{7, 0, 0, 0, 3, 0, 1, 1, 1, 2, 3, 4, 5, 2, 0, 0, 0, 'a', 'b'};
    ASSERT_EQ(outgoing->size, expected.size());
    EXPECT_EQ(std::memcmp(outgoing->bytes.data(), expected.data(), expected.size()), 0);
}

TEST_F(ReaderTest, RefusesAMessageShorterThanItsHeader) {
    outgoing->size = 7;
    Reader read = reader();
    expect_violation(read, "message is too short");
}

TEST_F(ReaderTest, RefusesAnUnknownKind) {
    for (const uint8_t kind : {uint8_t{0}, uint8_t{6}}) {
        outgoing->bytes[7] = std::byte{kind};
        Reader read = reader();
        expect_violation(read, "message is of no known kind");
    }
}

TEST_F(ReaderTest, ReadsZerosAfterTheFirstViolationAndKeepsIt) {
    writer.u16(0xffff);
    Reader read = reader();
    EXPECT_EQ(read.u32(), 0u);
    EXPECT_EQ(read.u16(), 0u);
    EXPECT_EQ(read.string(10), "");
    EXPECT_FALSE(read.fd().valid());
    read.fail("another");
    expect_violation(read, "message is too short");
}

TEST_F(ReaderTest, RefusesLeftOverBytes) {
    writer.u8(0);
    Reader read = reader();
    EXPECT_EQ(read.finish().error().message, "bytes are left over");
}

TEST_F(ReaderTest, RefusesLeftOverFds) {
    writer.fd(STDIN_FILENO);
    Reader read = reader();
    EXPECT_EQ(read.finish().error().message, "fds are left over");
}

TEST_F(ReaderTest, RefusesABooleanOfTwo) {
    writer.u8(2);
    Reader read = reader();
    EXPECT_FALSE(read.boolean());
    expect_violation(read, "boolean is neither 0 nor 1");
}

TEST_F(ReaderTest, RefusesNumbersThatAreNotFinite) {
    writer.u32(0x7f800000);  // infinity
    Reader read = reader();
    EXPECT_EQ(read.f32(), 0.0f);
    expect_violation(read, "number is not finite");
    Writer again(*outgoing);
    again.header(any_header);
    again.u64(0x7ff8000000000000);  // not a number
    Reader second = reader();
    EXPECT_EQ(second.f64(), 0.0);
    expect_violation(second, "number is not finite");
}

TEST_F(ReaderTest, RefusesMoreThanABoundAllows) {
    writer.string("abc", 3);
    Reader read = reader();
    EXPECT_EQ(read.string(2), "");
    expect_violation(read, "more elements than the bound allows");
}

// Story: the length alone must not make the reader allocate.
TEST_F(ReaderTest, AllocatesNothingForALengthThatTheMessageDoesNotHold) {
    writer.u32(0xffffffff);
    Reader read = reader();
    EXPECT_TRUE(read.bytes(std::numeric_limits<size_t>::max()).empty());
    expect_violation(read, "message is too short");
}

TEST_F(ReaderTest, RefusesTextThatIsNotUtf8) {
    writer.bytes(std::array<uint8_t, 2>{'a', 0}, 2);
    Reader read = reader();
    EXPECT_EQ(read.string(2), "");
    expect_violation(read, "string is not UTF-8 without NUL");
}

TEST_F(ReaderTest, RefusesAMissingFd) {
    Reader read = reader();
    EXPECT_FALSE(read.fd().valid());
    expect_violation(read, "fd is missing");
}

TEST_F(ReaderTest, RefusesAnFdOfAnotherKind) {
    const UniqueFd memory(::memfd_create("test", MFD_CLOEXEC));
    writer.fd(memory.get());
    Reader first = reader();
    EXPECT_TRUE(first.fd(FdKind::memfd).valid());
    EXPECT_TRUE(first.finish().ok());
    Reader second = reader();
    EXPECT_FALSE(second.fd(FdKind::socket).valid());
    expect_violation(second, "fd is not of the kind that belongs there");
}

struct WriterTest : ReaderTest {
    std::string violation() const { return writer.finish().error().message; }
};

TEST_F(WriterTest, RefusesNumbersThatAreNotFinite) {
    writer.f32(std::numeric_limits<float>::quiet_NaN());
    EXPECT_EQ(writer.finish().error(), (Error{ErrorCode::invalid_argument, "number is not finite"}));
}

TEST_F(WriterTest, RefusesMoreThanABoundAllows) {
    writer.string("abc", 2);
    EXPECT_EQ(violation(), "more elements than the bound allows");
}

TEST_F(WriterTest, RefusesTextThatTheReaderWouldRefuse) {
    writer.string("\xff", 10);
    EXPECT_EQ(violation(), "string is not UTF-8 without NUL");
}

TEST_F(WriterTest, FillsAMessageToTheBrimAndNoFurther) {
    const std::vector<uint8_t> bytes(max_message_bytes - message_header_bytes - 4);
    writer.bytes(bytes, bytes.size());
    EXPECT_TRUE(writer.finish().ok());
    writer.u8(0);
    EXPECT_EQ(violation(), "message is too long");
    EXPECT_EQ(outgoing->size, max_message_bytes);
}

TEST_F(WriterTest, RefusesAnFdOfAnotherKind) {
    const UniqueFd memory(::memfd_create("test", MFD_CLOEXEC));
    writer.fd(memory.get(), FdKind::memfd);
    EXPECT_TRUE(writer.finish().ok());
    writer.fd(memory.get(), FdKind::sync);
    EXPECT_EQ(violation(), "fd is not of the kind that belongs there");
}

TEST_F(WriterTest, RefusesInvalidAndTooManyFds) {
    for (size_t i = 0; i < max_message_fds; ++i) writer.fd(STDIN_FILENO);
    EXPECT_TRUE(writer.finish().ok());
    writer.fd(STDIN_FILENO);
    EXPECT_EQ(violation(), "too many fds in one message");
    Writer other(*outgoing);
    other.fd(-1);
    EXPECT_EQ(other.finish().error().message, "fd is not valid");
}

}  // namespace
}  // namespace xrt::ipc
