// SPDX-License-Identifier: BSL-1.0
#include "service/account.hpp"

#include <gmock/gmock.h>

#include "service/account_book.hpp"
#include "service/fakes.hpp"

namespace xrt {
namespace {

using proto::Expense;
using proto::Resource;
using testing::HasSubstr;

class AccountTest : public testing::Test {
 protected:
    static Limits make_limits() {
        Limits limits;
        limits.client.resources[Resource::swapchains] = 2;
        limits.client.resources[Resource::image_bytes] = 1000;
        limits.user.resources[Resource::swapchains] = 3;
        limits.user.resources[Resource::image_bytes] = 10'000;
        limits.client.rates = {{{1, 2}, {1, 2}, {1, 2}}};
        limits.user.rates = {{{1, 3}, {1, 3}, {1, 3}}};
        return limits;
    }
    static Amounts of(Resource resource, uint64_t amount) {
        Amounts amounts;
        amounts[resource] = amount;
        return amounts;
    }

    fake::FakeClock clock;
    AccountBook book{make_limits(), clock};
};

TEST_F(AccountTest, RefusesOneTooManyAndSaysWhoseLimitItIs) {
    const auto client = book.open(7, 1000);
    const auto first = *client->charge(of(Resource::swapchains, 1));
    {
        const auto second = *client->charge(of(Resource::swapchains, 1));
        const auto third = client->charge(of(Resource::swapchains, 1));
        ASSERT_FALSE(third.ok());
        EXPECT_EQ(third.error().code, ErrorCode::limit_exceeded);
        EXPECT_THAT(third.error().message, HasSubstr("client of pid 7 may have 2 swapchains, has 2 swapchains"));
        EXPECT_FALSE(client->check(of(Resource::swapchains, 1)).ok());
    }
    EXPECT_TRUE(client->check(of(Resource::swapchains, 1)).ok());
    EXPECT_EQ(client->used(), of(Resource::swapchains, 1));
}

TEST_F(AccountTest, RefusesOneByteTooManyAndSumsThatWrap) {
    const auto client = book.open(7, 1000);
    const auto charge = *client->charge(of(Resource::image_bytes, 600));
    EXPECT_TRUE(client->charge(of(Resource::image_bytes, 400)).ok());
    EXPECT_FALSE(client->charge(of(Resource::image_bytes, 401)).ok());
    EXPECT_FALSE(client->charge(of(Resource::image_bytes, UINT64_MAX)).ok());
    EXPECT_EQ(client->used(), of(Resource::image_bytes, 600));
}

TEST_F(AccountTest, ChargesOnceWhenAChargeMoves) {
    const auto client = book.open(7, 1000);
    Account::Charge charge = *client->charge(of(Resource::fds, 5));
    Account::Charge moved(std::move(charge));
    charge = *client->charge(of(Resource::fds, 7));
    EXPECT_EQ(client->used(), of(Resource::fds, 12));
    charge = Account::Charge();
    EXPECT_EQ(client->used(), of(Resource::fds, 5));
}

TEST_F(AccountTest, ChargesTheUserForAllHisClientsAndNobodyElse) {
    const auto one = book.open(7, 1000), two = book.open(8, 1000), stranger = book.open(9, 1001);
    const auto charge_one = *one->charge(of(Resource::swapchains, 2));
    const auto charge_two = *two->charge(of(Resource::swapchains, 1));
    const auto refused = two->charge(of(Resource::swapchains, 1));
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().message, HasSubstr("user of uid 1000"));
    EXPECT_EQ(two->used(), of(Resource::swapchains, 1)) << "what the user is refused the client is not charged with";
    EXPECT_TRUE(stranger->charge(of(Resource::swapchains, 2)).ok());
}

TEST_F(AccountTest, GivesTheUserBackWhatAClientIsRefused) {
    const auto one = book.open(7, 1000), two = book.open(8, 1000);
    EXPECT_FALSE(one->charge(of(Resource::swapchains, 3)).ok());
    EXPECT_TRUE(two->charge(of(Resource::swapchains, 2)).ok());
}

TEST_F(AccountTest, GrantsABurstAndThenNoMoreThanTheRate) {
    const auto client = book.open(7, 1000);
    EXPECT_TRUE(client->spend(Expense::session).ok());
    EXPECT_TRUE(client->spend(Expense::session).ok());
    EXPECT_EQ(client->spend(Expense::session).error().code, ErrorCode::limit_exceeded);
    EXPECT_TRUE(client->spend(Expense::swapchain).ok()) << "another expense";
    clock.time += std::chrono::milliseconds(999);
    EXPECT_FALSE(client->spend(Expense::session).ok());
    clock.time += std::chrono::milliseconds(1);
    EXPECT_TRUE(client->spend(Expense::session).ok());
    EXPECT_FALSE(client->spend(Expense::session).ok());
}

TEST_F(AccountTest, GivesNobodyAFreshRateForComingBack) {
    EXPECT_TRUE(book.open(7, 1000)->spend(Expense::session).ok());
    EXPECT_TRUE(book.open(7, 1000)->spend(Expense::session).ok());
    EXPECT_TRUE(book.open(7, 1000)->spend(Expense::session).ok());
    EXPECT_THAT(book.open(7, 1000)->spend(Expense::session).error().message, HasSubstr("user of uid 1000"));
}

TEST_F(AccountTest, SaysARefusalOnceABurst) {
    const auto client = book.open(7, 1000);
    testing::internal::CaptureStderr();
    for (int i = 0; i < 100; ++i) (void)client->spend(Expense::capture);
    clock.time += std::chrono::seconds(1);
    for (int i = 0; i < 100; ++i) (void)client->spend(Expense::capture);
    const std::string once = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::ranges::count(once, '\n'), 1) << once;
    clock.time += std::chrono::seconds(10);
    testing::internal::CaptureStderr();
    for (int i = 0; i < 100; ++i) (void)client->spend(Expense::capture);
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("a new capture more often than"));
}

TEST_F(AccountTest, ListsUsersWithTheirClientsAndWhatTheyUse) {
    const auto client = book.open(7, 1000);
    const auto charge = *client->charge(of(Resource::image_bytes, 600));
    (void)book.open(8, 1000);  // gone again
    const auto accounts = book.describe().accounts;
    ASSERT_EQ(accounts.size(), 2u);
    EXPECT_EQ(accounts[0].kind, proto::AccountKind::user);
    EXPECT_EQ(accounts[0].uid, 1000u);
    EXPECT_EQ(accounts[1].pid, 7);
    const auto images = static_cast<size_t>(Resource::image_bytes);
    EXPECT_EQ(accounts[0].resources[images], (proto::ResourceUse{600, 10'000}));
    EXPECT_EQ(accounts[1].resources[images], (proto::ResourceUse{600, 1000}));
}

}  // namespace
}  // namespace xrt
