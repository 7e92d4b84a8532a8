// SPDX-License-Identifier: BSL-1.0
//
// What somebody makes the service hold. A client's account is part of its user's: what is charged to the one is charged to
// both. Everything that is taken is a Charge, and a Charge gives it back when it goes, on any thread.
//
//     Account::Charge charge = TRY(account->charge(amounts));
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "service/limits.hpp"
#include "service/token_bucket.hpp"
#include "xrt/result.hpp"

namespace xrt {

class Account : public std::enable_shared_from_this<Account> {
 public:
    class Charge {
     public:
        Charge() = default;
        Charge(Charge&& other) noexcept : account_(std::move(other.account_)), amounts_(other.amounts_) {}
        Charge& operator=(Charge&& other) noexcept {
            std::swap(account_, other.account_);
            std::swap(amounts_, other.amounts_);
            return *this;
        }
        ~Charge();

     private:
        friend class Account;
        Charge(std::shared_ptr<const Account> account, const Amounts& amounts)
            : account_(std::move(account)), amounts_(amounts) {}
        std::shared_ptr<const Account> account_;
        Amounts amounts_;
    };

    /// `owner` is for messages: "client of pid 7". `clock` outlives it.
    Account(std::string owner, const AccountLimits& limits, const Clock& clock, std::shared_ptr<const Account> parent);
    Account(const Account&) = delete;
    Account& operator=(const Account&) = delete;

    /// All of it or nothing; limit_exceeded says whose limit it is, and how much of what is in use.
    Result<Charge> charge(const Amounts& amounts) const;
    /// The same question, nothing taken.
    Result<void> check(const Amounts& amounts) const;
    /// limit_exceeded if it comes too often; said in the log once a burst.
    Result<void> spend(proto::Expense expense) const;

    Amounts used() const;
    const AccountLimits& limits() const { return limits_; }

 private:
    Result<void> take(const Amounts& amounts) const;
    void give_back(const Amounts& amounts) const;
    Result<void> check(const Amounts& used, const Amounts& amounts) const;

    const std::string owner_;
    const AccountLimits limits_;
    const std::shared_ptr<const Account> parent_;
    const Guarded<Amounts> used_;
    std::vector<std::unique_ptr<const TokenBucket>> buckets_;  ///< by Expense
};

}  // namespace xrt
