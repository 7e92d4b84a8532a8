// SPDX-License-Identifier: BSL-1.0
#include "service/limits.hpp"

namespace xrt {
namespace {

using proto::Resource;

constexpr uint64_t mebibyte = uint64_t{1} << 20, gibibyte = uint64_t{1} << 30;

}  // namespace

AccountLimits default_client_limits() {
    AccountLimits limits;
    limits.resources[Resource::connections] = 1;
    limits.resources[Resource::sessions] = 1;
    limits.resources[Resource::swapchains] = 128;
    limits.resources[Resource::subscriptions] = 4;
    limits.resources[Resource::fds] = 1024;
    limits.resources[Resource::bytes] = 4 * mebibyte;
    limits.resources[Resource::image_bytes] = 4 * gibibyte;
    // Far above what applications and the conformance suite do, far below what keeps a machine busy.
    limits.rates = {{{100, 200}, {1000, 4000}, {10, 20}}};
    return limits;
}

AccountLimits default_user_limits() {
    AccountLimits limits;
    limits.resources[Resource::connections] = 128;
    limits.resources[Resource::sessions] = 128;
    limits.resources[Resource::swapchains] = 1024;
    limits.resources[Resource::subscriptions] = 64;
    limits.resources[Resource::fds] = 16384;
    limits.resources[Resource::bytes] = 256 * mebibyte;
    limits.resources[Resource::image_bytes] = 16 * gibibyte;
    limits.rates = {{{400, 800}, {4000, 16000}, {40, 80}}};
    return limits;
}

}  // namespace xrt
