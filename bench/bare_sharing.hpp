// SPDX-License-Identifier: BSL-1.0
//
// What no swapchain of another process can do without: ask for images, have them allocated and exported there, and import them here.
// Bare Vulkan and a bare socket; the other process is a thread with a device of its own.
#pragma once

#include <thread>

#include "bare_swapchain.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::bench {

class BareSharing {
 public:
    /// Devices outlive it.
    BareSharing(VkDevice exporting, VkDevice importing, uint32_t size, size_t count);
    ~BareSharing();
    BareSharing(const BareSharing&) = delete;
    BareSharing& operator=(const BareSharing&) = delete;

    /// What the other side made stays there until forget_oldest().
    Result<std::unique_ptr<BareSwapchain>> ask();
    void forget_oldest();

 private:
    void answer();
    bool send_images(const BareSwapchain& swapchain) const;

    const VkDevice exporting_, importing_;
    const uint32_t size_;
    const size_t count_;
    UniqueFd near_, far_;
    std::thread exporter_;
};

}  // namespace xrt::bench
