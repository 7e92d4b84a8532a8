// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/unix_socket.hpp"

#include <sys/mman.h>
#include <sys/wait.h>

#include <numeric>
#include <string>
#include <thread>

#include "ipc/wire/unix_socket_peer.hpp"
#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {
namespace {

using namespace std::chrono_literals;
using peer::Wish;

std::vector<std::byte> bytes(std::string_view text) {
    const auto begin = reinterpret_cast<const std::byte*>(text.data());
    return {begin, begin + text.size()};
}

Payload wish(Wish wish, std::string_view text = "") { return {bytes(static_cast<char>(wish) + std::string(text)), {}}; }

UniqueFd file_with(std::string_view content) {
    UniqueFd file(::memfd_create("test", MFD_CLOEXEC));
    EXPECT_EQ(::write(file.get(), content.data(), content.size()), static_cast<ssize_t>(content.size()));
    return file;
}

uint64_t number_in(const Payload& payload) {
    uint64_t number = ~0ull;
    if (payload.data.size() == sizeof(number)) std::memcpy(&number, payload.data.data(), sizeof(number));
    return number;
}

int exit_code_of(pid_t child) {
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// A real second process, which blocks or runs an event loop.
struct WithAnotherProcess : testing::TestWithParam<const char*> {
    WithAnotherProcess() {
        const UniqueFd remote = socket.create().value();
        const std::string number = std::to_string(remote.get());
        child = ::fork();
        if (child == 0) {
            ::fcntl(remote.get(), F_SETFD, 0);
            ::execl(XRT_UNIX_SOCKET_PEER, XRT_UNIX_SOCKET_PEER, GetParam(), number.c_str(), nullptr);
            ::_exit(127);
        }
    }
    ~WithAnotherProcess() override {
        socket.close();
        EXPECT_EQ(exit_code_of(child), expected_exit_code);
    }
    Payload ask(const Payload& payload) {
        EXPECT_TRUE(socket.send(payload).ok());
        auto answer = socket.receive();
        EXPECT_TRUE(answer.ok()) << answer.error().message;
        return answer ? std::move(*answer) : Payload{};
    }

    UnixSocket socket;
    pid_t child = -1;
    int expected_exit_code = 0;
};

INSTANTIATE_TEST_SUITE_P(UnixSocket, WithAnotherProcess, testing::Values("blocking", "loop"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(WithAnotherProcess, ReversesABuffer) { EXPECT_EQ(ask(wish(Wish::reverse, "abc")).data, bytes("cbar")); }

TEST_P(WithAnotherProcess, TellsTheLengthOfAFilePassedAsAnFd) {
    Payload payload = wish(Wish::length);
    payload.fds.push_back(file_with(std::string(12'345, 'x')));
    EXPECT_EQ(number_in(ask(payload)), 12'345u);
    EXPECT_TRUE(payload.fds[0].valid()) << "the payload stays the sender's";
}

TEST_P(WithAnotherProcess, ComparesTwoPassedFiles) {
    const auto compare = [&](std::string_view first, std::string_view second) {
        Payload payload = wish(Wish::compare);
        payload.fds.push_back(file_with(first));
        payload.fds.push_back(file_with(second));
        return number_in(ask(payload));
    };
    EXPECT_EQ(compare("the same", "the same"), 1u);
    EXPECT_EQ(compare("the same", "the other"), 0u);
}

TEST_P(WithAnotherProcess, JoinsAsManyPassedFilesAsAPayloadMayHave) {
    Payload payload = wish(Wish::join);
    std::string joined;
    while (payload.fds.size() < max_message_fds) {
        const std::string content = "file " + std::to_string(payload.fds.size()) + "\n";
        payload.fds.push_back(file_with(content));
        joined += content;
    }
    EXPECT_EQ(ask(payload).data, bytes(joined));
}

TEST_P(WithAnotherProcess, CarriesPayloadsOfEverySizeToTheMaximum) {
    for (const size_t size : {size_t{0}, size_t{1}, size_t{4095}, size_t{4096}, max_message_bytes}) {
        Payload payload;
        payload.data.resize(size);
        for (size_t i = 1; i < size; ++i) payload.data[i] = static_cast<std::byte>(i * 7);
        if (size > 0) payload.data[0] = static_cast<std::byte>(Wish::reverse);
        std::vector<std::byte> answer = ask(payload).data;
        std::reverse(answer.begin(), answer.end());
        EXPECT_EQ(answer, payload.data) << size;
    }
}

TEST_P(WithAnotherProcess, RefusesWhatIsPastTheBoundsAndGoesOn) {
    Payload too_long;
    too_long.data.resize(max_message_bytes + 1);
    EXPECT_EQ(socket.send(too_long).error().code, ErrorCode::invalid_argument);
    Payload too_many;
    while (too_many.fds.size() <= max_message_fds) too_many.fds.push_back(file_with(""));
    EXPECT_EQ(socket.send(too_many).error().code, ErrorCode::invalid_argument);
    Payload no_fd;
    no_fd.fds.emplace_back();
    EXPECT_EQ(socket.send(no_fd).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(ask(wish(Wish::reverse, "!")).data, bytes("!r"));
}

TEST_P(WithAnotherProcess, CarriesAHundredThousandMessagesEachWayAtOnce) {
    ASSERT_TRUE(socket.send(wish(Wish::flood)).ok());
    std::thread sender([&] { EXPECT_TRUE(peer::Flood::send_all(socket)); });
    EXPECT_TRUE(peer::Flood::receive_all(socket));
    sender.join();
}

TEST_P(WithAnotherProcess, ReceivesWhatWasSentBeforeTheOtherClosed) {
    ASSERT_TRUE(socket.send(wish(Wish::reverse, "last words")).ok());
    ASSERT_TRUE(socket.send(wish(Wish::leave)).ok());
    expected_exit_code = peer::exit_code_of_leaving;
    EXPECT_EQ(socket.receive().value().data, bytes("sdrow tsalr"));
    EXPECT_EQ(socket.receive().error().code, ErrorCode::connection_lost);
    EXPECT_EQ(socket.send(wish(Wish::reverse)).error().code, ErrorCode::connection_lost) << "and no SIGPIPE";
}

TEST_P(WithAnotherProcess, EndsTheOtherSideWhenThisOneIsClosed) { socket.close(); }

TEST_P(WithAnotherProcess, IsNoticedWhenItIsKilled) {
    ::kill(child, SIGKILL);
    EXPECT_EQ(socket.receive().error().code, ErrorCode::connection_lost);
    expected_exit_code = -SIGKILL;
}

TEST(UnixSocketInAFork, IsBoundByTheChild) {
    UnixSocket here;
    UniqueFd remote = here.create().value();
    const pid_t child = ::fork();
    if (child == 0) {
        here.close();
        UnixSocket there;
        if (!there.bind(std::move(remote)) || !there.send(there.receive().value())) ::_exit(1);
        ::_exit(0);
    }
    remote.reset();
    ASSERT_TRUE(here.send({bytes("around"), {}}).ok());
    EXPECT_EQ(here.receive().value().data, bytes("around"));
    EXPECT_EQ(exit_code_of(child), 0);
}

struct UnixSocketPair : testing::Test {
    UnixSocketPair() { EXPECT_TRUE(there.bind(here.create().value()).ok()); }
    UnixSocket here;
    UnixSocket there;
};

TEST_F(UnixSocketPair, IsSymmetrical) {
    ASSERT_TRUE(there.send({bytes("to here"), {}}).ok());
    ASSERT_TRUE(here.send({bytes("to there"), {}}).ok());
    EXPECT_EQ(here.receive().value().data, bytes("to here"));
    EXPECT_EQ(there.receive().value().data, bytes("to there"));
}

TEST_F(UnixSocketPair, KeepsFdsWithTheirBytes) {
    for (const char* name : {"a", "b"}) {
        Payload payload{bytes(name), {}};
        payload.fds.push_back(file_with(name));
        ASSERT_TRUE(here.send(payload).ok());
        ASSERT_TRUE(here.send({bytes("without"), {}}).ok());
    }
    for (const char* name : {"a", "b"}) {
        const Payload with = there.receive().value();
        std::array<char, 2> content{};
        ASSERT_EQ(with.fds.size(), 1u);
        EXPECT_EQ(::pread(with.fds[0].get(), content.data(), 2, 0), 1);
        EXPECT_EQ(with.data, bytes(content.data()));
        EXPECT_EQ(content[0], name[0]);
        EXPECT_TRUE(::fcntl(with.fds[0].get(), F_GETFD) & FD_CLOEXEC);
        EXPECT_TRUE(there.receive().value().fds.empty());
    }
}

TEST_F(UnixSocketPair, GivesUpAtTheDeadline) {
    EXPECT_EQ(here.receive(Deadline::after(1ms)).error().code, ErrorCode::timeout);
    const Payload large{std::vector<std::byte>(max_message_bytes), {}};
    Result<void> sent;
    while (sent.ok()) sent = here.send(large, Deadline::after(0ns));
    EXPECT_EQ(sent.error().code, ErrorCode::timeout);
    EXPECT_EQ(there.receive().value().data.size(), max_message_bytes) << "nothing was cut";
    EXPECT_TRUE(here.send(large, Deadline::after(1h)).ok());
}

TEST_F(UnixSocketPair, RefusesAMessageThatIsNoPayload) {
    UniqueFd raw;
    UnixSocket other;
    raw = other.create().value();
    ASSERT_EQ(::send(raw.get(), "x", 1, 0), 1);
    EXPECT_EQ(other.receive().error().code, ErrorCode::protocol_violation);
}

TEST_F(UnixSocketPair, RefusesAMessageWhoseFdsAreNotAllThere) {
    UnixSocket other;
    const UniqueFd raw = other.create().value();
    const uint32_t promised = 3;
    ASSERT_EQ(::send(raw.get(), &promised, sizeof(promised), 0), 4);
    EXPECT_EQ(other.receive().error().code, ErrorCode::protocol_violation);
}

TEST(UnixSocket, IsBoundFromCreateOrBindToClose) {
    UnixSocket socket;
    EXPECT_FALSE(socket.is_bound());
    EXPECT_EQ(socket.send({}).error().code, ErrorCode::call_order);
    EXPECT_EQ(socket.receive().error().code, ErrorCode::call_order);
    const UniqueFd remote = socket.create().value();
    EXPECT_TRUE(socket.is_bound());
    EXPECT_EQ(socket.create().error().code, ErrorCode::call_order);
    socket.close();
    EXPECT_FALSE(socket.is_bound());
    socket.close();
}

TEST(UnixSocket, BindsNothingButAConnectedSocketOfItsKind) {
    const auto bound = [](int fd) { return UnixSocket().bind(UniqueFd(fd)).error().code; };
    EXPECT_EQ(bound(-1), ErrorCode::invalid_argument);
    EXPECT_EQ(bound(file_with("").release()), ErrorCode::invalid_argument);
    EXPECT_EQ(bound(::socket(AF_UNIX, SOCK_SEQPACKET, 0)), ErrorCode::invalid_argument);
    std::array<int, 2> streams{-1, -1};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, streams.data()), 0);
    EXPECT_EQ(bound(streams[0]), ErrorCode::invalid_argument);
    EXPECT_EQ(bound(streams[1]), ErrorCode::invalid_argument);
}

TEST(UnixSocket, ClosesWithItsOwner) {
    const int before = count_open_fds();
    {
        UnixSocket socket;
        const UniqueFd remote = socket.create().value();
        EXPECT_EQ(count_open_fds(), before + 2);
    }
    EXPECT_EQ(count_open_fds(), before);
}

struct UnixSocketInALoop : testing::Test {
    EventLoop loop = EventLoop::create().value();
    UnixSocket there;
};

TEST_F(UnixSocketInALoop, TellsWhenThereIsSomethingToReceive) {
    std::vector<std::string> heard;
    UnixSocket here(loop, [&](UnixSocket& socket) {
        const auto payload = socket.receive();
        heard.push_back(payload.ok() ? std::to_string(payload->data.size()) : "end");
        if (!payload) socket.close();
    });
    ASSERT_TRUE(there.bind(here.create().value()).ok());
    ASSERT_TRUE(there.send({bytes("four"), {}}).ok());
    ASSERT_TRUE(there.send({}).ok());
    there.close();
    while (here.is_bound()) ASSERT_TRUE(loop.wait().ok());
    EXPECT_EQ(heard, (std::vector<std::string>{"4", "0", "end"}));
}

TEST_F(UnixSocketInALoop, MayBeDestroyedWhileItIsTold) {
    std::unique_ptr<UnixSocket> here;
    here = std::make_unique<UnixSocket>(loop, [&](UnixSocket&) { here.reset(); });
    ASSERT_TRUE(there.bind(here->create().value()).ok());
    ASSERT_TRUE(there.send({}).ok());
    ASSERT_TRUE(loop.wait().ok());
    EXPECT_EQ(here, nullptr);
    EXPECT_EQ(there.receive().error().code, ErrorCode::connection_lost);
}

TEST_F(UnixSocketInALoop, TellsOnceWhenItCanSendAgain) {
    int told = 0;
    UnixSocket here(loop, [](UnixSocket&) {});
    ASSERT_TRUE(there.bind(here.create().value()).ok());
    const Payload large{std::vector<std::byte>(max_message_bytes), {}};
    while (here.send(large, Deadline::after(0ns))) {
    }
    ASSERT_TRUE(here.call_when_writable([&](UnixSocket&) { ++told; }).ok());
    ASSERT_TRUE(loop.wait(Deadline::after(0ns)).ok());
    EXPECT_EQ(told, 0);
    while (there.receive(Deadline::after(0ns))) {
    }
    ASSERT_TRUE(loop.wait(Deadline::after(1h)).ok());
    ASSERT_TRUE(loop.wait(Deadline::after(0ns)).ok());
    EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace xrt::ipc
