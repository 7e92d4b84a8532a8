// SPDX-License-Identifier: BSL-1.0
#include "xrt/unique_fd.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

namespace xrt {
namespace {

int open_one() { return ::open("/dev/null", O_RDONLY | O_CLOEXEC); }
bool is_open(int fd) { return ::fcntl(fd, F_GETFD) >= 0; }

TEST(UniqueFd, ClosesWhatItOwns) {
    const int raw = open_one();
    { const UniqueFd fd(raw); }
    EXPECT_FALSE(is_open(raw));
}

TEST(UniqueFd, OwnsNothingAfterItWasMovedFrom) {
    UniqueFd from(open_one());
    const int raw = from.get();
    const UniqueFd to = std::move(from);
    EXPECT_FALSE(from.valid());  // NOLINT(bugprone-use-after-move)
    from.reset();
    EXPECT_TRUE(is_open(raw));
    EXPECT_EQ(to.get(), raw);
}

TEST(UniqueFd, ClosesItsOldFdWhenItGetsAnother) {
    const int first = open_one();
    const int second = open_one();
    UniqueFd fd(first);
    fd = UniqueFd(second);
    EXPECT_FALSE(is_open(first));
    EXPECT_TRUE(is_open(second));
}

TEST(UniqueFd, SurvivesBeingAssignedToItself) {
    UniqueFd fd(open_one());
    UniqueFd& same = fd;
    fd = std::move(same);
    EXPECT_TRUE(is_open(fd.get()));
}

TEST(UniqueFd, GivesUpWhatIsReleased) {
    UniqueFd fd(open_one());
    const int raw = fd.release();
    EXPECT_FALSE(fd.valid());
    EXPECT_TRUE(is_open(raw));
    const UniqueFd again(raw);
}

}  // namespace
}  // namespace xrt
