// SPDX-License-Identifier: BSL-1.0
#include "service/account_book.hpp"

namespace xrt {
namespace {

proto::AccountDescription describe_account(const Account& account) {
    proto::AccountDescription description;
    const Amounts used = account.used();
    for (size_t i = 0; i < proto::resource_count; ++i) {
        const auto resource = static_cast<proto::Resource>(i);
        description.resources[i] = {used[resource], account.limits().resources[resource]};
    }
    description.rates = account.limits().rates;
    return description;
}

}  // namespace

std::shared_ptr<const Account> AccountBook::open(pid_t pid, uid_t uid) {
    return users_.with([&](std::map<uid_t, User>& users) {
        User& user = users[uid];
        if (!user.account) {
            user.account =
                std::make_shared<const Account>("user of uid " + std::to_string(uid), limits_.user, clock_, nullptr);
        }
        std::erase_if(user.clients, [](const Client& client) { return client.account.expired(); });
        auto account = std::make_shared<const Account>("client of pid " + std::to_string(pid), limits_.client, clock_,
                                                       user.account);
        user.clients.push_back({pid, account});
        return account;
    });
}

proto::ListLimitsReply AccountBook::describe() const {
    return users_.with([](const std::map<uid_t, User>& users) {
        proto::ListLimitsReply reply;
        const auto add = [&](proto::AccountKind kind, uid_t uid, pid_t pid, const Account& account) {
            if (reply.accounts.full()) return;
            proto::AccountDescription& description = reply.accounts.push_back(describe_account(account));
            description.kind = kind;
            description.uid = uid;
            description.pid = pid;
        };
        for (const auto& [uid, user] : users) {
            add(proto::AccountKind::user, uid, 0, *user.account);
            for (const Client& client : user.clients) {
                if (const auto account = client.account.lock())
                    add(proto::AccountKind::client, uid, client.pid, *account);
            }
        }
        return reply;
    });
}

}  // namespace xrt
