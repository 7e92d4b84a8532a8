// SPDX-License-Identifier: BSL-1.0
//
// How much a client, and a user with all his clients, may make the service hold, and how often they may ask for what is
// expensive. A client's share is smaller than its user's, so that no client alone can use up what others need.
#pragma once

#include <array>
#include <cstdint>

#include "proto/limits.hpp"

namespace xrt {

/// So much of each proto::Resource.
class Amounts {
 public:
    uint64_t& operator[](proto::Resource resource) { return values_[static_cast<size_t>(resource)]; }
    uint64_t operator[](proto::Resource resource) const { return values_[static_cast<size_t>(resource)]; }
    bool operator==(const Amounts&) const = default;

 private:
    std::array<uint64_t, proto::resource_count> values_{};
};

/// One for each proto::Expense.
using Rates = std::array<proto::RateLimit, proto::expense_count>;

struct AccountLimits {
    Amounts resources;
    Rates rates;
};

AccountLimits default_client_limits();
AccountLimits default_user_limits();

struct Limits {
    AccountLimits client = default_client_limits();
    AccountLimits user = default_user_limits();
};

}  // namespace xrt
