// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/channel.hpp"

#include <sys/resource.h>

#include <csignal>
#include <thread>

#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {
namespace {

using namespace std::chrono_literals;

const Deadline long_enough = Deadline::after(1h);
Deadline soon() { return Deadline::after(1ms); }

struct ChannelTest : testing::Test {
    ChannelPair pair = ChannelPair::create();
    std::unique_ptr<OutgoingMessage> outgoing = std::make_unique<OutgoingMessage>();
    std::unique_ptr<IncomingMessage> incoming = std::make_unique<IncomingMessage>();

    void fill(size_t size) {
        outgoing->size = size;
        for (size_t i = 0; i < size; ++i) outgoing->bytes[i] = static_cast<std::byte>(i * 7);
    }
    ErrorCode receive_error() { return pair.there.receive(*incoming, soon()).error().code; }
};

TEST_F(ChannelTest, CarriesMessagesWholeAndInOrder) {
    for (const size_t size : {size_t{1}, size_t{80}, max_message_bytes}) {
        fill(size);
        ASSERT_TRUE(pair.here.send(*outgoing, long_enough).ok());
    }
    for (const size_t size : {size_t{1}, size_t{80}, max_message_bytes}) {
        ASSERT_TRUE(pair.there.receive(*incoming, long_enough).ok());
        ASSERT_EQ(incoming->size, size);
        EXPECT_TRUE(std::equal(incoming->bytes.begin(), incoming->bytes.begin() + static_cast<ptrdiff_t>(size),
                               outgoing->bytes.begin()));
    }
}

TEST_F(ChannelTest, CarriesAsManyFdsAsAMessageMayHave) {
    fill(8);
    while (!outgoing->fds.full()) outgoing->fds.push_back(STDIN_FILENO);
    const int before = count_open_fds();
    ASSERT_TRUE(pair.here.send(*outgoing, long_enough).ok());
    ASSERT_TRUE(pair.there.receive(*incoming, long_enough).ok());
    ASSERT_EQ(incoming->fds.size(), max_message_fds);
    for (const UniqueFd& fd : incoming->fds) EXPECT_TRUE(::fcntl(fd.get(), F_GETFD) & FD_CLOEXEC);
    incoming->clear();
    EXPECT_EQ(count_open_fds(), before);
}

// Story: a peer that sends one fd more than fits must not leave it open here (MSG_CTRUNC, and the kernel's padding).
TEST_F(ChannelTest, RefusesOneFdTooManyAndKeepsNone) {
    const int before = count_open_fds();
    std::array<std::byte, CMSG_SPACE((max_message_fds + 1) * sizeof(int))> control{};
    std::byte content{};
    iovec content_vector{&content, 1};
    msghdr header{};
    header.msg_iov = &content_vector;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    cmsghdr* const message = CMSG_FIRSTHDR(&header);
    message->cmsg_level = SOL_SOCKET;
    message->cmsg_type = SCM_RIGHTS;
    message->cmsg_len = CMSG_LEN((max_message_fds + 1) * sizeof(int));  // all of them standard input
    ASSERT_EQ(::sendmsg(pair.here.fd(), &header, MSG_NOSIGNAL), 1);
    EXPECT_EQ(receive_error(), ErrorCode::protocol_violation);
    incoming->clear();
    EXPECT_EQ(count_open_fds(), before);
}

TEST_F(ChannelTest, RefusesAMessageThatIsTooLong) {
    const std::vector<std::byte> bytes(max_message_bytes + 1);
    ASSERT_EQ(::send(pair.here.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
    EXPECT_EQ(receive_error(), ErrorCode::protocol_violation);
}

TEST_F(ChannelTest, TreatsAnEmptyMessageAsTheEnd) {
    ASSERT_EQ(::send(pair.here.fd(), "", 0, MSG_NOSIGNAL), 0);
    EXPECT_EQ(receive_error(), ErrorCode::connection_lost);
}

TEST_F(ChannelTest, RefusesFdsThatDoNotFitIntoTheProcess) {
    fill(8);
    outgoing->fds = {STDIN_FILENO, STDIN_FILENO};
    ASSERT_TRUE(pair.here.send(*outgoing, long_enough).ok());
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlimit exhausted{.rlim_cur = 3, .rlim_max = limit.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &exhausted), 0);
    EXPECT_EQ(receive_error(), ErrorCode::protocol_violation);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

TEST_F(ChannelTest, GivesUpReceivingAtTheDeadline) { EXPECT_EQ(receive_error(), ErrorCode::timeout); }

TEST_F(ChannelTest, GivesUpSendingToAReaderThatDoesNotRead) {
    fill(max_message_bytes);
    Result<void> sent;
    while (sent.ok()) sent = pair.here.send(*outgoing, soon());
    EXPECT_EQ(sent.error().code, ErrorCode::timeout);
}

TEST_F(ChannelTest, SendsOnceASlowReaderHasReadEnough) {
    fill(max_message_bytes);
    constexpr int count = 100;
    std::thread reader([&] {
        for (int i = 0; i < count; ++i) ASSERT_TRUE(pair.there.receive(*incoming, long_enough).ok());
    });
    for (int i = 0; i < count; ++i) ASSERT_TRUE(pair.here.send(*outgoing, long_enough).ok());
    reader.join();
}

TEST_F(ChannelTest, DeliversWhatWasSentBeforeThePeerWentAway) {
    fill(8);
    ASSERT_TRUE(pair.here.send(*outgoing, long_enough).ok());
    pair.here = Channel(UniqueFd());
    EXPECT_TRUE(pair.there.receive(*incoming, long_enough).ok());
    EXPECT_EQ(receive_error(), ErrorCode::connection_lost);
}

TEST_F(ChannelTest, SurvivesSendingToAPeerThatIsGone) {
    ::signal(SIGPIPE, SIG_DFL);  // some test runners ignore it
    fill(8);
    pair.there = Channel(UniqueFd());
    EXPECT_EQ(pair.here.send(*outgoing, long_enough).error().code, ErrorCode::connection_lost);
}

TEST_F(ChannelTest, SendsWithinALimitWithFdsAndWithout) {
    fill(8);
    outgoing->fds = {STDIN_FILENO};
    ASSERT_TRUE(pair.here.send_within(*outgoing, 1h).ok());
    outgoing->fds.clear();
    ASSERT_TRUE(pair.here.send_within(*outgoing, 1h).ok());
    for (const size_t fds : {1, 0}) {
        ASSERT_TRUE(pair.there.receive(*incoming, long_enough).ok());
        EXPECT_EQ(incoming->size, 8u);
        EXPECT_EQ(incoming->fds.size(), fds);
    }
}

TEST_F(ChannelTest, GivesUpSendingWhenTheLimitHasPassed) {
    fill(max_message_bytes);
    Result<void> sent;
    while (sent.ok()) sent = pair.here.send_within(*outgoing, 1ms);
    EXPECT_EQ(sent.error().code, ErrorCode::timeout);
}

TEST_F(ChannelTest, SurvivesSendingWithinALimitToAPeerThatIsGone) {
    ::signal(SIGPIPE, SIG_DFL);
    fill(8);
    pair.there = Channel(UniqueFd());
    EXPECT_EQ(pair.here.send_within(*outgoing, 1h).error().code, ErrorCode::connection_lost);
}

TEST_F(ChannelTest, GivesUpReceivingWhenTheLimitHasPassed) {
    ASSERT_TRUE(pair.there.limit_receiving(1ms).ok());
    EXPECT_EQ(pair.there.receive_within(*incoming, 1ms).error().code, ErrorCode::timeout);
}

TEST_F(ChannelTest, WakesAReceiverByShutdown) {
    std::thread receiver(
        [&] { EXPECT_EQ(pair.there.receive(*incoming, Deadline::never()).error().code, ErrorCode::connection_lost); });
    pair.there.shutdown();
    receiver.join();
}

void do_nothing(int) {}

TEST_F(ChannelTest, GoesOnWaitingWhenASignalInterruptsIt) {
    struct sigaction action {};
    action.sa_handler = do_nothing;  // no SA_RESTART
    ::sigaction(SIGUSR2, &action, nullptr);
    const pthread_t waiting = ::pthread_self();
    ASSERT_TRUE(pair.there.limit_receiving(1h).ok());
    std::thread sender([&] {
        for (int i = 0; i < 2; ++i) {
            // Some of them come while it waits.
            for (int signals = 0; signals < 500; ++signals, std::this_thread::yield()) ::pthread_kill(waiting, SIGUSR2);
            fill(8);
            EXPECT_TRUE(pair.here.send(*outgoing, long_enough).ok());
        }
    });
    EXPECT_TRUE(pair.there.receive(*incoming, long_enough).ok());
    EXPECT_TRUE(pair.there.receive_within(*incoming, 1h).ok());
    sender.join();
}

}  // namespace
}  // namespace xrt::ipc
