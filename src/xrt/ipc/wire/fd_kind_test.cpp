// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/fd_kind.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>

#include "xrt/unique_fd.hpp"

namespace xrt::ipc {
namespace {

/// "memfd opaque": the kinds that `fd` passes for.
std::string kinds_of(const UniqueFd& fd) {
    constexpr std::array<std::pair<FdKind, const char*>, 5> kinds{{{FdKind::memfd, "memfd "},
                                                                   {FdKind::dmabuf, "dmabuf "},
                                                                   {FdKind::opaque, "opaque "},
                                                                   {FdKind::sync, "sync "},
                                                                   {FdKind::socket, "socket "}}};
    std::string names;
    for (const auto& [kind, name] : kinds) names += is_of_kind(fd.get(), kind) ? name : "";
    return names;
}

TEST(FdKind, KnowsAMemfdWhichMayBeADriversMemory) {
    EXPECT_EQ(kinds_of(UniqueFd(::memfd_create("test", MFD_CLOEXEC))), "memfd opaque ");
}

TEST(FdKind, KnowsASocket) {
    EXPECT_EQ(kinds_of(UniqueFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))), "socket ");
}

TEST(FdKind, TakesDevicesAndAnonymousFilesForADriversOwn) {
    EXPECT_EQ(kinds_of(UniqueFd(::eventfd(0, EFD_CLOEXEC))), "opaque sync ");
    EXPECT_EQ(kinds_of(UniqueFd(::open("/dev/null", O_RDWR | O_CLOEXEC))), "opaque sync ");
}

TEST(FdKind, TakesPipesFoldersAndProgramsForNothing) {
    std::array<int, 2> ends{-1, -1};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const UniqueFd to_read(ends[0]), to_write(ends[1]);
    EXPECT_EQ(kinds_of(to_read), "");
    EXPECT_EQ(kinds_of(UniqueFd(::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC))), "");
    EXPECT_EQ(kinds_of(UniqueFd(::open("/proc/self/status", O_RDONLY | O_CLOEXEC))), "");
    EXPECT_EQ(kinds_of(UniqueFd()), "");
}

// Story: such an fd says of itself what the file is, but nothing can be done with it.
TEST(FdKind, TakesAFileThatIsOnlyAPathForNothing) {
    const UniqueFd memory(::memfd_create("test", MFD_CLOEXEC));
    const std::string path = "/proc/self/fd/" + std::to_string(memory.get());
    EXPECT_EQ(kinds_of(UniqueFd(::open(path.c_str(), O_PATH | O_CLOEXEC))), "");
    EXPECT_EQ(kinds_of(UniqueFd(::open("/dev/null", O_PATH | O_CLOEXEC))), "");
}

}  // namespace
}  // namespace xrt::ipc
