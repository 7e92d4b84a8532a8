// SPDX-License-Identifier: BSL-1.0
//
// What one client may make the service hold. Everything that is taken is a Charge, and a Charge gives it back when it
// goes, on any thread; the quota outlives its charges.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

#include "xrt/result.hpp"

namespace xrt {

struct QuotaLimits {
    uint32_t swapchains = 128;
    uint64_t image_bytes = uint64_t{4} << 30;
};

class Quota {
 public:
    class Charge {
     public:
        Charge() = default;
        Charge(Charge&& other) noexcept : quota_(std::exchange(other.quota_, nullptr)), bytes_(other.bytes_) {}
        Charge& operator=(Charge&& other) noexcept {
            std::swap(quota_, other.quota_);
            std::swap(bytes_, other.bytes_);
            return *this;
        }
        ~Charge();

     private:
        friend class Quota;
        Charge(Quota& quota, uint64_t bytes) : quota_(&quota), bytes_(bytes) {}
        Quota* quota_ = nullptr;
        uint64_t bytes_ = 0;
    };

    explicit Quota(const QuotaLimits& limits) : limits_(limits) {}
    Quota(const Quota&) = delete;
    Quota& operator=(const Quota&) = delete;

    /// One swapchain of so many bytes; limit_exceeded says which limit and how much is in use.
    Result<Charge> charge_swapchain(uint64_t bytes);
    /// The same question, nothing taken.
    Result<void> check_swapchain(uint64_t bytes) const;

    uint32_t swapchains() const { return swapchains_; }
    uint64_t image_bytes() const { return image_bytes_; }

 private:
    const QuotaLimits limits_;
    std::atomic<uint32_t> swapchains_{0};
    std::atomic<uint64_t> image_bytes_{0};
};

}  // namespace xrt
