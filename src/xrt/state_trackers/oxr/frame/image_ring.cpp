// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/image_ring.hpp"

namespace xrt::oxr {

std::optional<uint32_t> ImageRing::next_to_acquire() const {
    if (acquired_ - released_ == count_) return std::nullopt;
    if (static_ && acquired_ != 0) return std::nullopt;
    return index(acquired_);
}

std::optional<uint32_t> ImageRing::next_to_wait_for() const {
    if (acquired_ == released_ || waited_) return std::nullopt;
    return index(released_);
}

std::optional<uint32_t> ImageRing::next_to_release() const {
    if (!waited_) return std::nullopt;
    return index(released_);
}

void ImageRing::release() {
    ++released_;
    waited_ = false;
}

std::optional<uint32_t> ImageRing::released() const {
    if (released_ == 0) return std::nullopt;
    return index(released_ - 1);
}

}  // namespace xrt::oxr
