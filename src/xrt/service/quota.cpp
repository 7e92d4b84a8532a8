// SPDX-License-Identifier: BSL-1.0
#include "service/quota.hpp"

namespace xrt {
namespace {

std::string mebibytes(uint64_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

Error too_many(uint32_t limit) {
    return {ErrorCode::limit_exceeded, "a client may have " + std::to_string(limit) + " swapchains and has them all"};
}

Error too_large(uint64_t used, uint64_t wanted, uint64_t limit) {
    return {ErrorCode::limit_exceeded, "a client may have " + mebibytes(limit) + " of images, has " + mebibytes(used) +
                                           " and asks for " + mebibytes(wanted) + " more"};
}

}  // namespace

Quota::Charge::~Charge() {
    if (!quota_) return;
    quota_->swapchains_ -= 1;
    quota_->image_bytes_ -= bytes_;
}

Result<void> Quota::check_swapchain(uint64_t bytes) const {
    if (swapchains_ >= limits_.swapchains) return too_many(limits_.swapchains);
    if (bytes > limits_.image_bytes || image_bytes_ > limits_.image_bytes - bytes) {
        return too_large(image_bytes_, bytes, limits_.image_bytes);
    }
    return {};
}

Result<Quota::Charge> Quota::charge_swapchain(uint64_t bytes) {
    // Taken first and looked at afterwards, so that two threads cannot both get the last one. Bounded by the limits, so
    // that the sum cannot wrap.
    if (bytes > limits_.image_bytes) return too_large(image_bytes_, bytes, limits_.image_bytes);
    const uint32_t count = ++swapchains_;
    const uint64_t sum = image_bytes_ += bytes;
    Charge charge(*this, bytes);
    if (count > limits_.swapchains) return too_many(limits_.swapchains);
    if (sum > limits_.image_bytes) return too_large(sum - bytes, bytes, limits_.image_bytes);
    return charge;
}

}  // namespace xrt
