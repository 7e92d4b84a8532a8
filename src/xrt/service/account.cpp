// SPDX-License-Identifier: BSL-1.0
#include "service/account.hpp"

#include "auxiliary/util/log.hpp"

namespace xrt {
namespace {

using proto::Resource;

template <typename Function>
void for_each_resource(Function function) {
    for (size_t i = 0; i < proto::resource_count; ++i) function(static_cast<Resource>(i));
}

std::string quantity(Resource resource, uint64_t amount) {
    const bool large = resource == Resource::image_bytes || resource == Resource::bytes;
    const std::string name(to_string(resource));
    if (!large) return std::to_string(amount) + " " + name;
    return std::to_string(amount >> 10) + " KiB" + (resource == Resource::image_bytes ? " of images" : "");
}

}  // namespace

Account::Charge::~Charge() {
    if (account_) account_->give_back(amounts_);
}

Account::Account(std::string owner, const AccountLimits& limits, const Clock& clock,
                 std::shared_ptr<const Account> parent)
    : owner_(std::move(owner)), limits_(limits), parent_(std::move(parent)) {
    for (const proto::RateLimit& rate : limits_.rates) {
        buckets_.push_back(std::make_unique<const TokenBucket>(rate, clock));
    }
}

Result<Account::Charge> Account::charge(const Amounts& amounts) const {
    TRY(take(amounts));
    return Charge(shared_from_this(), amounts);
}

Result<void> Account::take(const Amounts& amounts) const {
    if (parent_) TRY(parent_->take(amounts));
    Result<void> taken = used_.with([&](Amounts& used) -> Result<void> {
        TRY(check(used, amounts));
        for_each_resource([&](Resource resource) { used[resource] += amounts[resource]; });
        return {};
    });
    if (!taken && parent_) parent_->give_back(amounts);
    return taken;
}

void Account::give_back(const Amounts& amounts) const {
    used_.with(
        [&](Amounts& used) { for_each_resource([&](Resource resource) { used[resource] -= amounts[resource]; }); });
    if (parent_) parent_->give_back(amounts);
}

Result<void> Account::check(const Amounts& amounts) const {
    if (parent_) TRY(parent_->check(amounts));
    return check(used(), amounts);
}

Result<void> Account::check(const Amounts& used, const Amounts& amounts) const {
    for (size_t i = 0; i < proto::resource_count; ++i) {
        const auto resource = static_cast<Resource>(i);
        const uint64_t limit = limits_.resources[resource], wanted = amounts[resource];
        if (wanted == 0 || (wanted <= limit && used[resource] <= limit - wanted)) continue;
        return Error{ErrorCode::limit_exceeded, "the " + owner_ + " may have " + quantity(resource, limit) + ", has " +
                                                    quantity(resource, used[resource]) + " and asks for " +
                                                    quantity(resource, wanted) + " more"};
    }
    return {};
}

Result<void> Account::spend(proto::Expense expense) const {
    const TokenBucket& bucket = *buckets_[static_cast<size_t>(expense)];
    const TokenBucket::Answer answer = bucket.take();
    if (answer == TokenBucket::Answer::granted) return parent_ ? parent_->spend(expense) : Result<void>();
    Error error{ErrorCode::limit_exceeded, "the " + owner_ + " makes a new " + std::string(to_string(expense)) +
                                               " more often than " + std::to_string(bucket.limit().per_second) +
                                               " times a second"};
    if (answer == TokenBucket::Answer::refused_first) log_warning("service", "%s", error.message.c_str());
    return error;
}

Amounts Account::used() const {
    return used_.with([](const Amounts& used) { return used; });
}

}  // namespace xrt
