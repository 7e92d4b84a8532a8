// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/handshake.hpp"

#include <cstring>

#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {
namespace {

using namespace std::chrono_literals;

struct HandshakeTest : testing::Test {
    ChannelPair pair = ChannelPair::create();
    const Handshake hello{HandshakeCode::hello, 0x0123456789abcdef, "1.2.3"};

    void send_raw(const void* data, size_t size) {
        ASSERT_EQ(::send(pair.here.fd(), data, size, MSG_NOSIGNAL), static_cast<ssize_t>(size));
    }
    Result<Handshake> receive() { return receive_handshake(pair.there, Deadline::after(1ms)); }
};

TEST_F(HandshakeTest, ArrivesAsItWasSent) {
    ASSERT_TRUE(send_handshake(pair.here, hello, Deadline::after(1h)).ok());
    EXPECT_EQ(receive().value(), hello);
}

// The layout is frozen: this test may never be changed.
TEST_F(HandshakeTest, HasTheLayoutThatIsFrozenForEver) {
    ASSERT_TRUE(send_handshake(pair.here, hello, Deadline::after(1h)).ok());
    std::array<char, 200> bytes{};
    ASSERT_EQ(::recv(pair.there.fd(), bytes.data(), bytes.size(), 0), 80);
    std::array<char, 80> expected{};
    std::memcpy(expected.data(),
                "MNDO\0\0\0\0\xef\xcd\xab\x89\x67\x45\x23\x01"
                "1.2.3",
                21);
    EXPECT_EQ(std::memcmp(bytes.data(), expected.data(), expected.size()), 0);
}

TEST_F(HandshakeTest, MayBeLongerInALaterVersion) {
    std::array<char, 120> bytes{};
    std::memcpy(bytes.data(), "MNDO\1\0\0\0", 8);
    bytes.back() = 'x';
    send_raw(bytes.data(), bytes.size());
    EXPECT_EQ(receive().value().code, HandshakeCode::accepted);
}

TEST_F(HandshakeTest, IsRefusedTooShortOrWithAnotherMagic) {
    std::array<char, 80> bytes{};
    std::memcpy(bytes.data(), "MNDO", 4);
    send_raw(bytes.data(), 79);
    EXPECT_EQ(receive().error().code, ErrorCode::protocol_violation);
    bytes[0] = 'X';
    send_raw(bytes.data(), 80);
    EXPECT_EQ(receive().error().code, ErrorCode::protocol_violation);
}

TEST_F(HandshakeTest, IsRefusedWithFds) {
    std::array<std::byte, 80> bytes{};
    std::memcpy(bytes.data(), "MNDO", 4);
    const std::array<int, 1> fds{STDIN_FILENO};
    ASSERT_TRUE(pair.here.send(bytes, fds, Deadline::after(1h)).ok());
    EXPECT_EQ(receive().error().code, ErrorCode::protocol_violation);
}

TEST_F(HandshakeTest, CutsALongVersionAndReplacesWhatIsNotPrintable) {
    const Handshake odd{HandshakeCode::hello, 1, "a\nb\x1b" + std::string(100, 'x')};
    ASSERT_TRUE(send_handshake(pair.here, odd, Deadline::after(1h)).ok());
    EXPECT_EQ(receive().value().version, "a?b?" + std::string(59, 'x'));
}

TEST_F(HandshakeTest, GivesUpAtTheDeadline) { EXPECT_EQ(receive().error().code, ErrorCode::timeout); }

TEST_F(HandshakeTest, IsDescribedWithVersionAndProtocol) {
    EXPECT_EQ(describe(hello), "1.2.3 (protocol 0123456789abcdef)");
}

}  // namespace
}  // namespace xrt::ipc
