// SPDX-License-Identifier: BSL-1.0
#include "targets/run/stdin_policy.hpp"

#include <fcntl.h>
#include <poll.h>

#include <gtest/gtest.h>

namespace xrt::run {
namespace {

TEST(StdinPolicy, TellsTheNullDeviceFromOtherFiles) {
    const UniqueFd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const UniqueFd zero(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
    EXPECT_EQ(inspect_stdin(null.get()), StdinKind::null_device);
    EXPECT_EQ(inspect_stdin(zero.get()), StdinKind::other);
    EXPECT_EQ(inspect_stdin(-1), StdinKind::closed);
}

TEST(StdinPolicy, HoldsByItselfOnlyWhereInputWouldEndAtOnce) {
    EXPECT_TRUE(must_hold(StdinMode::automatic, StdinKind::closed));
    EXPECT_TRUE(must_hold(StdinMode::automatic, StdinKind::null_device));
    EXPECT_FALSE(must_hold(StdinMode::automatic, StdinKind::other));
}

TEST(StdinPolicy, ObeysWhenToldWhatToDo) {
    EXPECT_TRUE(must_hold(StdinMode::hold, StdinKind::other));
    EXPECT_FALSE(must_hold(StdinMode::inherit, StdinKind::closed));
}

TEST(HeldPipe, IsNeitherReadableNorAtItsEnd) {
    auto held = HeldPipe::create();
    ASSERT_TRUE(held.ok());
    pollfd wait{held->read_end.get(), POLLIN, 0};
    EXPECT_EQ(::poll(&wait, 1, 0), 0);
    held->write_end.reset();
    EXPECT_EQ(::poll(&wait, 1, 0), 1);
}

}  // namespace
}  // namespace xrt::run
