// SPDX-License-Identifier: BSL-1.0
// Fds of the wrong kind, too many of them, and none left.
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "hostile_fixture.hpp"
#include "proto/protocol_hash.hpp"
#include "proto/service_proxy.hpp"

namespace xrt::hostile {
namespace {

UniqueFd open_file(const char* name) { return UniqueFd(::open(name, O_RDONLY | O_CLOEXEC)); }

/// Kinds of fds that a service may get into its hands.
std::vector<UniqueFd> all_kinds() {
    std::vector<UniqueFd> fds;
    for (const char* const name : {"/dev/null", "/dev/zero", "/", "/proc/self/status"}) fds.push_back(open_file(name));
    std::array<int, 2> pair{};
    if (::pipe2(pair.data(), O_CLOEXEC) == 0) {
        for (const int fd : pair) fds.emplace_back(fd);
    }
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair.data()) == 0) {
        for (const int fd : pair) fds.emplace_back(fd);
    }
    fds.emplace_back(::eventfd(0, EFD_CLOEXEC));
    fds.emplace_back(::memfd_create("hostile", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    return fds;
}

void begin_session(const RawClient& client) {
    for (const char* const name : {"Service.introduce", "Service.create_session", "Service.begin_session"}) {
        const Message good_message = message(name);
        EXPECT_TRUE(client.send(good_message.bytes) && client.receive()) << name;
    }
}

TEST_F(Hostile, FdsOfEveryKindInEveryMessage) {
    const std::vector<UniqueFd> kinds = all_kinds();
    for (const Message& good_message : all_messages()) {
        for (const UniqueFd& kind : kinds) {
            const std::array fds{kind.get()};
            attack(good_message.bytes, fds);
        }
    }
}

TEST_F(Hostile, MoreFdsThanAMessageMayCarry) {
    for (const Message& good_message : all_messages()) {
        for (const size_t count : {2, 17, 32, 33, 253}) {
            attack(good_message.bytes, std::vector<int>(count, STDIN_FILENO));
        }
    }
}

TEST_F(Hostile, AFloodOfFds) {
    const std::vector<int> fds(253, STDIN_FILENO);
    const std::vector<int> allowed(16, STDIN_FILENO);
    for (int round = 0; round < 20; ++round) {
        const auto client = RawClient::greeted(path());
        ASSERT_TRUE(client);
        const Message frame = message("Service.end_frame");
        while (client->send(frame.bytes, allowed)) continue;  // until its queue is full or it hangs up
        (void)client->send(frame.bytes, fds);
    }
}

TEST_F(Hostile, SyncFdsThatAreNeverSignalled) {
    const auto client = RawClient::greeted(path());
    ASSERT_TRUE(client);
    begin_session(*client);
    const UniqueFd never(::eventfd(0, EFD_CLOEXEC));
    Message frame = message("Service.end_frame");
    for (int number = 1; number <= 50; ++number) {
        frame.bytes[8] = std::byte(number);
        EXPECT_TRUE(client->send(frame.bytes, std::array{never.get()}));
    }
    good->await_frames(20);
    call(*client, "Control.list_clients");  // it has been heard to the end, and is still welcome
}

TEST_F(Hostile, AMemfdThatShrinksInTheServicesHands) {
    const Message frame = message("Service.end_frame");
    for (int round = 0; round < 20; ++round) {
        const auto client = RawClient::greeted(path());
        ASSERT_TRUE(client);
        begin_session(*client);
        const UniqueFd memory(::memfd_create("hostile", MFD_CLOEXEC | MFD_ALLOW_SEALING));
        ASSERT_EQ(::ftruncate(memory.get(), 1 << 20), 0);
        EXPECT_TRUE(client->send(frame.bytes, std::array{memory.get()}));
        ASSERT_EQ(::ftruncate(memory.get(), 0), 0);
        EXPECT_TRUE(client->is_hung_up_on()) << "no call takes a client's memory";
    }
}

// What the service gives out must not become a weapon against it.
TEST_F(Hostile, ServesOnWhenItsOwnMemoryIsAttacked) {
    ipc::ConnectOptions options;
    options.socket_path = path();
    options.protocol_hash = proto::protocol_hash;
    const auto connection = std::move(*ipc::connect(options));
    const proto::IntroduceReply reply = *proto::ServiceProxy(*connection).introduce({"hostile", "", 0});
    for (const UniqueFd* const fd_of_it : {&reply.device_segment, &reply.client_segment}) {
        const UniqueFd& fd = *fd_of_it;
        EXPECT_NE(::ftruncate(fd.get(), 0), 0);
        EXPECT_EQ(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0), MAP_FAILED);
        EXPECT_LT(::pwrite(fd.get(), "x", 1, 0), 0);
        EXPECT_NE(::fallocate(fd.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096), 0);
    }
}

class HostileToFds : public Hostile {
 protected:
    void SetUp() override {
        Hostile::SetUp();
        ASSERT_EQ(::prlimit(service->program().pid(), RLIMIT_NOFILE, nullptr, &usual_), 0);
    }
    /// No fd of that number or above it can be opened; those that are open stay.
    void limit_fds(rlim_t count) const {
        const rlimit few{count, usual_.rlim_max};
        ASSERT_EQ(::prlimit(service->program().pid(), RLIMIT_NOFILE, &few, nullptr), 0);
    }
    void lift_limit() const { limit_fds(usual_.rlim_cur); }
    rlim_t lowest_free_fd() const {
        const std::string folder = "/proc/" + std::to_string(service->program().pid()) + "/fd/";
        rlim_t fd = 0;
        for (struct stat status{}; ::lstat((folder + std::to_string(fd)).c_str(), &status) == 0;) ++fd;
        return fd;
    }

 private:
    rlimit usual_{};
};

TEST_F(HostileToFds, NewClientsAreRefusedWithAWordWhileThereAreNone) {
    limit_fds(lowest_free_fd());
    for (int i = 0; i < 20; ++i) {
        const auto client = RawClient::connect(path());
        ASSERT_TRUE(client);
        EXPECT_EQ(handshake_code(client->receive()), too_many_clients_code);
        EXPECT_TRUE(client->is_hung_up_on());
    }
    good->await_frames(20);
    EXPECT_EQ(good->failure(), "");
    lift_limit();
    EXPECT_TRUE(RawClient::greeted(path())) << "it has fds again";
    const std::string log = service->program().err();
    EXPECT_EQ(std::ranges::count(log, '\n'), 1) << "said once:\n" << log;
}

TEST_F(HostileToFds, WhoComesWhileNotEvenTheSpareOneIsLeftIsServedWhenTheyAreBack) {
    limit_fds(0);
    const auto client = RawClient::connect(path());
    ASSERT_TRUE(client && client->send(hello(proto::protocol_hash)));
    good->await_frames(20);
    lift_limit();
    EXPECT_EQ(handshake_code(client->receive()), accepted_code);
}

}  // namespace
}  // namespace xrt::hostile
