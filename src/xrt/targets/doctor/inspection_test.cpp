// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/inspection.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "auxiliary/os/socket_path.hpp"
#include "auxiliary/os/test_folder.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::doctor {
namespace {

using testing::HasSubstr;

const char* nothing(const char*) { return nullptr; }
std::string nobody_is_greeted(const std::string&) { return {}; }

class Inspection : public TestFolder {
 protected:
    UniqueFd listen() const {
        UniqueFd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
        const auto address = unix_address(path_);
        EXPECT_EQ(::bind(socket.get(), address->get(), address->length), 0);
        EXPECT_EQ(::listen(socket.get(), 4), 0);
        return socket;
    }
    SocketFacts facts() const {
        return inspect_socket(path_, &nothing, [](const std::string&) { return "another version"; });
    }
    Listener listener() const { return facts().listener; }

    const std::string path_ = file("socket");
};

TEST_F(Inspection, TellsLivingSocketsFromDeadOnes) {
    EXPECT_EQ(listener(), Listener::none);
    UniqueFd socket = listen();
    EXPECT_EQ(listener(), Listener::answers);
    EXPECT_EQ(facts().greeting_problem, "another version");
    socket.reset();
    EXPECT_EQ(listener(), Listener::stale);
    EXPECT_EQ(facts().greeting_problem, "") << "nobody is greeted who is not there";
}

TEST_F(Inspection, SeesAFileThatIsNoSocket) {
    write("socket", "text");
    EXPECT_EQ(listener(), Listener::no_socket);
}

TEST_F(Inspection, SeesAPathThatIsNoAddress) {
    EXPECT_THAT(inspect_socket("/tmp/" + std::string(200, 'x'), &nothing).address_problem, HasSubstr("107 bytes"));
}

TEST_F(Inspection, SeesThatNoServiceCouldListenThere) {
    EXPECT_EQ(inspect_socket(file("new/socket"), &nothing).folder_problem, "") << "that folder is made";
    EXPECT_THAT(inspect_socket(file("new/newer/socket"), &nothing).folder_problem, HasSubstr("make the folder"));
}

TEST_F(Inspection, LooksAtTheInheritedSocket) {
    const auto named = [this](const char* value) {
        const auto lookup = [value](const char* name) {
            return std::string_view(name) == "MONADO_SOCKET_FD" ? value : nullptr;
        };
        return inspect_socket(path_, lookup, &nobody_is_greeted).inherited_problem;
    };
    EXPECT_EQ(named(""), "");
    EXPECT_THAT(named("seven"), HasSubstr("no number"));
    EXPECT_NE(named("999"), "");
    const UniqueFd socket = listen();
    EXPECT_NE(named(std::to_string(socket.get()).c_str()), "") << "it listens, and is not connected";
}

TEST_F(Inspection, LooksAtTheFoldersOfThisMachine) {
    const PlaceFacts facts =
        inspect_places([this](const char* name) { return std::string_view(name) == "HOME" ? path_.c_str() : nullptr; });
    ASSERT_TRUE(facts.home);
    EXPECT_EQ(facts.home->state, FolderState::missing);
    EXPECT_EQ(facts.sealing_problem, "");
    EXPECT_EQ(facts.socket_problem, "");
    EXPECT_GT(facts.most_fds, 0u);
    EXPECT_EQ(facts.private_bases.back().state, FolderState::usable) << "/tmp, in which this test has a folder";
    EXPECT_FALSE(inspect_places(&nothing).home);
}

}  // namespace
}  // namespace xrt::doctor
