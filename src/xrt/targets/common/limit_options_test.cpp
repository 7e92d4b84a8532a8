// SPDX-License-Identifier: BSL-1.0
#include "targets/common/limit_options.hpp"

#include <gmock/gmock.h>

namespace xrt {
namespace {

TEST(LimitOptions, ChangeWhatIsNamedAndNothingElse) {
    Limits limits;
    const Limits before = limits;
    ASSERT_TRUE(parse_amounts("fds=100,image_bytes=2G", limits.client.resources));
    EXPECT_EQ(limits.client.resources[proto::Resource::fds], 100u);
    EXPECT_EQ(limits.client.resources[proto::Resource::image_bytes], uint64_t{2} << 30);
    EXPECT_EQ(limits.client.resources[proto::Resource::swapchains],
              before.client.resources[proto::Resource::swapchains]);
    ASSERT_TRUE(parse_rates("swapchain=0.5/2", limits.user.rates));
    EXPECT_EQ(limits.user.rates[1], (proto::RateLimit{0.5, 2}));
    EXPECT_EQ(limits.user.rates[0], before.user.rates[0]);
}

TEST(LimitOptions, RefuseTheWholeIfAPartIsWrong) {
    Amounts amounts;
    for (const char* const bad : {"", "fds", "fds=", "fds=x", "fds=1,", "fds=1,gold=2", "fds=-1", "fds=99999999999G"}) {
        EXPECT_FALSE(parse_amounts(bad, amounts)) << bad;
    }
    EXPECT_EQ(amounts, Amounts());
    Rates rates{};
    for (const char* const bad : {"", "session", "session=1", "session=1/", "session=nan/1", "session=-1/2", "x=1/2"}) {
        EXPECT_FALSE(parse_rates(bad, rates)) << bad;
    }
}

TEST(LimitOptions, KnowUsersAndGroupsByNameAndNumber) {
    std::vector<uid_t> users;
    ASSERT_TRUE(parse_users("root,1234", users));
    EXPECT_THAT(users, testing::ElementsAre(0, 1234));
    EXPECT_FALSE(parse_users("root,no-such-user-here", users));
    EXPECT_FALSE(parse_users("", users));
    std::vector<gid_t> groups;
    ASSERT_TRUE(parse_groups("root", groups));
    EXPECT_THAT(groups, testing::ElementsAre(0));
}

}  // namespace
}  // namespace xrt
