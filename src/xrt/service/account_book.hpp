// SPDX-License-Identifier: BSL-1.0
//
// The accounts of all users and of all clients that are connected. Safe on any thread.
#pragma once

#include <sys/types.h>

#include <map>

#include "proto/control_interface.hpp"
#include "service/account.hpp"

namespace xrt {

class AccountBook {
 public:
    /// `clock` is real time and outlives it.
    AccountBook(const Limits& limits, const Clock& clock) : limits_(limits), clock_(clock) {}

    /// A new client's, in its user's.
    std::shared_ptr<const Account> open(pid_t pid, uid_t uid);
    /// Users first, each followed by its clients; not more than the protocol can carry.
    proto::ListLimitsReply describe() const;

 private:
    struct Client {
        pid_t pid = 0;
        std::weak_ptr<const Account> account;  ///< goes with the client
    };
    struct User {
        std::shared_ptr<const Account> account;  ///< stays, so that nobody gets a fresh rate by coming back
        std::vector<Client> clients;
    };

    const Limits limits_;
    const Clock& clock_;
    const Guarded<std::map<uid_t, User>> users_;
};

}  // namespace xrt
